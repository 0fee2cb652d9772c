import type { Machine, RootMachine } from '../../domain/record/machines.ts';

/**
 * What the engine says is running, for holding it against the record. Lists may lag behind a little; what one
 * execution or one token is asked about does not. Every call throws EngineUnavailableError when it may work later.
 */
export interface Executions {
  isRunning(machine: RootMachine, name: string): Promise<boolean>;
  /** Names of a machine's running executions, a page at a time. */
  running(
    machine: Machine,
    cursor?: string,
  ): Promise<{ readonly names: readonly string[]; readonly cursor?: string }>;
  /** Whether a task still waits for the answer to this token. Asking changes nothing. */
  isWaiting(token: string): Promise<boolean>;
}
