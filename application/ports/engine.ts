import type { ExecutionInput, Machine } from '../../domain/record/machines.ts';

export interface TaskAnswer {
  readonly outcome: string;
  readonly subject: string;
  readonly number: number;
}

/**
 * What runs the state machines. Every call may be made twice: starting a name that exists, answering a task that
 * has been answered and stopping what has ended are answers, not errors.
 */
export interface Engine {
  start(machine: Machine, name: string, input: ExecutionInput): Promise<'started' | 'already-started'>;
  /** `closed`: nobody waits on that token any more. */
  answer(token: string, answer: TaskAnswer): Promise<'answered' | 'closed'>;
  stop(machine: Machine, name: string, cause: string): Promise<'stopped' | 'not-running'>;
}

/** The engine cannot be reached, or throttles: try again later. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}
