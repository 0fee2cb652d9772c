import type { Machine } from '../../domain/pathways/machines.ts';
import type { RootMachine } from '../../domain/record/machines.ts';

export interface RunningPage {
  readonly names: readonly string[];
  /** By name, the version of the definition that it runs; none where there is only one. */
  readonly versions?: ReadonlyMap<string, string>;
  readonly cursor?: string;
}

/**
 * Running executions, for the reconciler. Lists may lag; one execution or token is checked exactly. Every call throws
 * EngineUnavailableError when it may work later.
 */
export interface Executions {
  isRunning(machine: RootMachine, name: string): Promise<boolean>;
  /** Names of a machine's running executions, a page at a time. */
  running(machine: Machine, cursor?: string): Promise<RunningPage>;
  /** The version of a machine's definition that new executions run; undefined where there is only one. */
  newestVersion(machine: RootMachine): Promise<string | undefined>;
  /** Whether a task still waits for this token. Changes nothing. */
  isWaiting(token: string): Promise<boolean>;
}
