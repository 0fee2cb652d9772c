import type { ACTIONS, OutcomeOfAction } from '../../domain/pathways/actions.ts';
import type { OutcomeOf } from '../../domain/pathways/catalogue.ts';
import type {
  Again,
  Ask,
  Branches,
  Child,
  Choice,
  EndsAs,
  GoTo,
  Jump,
  LastSubject,
  Run,
  Statement,
  Task,
  Together,
} from './statements.ts';

/**
 * The list itself when it is right. Where a statement is wrong, its place is taken by a sentence that names the
 * fault, so that the type checker prints: "... is not assignable to type 'Made: there is no outcome SENT'".
 */
export type Checked<L extends readonly Statement[]> =
  L extends CheckedFrom<L, readonly [], L> ? L : CheckedFrom<L, readonly [], L>;

type CheckedFrom<
  Rest extends readonly Statement[],
  Before extends readonly Statement[],
  All extends readonly Statement[],
> = Rest extends readonly [infer S extends Statement, ...infer After extends readonly Statement[]]
  ? readonly [
      Fault<S, Before, After, All> extends infer F ? ([F] extends [never] ? S : F) : never,
      ...CheckedFrom<After, readonly [...Before, S], All>,
    ]
  : readonly [];

type Fault<
  S extends Statement,
  Before extends readonly Statement[],
  After extends readonly Statement[],
  All extends readonly Statement[],
> =
  | Duplicate<S, Before>
  | Unreachable<S, Before, All>
  | JumpFault<S, Before, After>
  | (S extends Choice ? ChoiceFault<S, Last<Before>, After> : never)
  | (S extends Child ? SubjectFault<S, Before> : never)
  | (S extends EndsAs
      ? After extends readonly []
        ? never
        : `${S['name']}: nothing comes after endsAs`
      : never);

/** The branches when each is right by itself and has no name of another branch. */
export type CheckedBranches<B extends Branches> = {
  readonly [K in keyof B]: B[K] extends readonly []
    ? 'A branch has at least one statement'
    : [NamesIn<B[K][number]> & NamesIn<B[Exclude<keyof B, K>][number]>] extends [never]
      ? CheckedFrom<B[K], readonly [], B[K]>
      : `${NamesIn<B[K][number]> & NamesIn<B[Exclude<keyof B, K>][number]>}: two states have this name`;
};

/** Every name a statement gives, those of its branches included. */
type NamesIn<S> =
  S extends Together<infer N, infer B>
    ? string extends N
      ? N
      : N | NamesIn<B[keyof B][number]>
    : S extends { name: infer N extends string }
      ? N
      : never;
type TaskNames<S> = S extends Task ? S['name'] : never;

type Duplicate<S, Before extends readonly Statement[]> =
  | (S extends Together<infer N, infer B> ? SameName<N & NamesIn<B[keyof B][number]>> : never)
  | SameName<NamesIn<S> & NamesIn<Before[number]>>;
type SameName<N extends string> = `${N}: two states have this name`;

type Last<L extends readonly unknown[]> = L extends readonly [...unknown[], infer S] ? S : undefined;

/** A statement is reached from the one above, or by a jump to its name. */
type Unreachable<S, Before extends readonly Statement[], All extends readonly Statement[]> = S extends EndsAs
  ? never
  : S extends Jump
    ? Last<Before> extends Task
      ? never
      : `${S['jump']}: a jump follows a state that has no choice`
    : Last<Before> extends infer Above
      ? LeadsOn<Above> extends true
        ? never
        : S extends Task
          ? S['name'] extends TargetIn<All[number]>
            ? never
            : `${S['name']}: nothing leads here`
          : never
      : never;

type LeadsOn<Above> = Above extends Jump
  ? false
  : Above extends Choice<string, infer W>
    ? 'next' extends W[keyof W]['jump']
      ? true
      : false
    : true;

/** The names that a statement jumps to. */
type TargetIn<S> = Target<JumpIn<S>>;
type Target<J> = J extends Again<infer To> | GoTo<infer To> ? To : never;
type JumpIn<S> = S extends Jump
  ? S
  : S extends Choice<string, infer W>
    ? W[keyof W]
    : S extends { skipped?: infer J }
      ? J
      : never;

type JumpFault<S, Before extends readonly Statement[], After extends readonly Statement[]> =
  JumpIn<S> extends infer J
    ? J extends Again<infer To>
      ? Missing<To, TaskNames<Before[number]>, 'is not a state above'>
      : J extends GoTo<infer To>
        ? Missing<To, TaskNames<After[number]>, 'is not a state further down'>
        : never
    : never;
type Missing<To extends string, Names, Says extends string> = To extends Names ? never : `${To} ${Says}`;

type OutcomesOf<Above> =
  Above extends Ask<string, infer K>
    ? OutcomeOf<K>
    : Above extends Run<string, infer A>
      ? OutcomeOfAction<A>
      : never;

type ChoiceFault<C extends Choice, Above, After extends readonly Statement[]> = Above extends Ask | Run
  ? OutcomeFault<C['name'], keyof C['ways'] & string, OutcomesOf<Above>> | NextFault<C, After>
  : `${C['name']}: a choice follows ask or run`;
type OutcomeFault<N extends string, Listed extends string, Outcomes extends string> =
  | `${N}: there is no outcome ${Exclude<Listed, Outcomes | 'otherwise'>}`
  | ('otherwise' extends Listed
      ? [Exclude<Outcomes, Listed>] extends [never]
        ? `${N}: every outcome is listed, so otherwise is never taken`
        : never
      : [Exclude<Outcomes, Listed>] extends [never]
        ? never
        : readonly [`${N}: not handled`, Exclude<Outcomes, Listed>]);
type NextFault<
  C extends Choice,
  After extends readonly Statement[],
> = 'next' extends C['ways'][keyof C['ways']]['jump']
  ? After extends readonly [Task, ...Statement[]]
    ? never
    : `${C['name']}: next leads to no state`
  : never;

/** The last subject is the one that the action just above chose. */
type SubjectFault<C extends Child, Before extends readonly Statement[]> = C['subject'] extends LastSubject
  ? Before extends readonly [...Statement[], Run<string, infer A>, Choice]
    ? (typeof ACTIONS)[A] extends { choosesSubject: true }
      ? never
      : `${C['name']}: the action above chooses no subject`
    : `${C['name']}: there is no action above to choose its subject`
  : never;
