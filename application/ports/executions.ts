import type { Machine } from '../../domain/pathways/machines.ts';
import type { RootMachine } from '../../domain/record/machines.ts';

/**
 * Running executions, for the reconciler. Lists may lag; one execution or token is checked exactly. Every call throws
 * EngineUnavailableError when it may work later.
 */
export interface Executions {
  isRunning(machine: RootMachine, name: string): Promise<boolean>;
  /** Names of a machine's running executions, a page at a time. */
  running(
    machine: Machine,
    cursor?: string,
  ): Promise<{ readonly names: readonly string[]; readonly cursor?: string }>;
  /** Whether a task still waits for this token. Changes nothing. */
  isWaiting(token: string): Promise<boolean>;
}
