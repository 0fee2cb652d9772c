import type { Machine } from '../../domain/pathways/machines.ts';

/** What a state does, and where it leads. Retries, incidents and backstops are the engine's, and left out. */
export type PlannedState =
  | {
      readonly does: 'ask';
      readonly kind: string;
      /** The subject of the machine's own run when it is absent. */
      readonly subject?: string;
      readonly next?: string;
    }
  | {
      readonly does: 'run';
      readonly action: string;
      /** The kinds that it opens. */
      readonly kinds?: readonly string[];
      readonly next?: string;
    }
  | {
      readonly does: 'run-machine';
      readonly machine: Machine;
      /** The subject that the last action chose when it is absent. */
      readonly subject?: string;
      readonly next?: string;
    }
  /** Goes by the last outcome. */
  | { readonly does: 'choose'; readonly ways: Readonly<Record<string, string>>; readonly otherwise: string }
  | { readonly does: 'run-branches'; readonly branches: readonly MachinePlan[]; readonly next?: string }
  | { readonly does: 'end' };

/** The order of a machine's states. A state without `next` ends its list. */
export interface MachinePlan {
  readonly startAt: string;
  readonly states: Readonly<Record<string, PlannedState>>;
}

/** The state machines as new executions run them: what a restart takes up. */
export interface MachinePlans {
  planOf(machine: Machine): MachinePlan;
}
