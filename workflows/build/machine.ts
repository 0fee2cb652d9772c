import type { ActionName, StepSubject } from '../../domain/pathways/actions.ts';
import type { ReferralSubject } from '../../domain/record/subjects.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import type { ChildMachine, Machine, SubjectMachine } from '../../domain/pathways/machines.ts';
import type { Checked, CheckedBranches } from './checked.ts';
import type {
  Again,
  Ask,
  Branches,
  Child,
  Choice,
  End,
  EndsAs,
  GoTo,
  LastSubject,
  MachineSource,
  Next,
  Open,
  Run,
  Statement,
  Subject,
  Together,
  Ways,
} from './statements.ts';

/** What a machine may wait for: every kind but the incident, which the compiler adds. */
type AskedKind = Exclude<StepKind, 'incident'>;
/** What a machine may run: every action but those that the compiler adds. */
type RunAction = Exclude<ActionName, 'reconcile-step' | 'open-steps'>;

/** What each child machine is given: a subject where it runs once for each, nothing otherwise. */
type SubjectFor<M extends ChildMachine> = M extends SubjectMachine ? ReferralSubject | LastSubject : 'none';

export const next: Next = { jump: 'next' };
export const end: End = { jump: 'end' };
export const lastSubject: LastSubject = { chosenBy: 'last-action' };

export function again<To extends string>(to: To): Again<To> {
  return { jump: 'again', to };
}

export function goTo<To extends string>(to: To): GoTo<To> {
  return { jump: 'go-to', to };
}

/** A state machine: its statements from top to bottom. The first is where it starts. */
export function machine<N extends Machine, const L extends readonly Statement[]>(
  name: N,
  says: string,
  statements: Checked<L>,
): MachineSource<N, L>;
export function machine(name: Machine, says: string, statements: readonly Statement[]): MachineSource {
  return { name, says, statements };
}

/**
 * Opens a step of this kind, and waits for its outcome.
 *
 * @param options.subject tells two steps of one kind apart
 * @param options.skipped where an administrator's skip leads, when not where the last listed outcome does
 */
export function ask<N extends string, K extends AskedKind, To extends string = never>(
  name: N,
  kind: K,
  says: string,
  options: { readonly subject?: StepSubject; readonly skipped?: End | GoTo<To> } = {},
): Ask<N, K, NoInfer<To>> {
  return { state: 'ask', name, kind, says, ...options };
}

/**
 * Opens steps of these kinds, and goes on at once. Each has its deadlines, lists and owners as any other step, and
 * what follows from its answer is in its entry: so a pathway whose steps do not wait for each other costs one
 * transition, however long it takes.
 */
export function open<N extends string, K extends AskedKind>(
  name: N,
  kinds: readonly K[],
  says: string,
): Open<N, K> {
  return { state: 'open', name, kinds, says };
}

/** Runs this action. `skipped` as in {@link ask}. */
export function run<N extends string, A extends RunAction, To extends string = never>(
  name: N,
  action: A,
  says: string,
  options: { readonly skipped?: End | GoTo<To> } = {},
): Run<N, A, NoInfer<To>> {
  return { state: 'run', name, action, says, ...options };
}

/** Goes by the outcome of the statement above. Every outcome is listed, or there is an `otherwise`. */
export function choice<N extends string, const W extends Ways>(name: N, ways: W): Choice<N, W> {
  return { state: 'choice', name, ways };
}

/** Runs branches side by side, and goes on when all have ended. */
export function together<N extends string, const B extends Branches>(
  name: N,
  says: string,
  branches: B & CheckedBranches<B>,
): Together<N, B>;
export function together(name: string, says: string, branches: Branches): Together {
  return { state: 'together', name, says, branches };
}

/** Runs another machine to its end. */
export function child<
  N extends string,
  M extends MachineSource<ChildMachine>,
  S extends Subject & SubjectFor<M['name']>,
>(
  name: N,
  source: M,
  says: string,
  ...subject: SubjectFor<M['name']> extends 'none' ? [] : [subject: S]
): Child<N, M, S>;
export function child(
  name: string,
  source: MachineSource<ChildMachine>,
  says: string,
  subject: Subject = 'none',
): Child {
  return { state: 'child', name, machine: source, says, subject };
}

/** Names the end of the list, the last statement in it. */
export function endsAs<N extends string>(name: N, says?: string): EndsAs<N> {
  return { state: 'ends-as', name, ...(says !== undefined && { says }) };
}
