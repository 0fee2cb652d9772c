import * as z from 'zod';

/** The parts of a state machine the lint and the pictures read. What else a state holds is kept, to be refused. */
export interface State {
  readonly Type: string;
  readonly Comment?: string | undefined;
  readonly Resource?: string | undefined;
  readonly TimeoutSeconds?: number | undefined;
  readonly Parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly ResultPath?: string | null | undefined;
  readonly Retry?: readonly Retrier[] | undefined;
  readonly Catch?: readonly Catcher[] | undefined;
  readonly Choices?: readonly ChoiceRule[] | undefined;
  readonly Default?: string | undefined;
  readonly Next?: string | undefined;
  readonly Branches?: readonly Region[] | undefined;
  readonly [field: string]: unknown;
}

/** A state machine, or a branch of a Parallel: states that can reach one another. */
export interface Region {
  readonly Comment?: string | undefined;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null | undefined;
  readonly Next: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts?: number | undefined;
  readonly JitterStrategy?: string | undefined;
}

export interface ChoiceRule {
  readonly Variable?: string | undefined;
  readonly StringEquals?: string | undefined;
  readonly Next: string;
}

export type StateKind = 'do' | 'await' | 'incident' | 'child' | 'choice' | 'parallel' | 'succeed' | 'other';

export interface Located {
  readonly name: string;
  readonly state: State;
  readonly region: Region;
}

const errorNames = z.array(z.string());
const retrier = z.looseObject({
  ErrorEquals: errorNames,
  MaxAttempts: z.number().optional(),
  JitterStrategy: z.string().optional(),
});
const catcher = z.looseObject({
  ErrorEquals: errorNames,
  ResultPath: z.string().nullish(),
  Next: z.string(),
});
const choiceRule = z.looseObject({
  Variable: z.string().optional(),
  StringEquals: z.string().optional(),
  Next: z.string(),
});
const state: z.ZodType<State> = z.lazy(() =>
  z.looseObject({
    Type: z.string(),
    Comment: z.string().optional(),
    Resource: z.string().optional(),
    TimeoutSeconds: z.number().optional(),
    Parameters: z.record(z.string(), z.unknown()).optional(),
    ResultPath: z.string().nullish(),
    Retry: z.array(retrier).optional(),
    Catch: z.array(catcher).optional(),
    Choices: z.array(choiceRule).optional(),
    Default: z.string().optional(),
    Next: z.string().optional(),
    Branches: z.array(region).optional(),
  }),
);
const region: z.ZodType<Region> = z.lazy(() =>
  z.looseObject({
    Comment: z.string().optional(),
    StartAt: z.string(),
    States: z.record(z.string(), state),
  }),
);

/** Reads a definition; `undefined` when it has not even the shape of a state machine. */
export function readDefinition(definition: unknown): Region | undefined {
  return region.safeParse(definition).data;
}

/** A machine's regions: itself, and the branches of every Parallel in it, however deep. */
export function regionsOf(machine: Region): readonly Region[] {
  const branches = Object.values(machine.States).flatMap(({ Branches }) => Branches ?? []);
  return [machine, ...branches.flatMap(regionsOf)];
}

export function statesOf(machine: Region): readonly Located[] {
  return regionsOf(machine).flatMap((region) =>
    Object.entries(region.States).map(([name, state]) => ({ name, state, region })),
  );
}

const TASKS: Readonly<Record<string, 'do' | 'await' | 'child'>> = {
  'arn:aws:states:::lambda:invoke': 'do',
  'arn:aws:states:::lambda:invoke.waitForTaskToken': 'await',
  'arn:aws:states:::states:startExecution.sync:2': 'child',
};

export function kindOf(state: State): StateKind {
  switch (state.Type) {
    case 'Task': {
      const task = TASKS[state.Resource ?? ''] ?? 'other';
      return task === 'await' && sent(state)['kind'] === 'incident' ? 'incident' : task;
    }
    case 'Choice':
      return 'choice';
    case 'Parallel':
      return 'parallel';
    case 'Succeed':
      return 'succeed';
    default:
      return 'other';
  }
}

/** What a Do or an Await tells its function, or a Child its machine. */
export function sent(state: State): Readonly<Record<string, unknown>> {
  const given = state.Parameters?.['Payload'] ?? state.Parameters?.['Input'];
  return z.record(z.string(), z.unknown()).safeParse(given).data ?? {};
}

/** The machine a Child starts: `release-day-check` for `${ReleaseDayCheckStateMachine}`. */
export function machineOf(state: State): string | undefined {
  const arn = textOf(state.Parameters?.['StateMachineArn']);
  const variable = /^\$\{(?<machine>[A-Za-z]+)StateMachine\}$/.exec(arn)?.groups?.['machine'];
  return variable?.replace(/(?<=.)(?=[A-Z])/g, '-').toLowerCase();
}

/** A value of a definition as text: itself when it is text, nothing otherwise. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
