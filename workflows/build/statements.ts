import type { ActionName, StepSubject } from '../../domain/pathways/actions.ts';
import type { ReferralSubject } from '../../domain/record/subjects.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import type { ChildMachine, Machine } from '../../domain/pathways/machines.ts';

/** On to the statement below. */
export interface Next {
  readonly jump: 'next';
}
/** To the end of this list: of the machine, or of the branch. */
export interface End {
  readonly jump: 'end';
}
/** Back to a state above, or to the same one. */
export interface Again<To extends string = string> {
  readonly jump: 'again';
  readonly to: To;
}
/** Forward to a state further down. */
export interface GoTo<To extends string = string> {
  readonly jump: 'go-to';
  readonly to: To;
}
export type Jump = End | Again | GoTo;
/** Where an outcome leads. `otherwise` is every outcome that is not listed. */
export type Ways = Readonly<Record<string, Next | Jump>>;

/** Opens a step in the record, and waits for its outcome. */
export interface Ask<N extends string = string, K extends StepKind = StepKind, To extends string = string> {
  readonly state: 'ask';
  readonly name: N;
  readonly kind: K;
  readonly says: string;
  readonly subject?: StepSubject;
  readonly skipped?: End | GoTo<To>;
}
/** Opens steps in the record and goes on: nothing waits for their answers. */
export interface Open<N extends string = string, K extends StepKind = StepKind> {
  readonly state: 'open';
  readonly name: N;
  readonly kinds: readonly K[];
  readonly says: string;
}
/** Runs an action, which may be run again at any time. */
export interface Run<
  N extends string = string,
  A extends ActionName = ActionName,
  To extends string = string,
> {
  readonly state: 'run';
  readonly name: N;
  readonly action: A;
  readonly says: string;
  readonly skipped?: End | GoTo<To>;
}
/** Goes by the outcome of the statement above. */
export interface Choice<N extends string = string, W extends Ways = Ways> {
  readonly state: 'choice';
  readonly name: N;
  readonly ways: W;
}
/** Runs its branches side by side, and goes on when all have ended. */
export interface Together<N extends string = string, B extends Branches = Branches> {
  readonly state: 'together';
  readonly name: N;
  readonly says: string;
  readonly branches: B;
}
/** Runs another machine to its end. */
export interface Child<
  N extends string = string,
  M extends MachineSource<ChildMachine> = MachineSource<ChildMachine>,
  S extends Subject = Subject,
> {
  readonly state: 'child';
  readonly name: N;
  readonly machine: M;
  readonly says: string;
  readonly subject: S;
}
/** Names the end of this list; without it, the end is named after the branch. */
export interface EndsAs<N extends string = string> {
  readonly state: 'ends-as';
  readonly name: N;
  readonly says?: string;
}

/** The subject that the last action chose. */
export interface LastSubject {
  readonly chosenBy: 'last-action';
}
export type Subject = 'none' | ReferralSubject | LastSubject;

/** A state that can fail, and that a jump can lead to. */
export type Task = Ask | Open | Run | Together | Child;
export type Statement = Task | Choice | EndsAs | Jump;
export type Branches = Readonly<Record<string, readonly Statement[]>>;

/** A state machine as it is written in `workflows/`. */
export interface MachineSource<
  N extends Machine = Machine,
  L extends readonly Statement[] = readonly Statement[],
> {
  readonly name: N;
  readonly says: string;
  readonly statements: L;
}
