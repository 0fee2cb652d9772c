import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { RESOURCES } from '../../workflows/build/asl.ts';
import { compileTemplate, type PlainTemplate } from './plain-template.ts';

/**
 * Node's timers overflow at 2^31 ms, 24.8 days, and then fire at once. The deadline is in the row; this is only a cap.
 */
const LONGEST_TIMEOUT_SECONDS = 2_000_000;

export type TaskSort = 'do' | 'await' | 'child';

/** A Task state, and the templates that are evaluated here rather than by aws-local-stepfunctions. */
export interface LocalTask {
  readonly sort: TaskSort;
  readonly parameters?: PlainTemplate;
  readonly resultSelector?: PlainTemplate;
}

const SORTS: Readonly<Record<string, TaskSort>> = {
  [RESOURCES.run]: 'do',
  [RESOURCES.ask]: 'await',
  [RESOURCES.child]: 'child',
};

interface AnyState {
  readonly Type: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Parameters?: unknown;
  readonly ResultSelector?: unknown;
  readonly Branches?: readonly AnyDefinition[];
}

interface AnyDefinition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, AnyState>>;
}

export interface LocalDefinition {
  readonly definition: StateMachineDefinition;
  /** The Task states by name; names are unique in a machine, branches included. */
  readonly tasks: ReadonlyMap<string, LocalTask>;
}

/**
 * A definition that aws-local-stepfunctions can run: the same states, with timeouts its timers can hold, and without
 * the templates that are cheaper to evaluate here.
 */
export function localDefinition(source: unknown): LocalDefinition {
  const tasks = new Map<string, LocalTask>();
  const definition = adapt(source as AnyDefinition, tasks);
  return { definition: definition as unknown as StateMachineDefinition, tasks };
}

function adapt(source: AnyDefinition, tasks: Map<string, LocalTask>): AnyDefinition {
  const states = Object.entries(source.States).map(([name, state]) => [name, adaptState(name, state, tasks)]);
  return { ...source, States: Object.fromEntries(states) as Record<string, AnyState> };
}

function adaptState(name: string, state: AnyState, tasks: Map<string, LocalTask>): AnyState {
  if (state.Branches) return { ...state, Branches: state.Branches.map((branch) => adapt(branch, tasks)) };
  if (state.Type !== 'Task') return state;
  const sort = SORTS[state.Resource ?? ''];
  if (sort === undefined)
    throw new Error(`State ${name} calls ${state.Resource ?? 'nothing'}, which is not run locally`);
  const { Parameters: template, ResultSelector: selector, ...rest } = state;
  const parameters = template === undefined ? undefined : compileTemplate(template);
  const resultSelector = selector === undefined ? undefined : compileTemplate(selector);
  tasks.set(name, { sort, ...(parameters && { parameters }), ...(resultSelector && { resultSelector }) });
  return {
    ...rest,
    ...(template !== undefined && parameters === undefined && { Parameters: template }),
    ...(selector !== undefined && resultSelector === undefined && { ResultSelector: selector }),
    TimeoutSeconds: Math.min(state.TimeoutSeconds ?? LONGEST_TIMEOUT_SECONDS, LONGEST_TIMEOUT_SECONDS),
  };
}
