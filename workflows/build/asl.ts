import { type Machine, MACHINES } from '../../domain/pathways/machines.ts';

/** Amazon States Language: the parts that the compiler writes and its readers read. */
export interface Region {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State = TaskState | ChoiceState | ParallelState | SucceedState;

export interface TaskState {
  readonly Type: 'Task';
  readonly Comment: string;
  readonly Resource: Resource;
  readonly TimeoutSeconds: number;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly ResultSelector?: Readonly<Record<string, string>>;
  readonly ResultPath: string | null;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
  readonly Next: string;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly {
    readonly Variable: string;
    readonly StringEquals: string;
    readonly Next: string;
  }[];
  readonly Default: string;
}

export interface ParallelState {
  readonly Type: 'Parallel';
  readonly Comment: string;
  readonly Branches: readonly Region[];
  readonly ResultPath: null;
  readonly Catch: readonly Catcher[];
  readonly Next: string;
}

export interface SucceedState {
  readonly Type: 'Succeed';
  readonly Comment?: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxAttempts: number;
  readonly MaxDelaySeconds: number;
  readonly JitterStrategy: 'FULL';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
}

/** What a Task calls: a function, a function whose answer comes later by its token, or another machine. */
export const RESOURCES = {
  run: 'arn:aws:states:::lambda:invoke',
  ask: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  child: 'arn:aws:states:::states:startExecution.sync:2',
} as const;
export type Resource = (typeof RESOURCES)[keyof typeof RESOURCES];

/** `release-day-check` -> `ReleaseDayCheckStateMachine`: the placeholder for its address, without the braces. */
export function placeholderOf(machine: Machine): string {
  const words = machine.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}StateMachine`;
}

/** The machine of a placeholder, with its braces; undefined for anything else. */
export function machineOfPlaceholder(text: string): Machine | undefined {
  return MACHINES.find((machine) => text === `\${${placeholderOf(machine)}}`);
}
