import type { Machine } from '../../domain/pathways/machines.ts';
import type { ExecutionInput } from '../../domain/record/machines.ts';

export interface TaskAnswer {
  readonly outcome: string;
  readonly subject: string;
  readonly number: number;
}

/**
 * Runs the state machines. Every call may be repeated: starting a name that exists, answering an answered task and
 * stopping an ended execution are expected, not errors.
 */
export interface Engine {
  start(machine: Machine, name: string, input: ExecutionInput): Promise<'started' | 'already-started'>;
  /** `closed`: no task waits for that token any more. */
  answer(token: string, answer: TaskAnswer): Promise<'answered' | 'closed'>;
  stop(machine: Machine, name: string, cause: string): Promise<'stopped' | 'not-running'>;
}

/** The engine cannot be reached, or throttles: try again later. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}
