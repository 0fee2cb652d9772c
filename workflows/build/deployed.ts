import type { ParallelState, Region, State, TaskState } from './asl.ts';

/** A machine as Step Functions and the local engine run it. */
export interface Deployed {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, DeployedState>>;
}

type Ending<S> = Omit<S, 'Next'> & { readonly End: true };
type DeployedParallel<S> = Omit<S, 'Branches'> & { readonly Branches: readonly Deployed[] };
export type DeployedState =
  | Exclude<State, ParallelState>
  | Ending<TaskState>
  | DeployedParallel<ParallelState>
  | DeployedParallel<Ending<ParallelState>>;

/**
 * The machine without the ends that say nothing, where a state can end by itself: every state entered is charged, and
 * such an end does nothing. Those that a choice leads to stay, because a choice cannot end.
 */
export function deployed({ States, ...region }: Region): Deployed {
  const states = Object.entries(States).map(([name, state]) => [name, ending(state, States)] as const);
  const wanted = new Set([region.StartAt, ...states.flatMap(([, state]) => namesIn(state))]);
  const kept = states.filter(([name, state]) => !isPlainEnd(state) || wanted.has(name));
  return { ...region, States: Object.fromEntries(kept) };
}

function ending(state: State, states: Region['States']): DeployedState {
  if (state.Type !== 'Task' && state.Type !== 'Parallel') return state;
  const { Next, ...rest } = state.Type === 'Task' ? state : withBranches(state);
  return isPlainEnd(states[Next]) ? { ...rest, End: true } : { ...rest, Next };
}

function withBranches(state: ParallelState): DeployedParallel<ParallelState> {
  return { ...state, Branches: state.Branches.map(deployed) };
}

function isPlainEnd(state: DeployedState | undefined): boolean {
  return state?.Type === 'Succeed' && state.Comment === undefined;
}

/** The states that a state leads to, whatever happens in it. */
function namesIn(state: DeployedState): readonly string[] {
  if (state.Type === 'Succeed') return [];
  if (state.Type === 'Choice') return [state.Default, ...state.Choices.map(({ Next }) => Next)];
  return [...('Next' in state ? [state.Next] : []), ...state.Catch.map(({ Next }) => Next)];
}
