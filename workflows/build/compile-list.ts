import type { Catcher, ChoiceState, ParallelState, Region, State, TaskState } from './asl.ts';
import type { Choice, Statement, Task, Together } from './statements.ts';
import { askTask, childTask, incidentTask, openTask, runTask } from './tasks.ts';
import { below, defaultOutcome, skipTarget, wayTarget, type List } from './ways.ts';

type NamedState = readonly [name: string, state: State];
/** A state without the ways out of it. */
type Bare = Omit<TaskState, 'Catch' | 'Next'> | Omit<ParallelState, 'Catch' | 'Next'>;

/** A list of statements while it is compiled. */
export interface Compiling extends List {
  readonly machine: string;
  /** The machine runs once for each subject. */
  readonly hasSubject: boolean;
  /** The branch's name; empty for the machine's own list. */
  readonly branch: string;
  /** The names of the machine's states so far. */
  readonly names: string[];
}

/** The end of the name of the choice between trying a failed state again and skipping it. */
export const REPAIRED = 'Repaired';

const RECONCILE_SAYS =
  'Nobody answered for half a year: a fresh execution takes over what the record still wants.';

/**
 * The states of a list. To each state that can fail it adds
 * - Retry, with jitter, for what passes by itself,
 * - an incident for everything else: an administrator retries the state, or skips it with a reason,
 * - for an ask, a backstop: when nobody has answered for half a year, a new execution takes over.
 */
export function compileList(list: Compiling): Region {
  const states = list.statements.flatMap((statement, index) => compileStatement(list, statement, index));
  const asks = list.statements.some((statement) => 'state' in statement && statement.state === 'ask');
  const named = [...states, ...(asks ? reconciling(list) : []), succeed(list)];
  list.names.push(...named.map(([name]) => name));
  return { StartAt: named[0]?.[0] ?? list.end, States: Object.fromEntries(named) };
}

function compileStatement(list: Compiling, statement: Statement, index: number): readonly NamedState[] {
  if (!('state' in statement)) return [];
  switch (statement.state) {
    case 'choice':
      return [[statement.name, choiceState(list, statement, index)]];
    case 'ends-as':
      return [];
    case 'ask':
    case 'open':
    case 'run':
    case 'child':
    case 'together':
      return withIncident(list, statement.name, bareState(list, statement), {
        next: below(list, index),
        skipsTo: skipTarget(list, statement, index),
        catches: statement.state === 'ask' ? [catcher('States.Timeout', reconcileName(list))] : [],
      });
  }
}

function bareState(list: Compiling, task: Task): Bare {
  switch (task.state) {
    case 'ask':
      return askTask(task, list.hasSubject);
    case 'open':
      return openTask(task);
    case 'run':
      return runTask(task.action, task.says);
    case 'child':
      return childTask(task);
    case 'together':
      return parallel(list, task);
  }
}

function parallel(list: Compiling, { says, branches }: Together): Bare {
  return {
    Type: 'Parallel',
    Comment: says,
    Branches: Object.entries(branches).map(([branch, statements]) =>
      compileList({ ...list, branch, statements, end: endOf(statements, `${branch}Ended`) }),
    ),
    ResultPath: null,
  };
}

interface WaysOut {
  readonly next: string;
  readonly skipsTo: string;
  /** What is caught before everything else is. */
  readonly catches: readonly Catcher[];
}

/** A state, its incident, and the choice between trying it again and skipping it. */
function withIncident(
  { machine, hasSubject }: Compiling,
  name: string,
  bare: Bare,
  { next, skipsTo, catches }: WaysOut,
): readonly NamedState[] {
  const incident = `${name}Incident`;
  const repaired = `${name}${REPAIRED}`;
  const caught = { Catch: [...catches, catcher('States.ALL', incident)], Next: next };
  const opened = incidentTask(machine, name, hasSubject);
  return [
    [name, { ...bare, ...caught }],
    // An incident that cannot be opened, or that nobody answers, leads back to what failed.
    [incident, { ...opened, Catch: [catcher('States.ALL', name)], Next: repaired }],
    [repaired, compare('$.incident.outcome', [['SKIP', skipsTo]], name)],
  ];
}

function reconciling(list: Compiling): readonly NamedState[] {
  return withIncident(list, reconcileName(list), runTask('reconcile-step', RECONCILE_SAYS), {
    next: list.end,
    skipsTo: list.end,
    catches: [],
  });
}

function reconcileName({ branch }: Compiling): string {
  return `Reconcile${branch}`;
}

function choiceState(list: Compiling, choice: Choice, index: number): ChoiceState {
  const otherwise = defaultOutcome(choice);
  const compared = Object.entries(choice.ways).filter(([outcome]) => outcome !== otherwise);
  return compare(
    '$.last.outcome',
    compared.map(([outcome, way]) => [outcome, wayTarget(list, index, way)]),
    wayTarget(list, index, choice.ways[otherwise]),
  );
}

function compare(
  variable: string,
  ways: readonly (readonly [outcome: string, to: string])[],
  otherwise: string,
): ChoiceState {
  return {
    Type: 'Choice',
    Choices: ways.map(([outcome, to]) => ({ Variable: variable, StringEquals: outcome, Next: to })),
    Default: otherwise,
  };
}

function catcher(error: string, to: string): Catcher {
  return { ErrorEquals: [error], ResultPath: '$.error', Next: to };
}

export function endOf(statements: readonly Statement[], unnamed: string): string {
  const last = statements.at(-1);
  return last !== undefined && 'state' in last && last.state === 'ends-as' ? last.name : unnamed;
}

function succeed({ statements, end }: Compiling): NamedState {
  const last = statements.at(-1);
  const says = last !== undefined && 'state' in last && last.state === 'ends-as' ? last.says : undefined;
  return [end, { Type: 'Succeed', ...(says !== undefined && { Comment: says }) }];
}
