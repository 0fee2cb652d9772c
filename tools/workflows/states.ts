import {
  machineOfPlaceholder,
  type Region,
  RESOURCES,
  type State,
  type TaskState,
} from '../../workflows/build/asl.ts';
import { regionsOf } from '../../workflows/build/graph.ts';

export type StateKind =
  'do' | 'await' | 'incident' | 'reconcile' | 'child' | 'choice' | 'parallel' | 'succeed';

export interface Located {
  readonly name: string;
  readonly state: State;
}

export function statesOf(machine: Region): readonly Located[] {
  return regionsOf(machine).flatMap(({ States }) =>
    Object.entries(States).map(([name, state]) => ({ name, state })),
  );
}

export function kindOf(state: State): StateKind {
  switch (state.Type) {
    case 'Task':
      return taskKind(state);
    case 'Choice':
      return 'choice';
    case 'Parallel':
      return 'parallel';
    case 'Succeed':
      return 'succeed';
  }
}

function taskKind(state: TaskState): StateKind {
  switch (state.Resource) {
    case RESOURCES.run:
      return sent(state)['action'] === 'reconcile-step' ? 'reconcile' : 'do';
    case RESOURCES.ask:
      return sent(state)['kind'] === 'incident' ? 'incident' : 'await';
    case RESOURCES.child:
      return 'child';
  }
}

/** What a Do or an Await sends to its function, or a Child to its machine. */
export function sent(state: State): Readonly<Record<string, unknown>> {
  const parameters = state.Type === 'Task' ? state.Parameters : {};
  const given = parameters['Payload'] ?? parameters['Input'];
  return typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given)) : {};
}

/** The machine that a Child starts. */
export function machineOf(state: TaskState): string {
  return machineOfPlaceholder(String(state.Parameters['StateMachineArn'])) ?? '';
}
