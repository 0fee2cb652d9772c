import type { IsoInstant } from '../law/time.ts';

/** The machines that a phase starts. Those that only other machines start are in domain/pathways/machines.ts. */
export const ROOT_MACHINES = ['reception', 'pre-release', 'release-day', 'community'] as const;
export type RootMachine = (typeof ROOT_MACHINES)[number];

export interface RunningExecution {
  readonly machine: RootMachine;
  readonly name: string;
  readonly attempt: number;
  readonly startedAt: IsoInstant;
}

/** All an execution is ever told: ids and counters, never anything about the person. */
export interface ExecutionInput {
  readonly journeyId: string;
  readonly cycle: number;
  readonly subject: string;
  readonly incident: { readonly outcome: string; readonly number: number };
}

/** `{journeyId}-{machine}-{cycle}-{attempt}`: starting it twice starts it once. */
export function executionName(
  journeyId: string,
  machine: RootMachine,
  cycle: number,
  attempt: number,
): string {
  return `${journeyId}-${machine}-${cycle}-${attempt}`;
}

export function executionInput(journeyId: string, cycle: number): ExecutionInput {
  return { journeyId, cycle, subject: 'none', incident: { outcome: 'NONE', number: 0 } };
}

/** The machine of the phase that an execution, or the child of one, belongs to. */
export function rootMachineOf(execution: string, journeyId: string): RootMachine | undefined {
  return ROOT_MACHINES.find((machine) => execution.startsWith(`${journeyId}-${machine}-`));
}

/** The execution of a phase, or the child of one, was started in another cycle, which ended or was undone: it is being stopped. */
export function isOfOtherCycle(
  execution: string,
  { id, cycle }: { readonly id: string; readonly cycle: number },
): boolean {
  const [, started] = new RegExp(`^${id}-(?:${ROOT_MACHINES.join('|')})-(\\d+)-`).exec(execution) ?? [];
  return started !== undefined && Number(started) !== cycle;
}

/** The journey an execution of a phase belongs to; undefined for a name that is not one of ours. */
export function readExecutionName(machine: RootMachine, name: string): string | undefined {
  return new RegExp(`^([a-z0-9]{26})-${machine}-\\d+-\\d+$`).exec(name)?.[1];
}

/** The journey, and the execution of a phase, that a child was started for; undefined for a name that is not a child's. */
export function readChildName(
  name: string,
): { readonly journeyId: string; readonly root: string } | undefined {
  const [, root, journeyId] =
    new RegExp(`^(([a-z0-9]{26})-(?:${ROOT_MACHINES.join('|')})-\\d+-\\d+)-.+$`).exec(name) ?? [];
  return root === undefined || journeyId === undefined ? undefined : { journeyId, root };
}
