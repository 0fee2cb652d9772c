import type { RootMachine } from '../../domain/machines.ts';

/** What the engine says is running, for holding it against the record. */
export interface Executions {
  isRunning(machine: RootMachine, name: string): Promise<boolean>;
  /** Names of a machine's running executions, a page at a time. */
  running(
    machine: RootMachine,
    cursor?: string,
  ): Promise<{ readonly names: readonly string[]; readonly cursor?: string }>;
}
