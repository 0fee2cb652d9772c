import { SECONDS_A_MONTH, type Inputs } from './activity.ts';
import { CALLS, type Usage } from './usage.ts';

export interface LambdaTime {
  readonly requests: number;
  readonly gbSeconds: number;
}

const DEFAULT_MB = 512;

/**
 * What one function's month is charged for: its processor time, slower by the share of a processor its memory brings;
 * its waiting for AWS, one call after another, which is the longest it can take; and loading, when a call comes after
 * the function was let go.
 */
export function lambdaTime(name: string, usage: Usage, { deployed, assumptions }: Inputs): LambdaTime {
  const { functions, latencyMs } = assumptions;
  const memoryMb = deployed.memory.get(name) ?? DEFAULT_MB;
  const waiting = CALLS.reduce((sum, call) => sum + usage.calls[call] * latencyMs[call].value, 0);
  const slowness = Math.max(1, functions.fullProcessorMb.value / memoryMb);
  const working = usage.cpuMs * slowness + usage.invocations * functions.overheadMs.value;
  const cold = usage.invocations * coldShare(usage.invocations, functions.keptWarmSeconds.value);
  const ms = working + waiting + cold * functions.coldStartMs.value;
  return { requests: usage.invocations, gbSeconds: (ms / 1_000) * (memoryMb / 1_024) };
}

/** The share of calls before which no other came for so long, when they come at random and evenly over the month. */
export function coldShare(callsAMonth: number, keptWarmSeconds: number): number {
  return Math.exp(-(callsAMonth / SECONDS_A_MONTH) * keptWarmSeconds);
}
