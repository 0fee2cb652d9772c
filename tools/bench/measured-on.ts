import { availableParallelism, loadavg } from 'node:os';
import { systemClock } from '../../adapters/clock/system-clock.ts';
import { dateInLondon } from '../../domain/law/time.ts';

/** When and on what a measurement was made. */
export interface MeasuredOn {
  readonly day: string;
  readonly node: string;
  readonly cores: number;
  /** How many programs wanted a core over the minute before: far above 0, the times are of a busy machine. */
  readonly loadBefore: number;
}

export function measuredOn(): MeasuredOn {
  return {
    day: dateInLondon(systemClock.now()).toString(),
    node: process.versions.node,
    cores: availableParallelism(),
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** A sentence that says so. */
export function measuredText({ day, node, cores, loadBefore }: MeasuredOn): string {
  const load =
    loadBefore < cores / 4
      ? 'idle but for this'
      : `which ${loadBefore.toFixed(1)} other programs were asking for: seconds are of a busy machine, counts and ratios hold`;
  return `Measured on ${day} with Node ${node} on ${cores} cores, ${load}.`;
}
