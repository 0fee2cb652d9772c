import type { Machine } from '../../domain/pathways/machines.ts';
import type { Child, MachineSource, Statement, Together } from './statements.ts';

/** The names of the machines that a machine starts, and that these start. */
export type StartedBy<M> =
  M extends MachineSource<Machine, infer L>
    ? readonly Statement[] extends L
      ? never
      : StartedIn<L[number]>
    : never;
type StartedIn<S> =
  S extends Child<string, infer M>
    ? M['name'] | StartedBy<M>
    : S extends Together<string, infer B>
      ? StartedIn<B[keyof B][number]>
      : never;

/** The machines that these statements start, each once. */
export function childrenIn(statements: readonly Statement[]): readonly MachineSource[] {
  return [...new Set(statementsIn(statements).flatMap((each) => (isChild(each) ? [each.machine] : [])))];
}

/** A machine and every machine that it starts, the children before those that start them. */
export function withChildren(source: MachineSource): readonly MachineSource[] {
  return [...childrenIn(source.statements).flatMap(withChildren), source];
}

/** The statements of a list and of all branches in it. */
export function statementsIn(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((each) => [
    each,
    ...('state' in each && each.state === 'together'
      ? Object.values(each.branches).flatMap((branch) => statementsIn(branch))
      : []),
  ]);
}

function isChild(statement: Statement): statement is Child {
  return 'state' in statement && statement.state === 'child';
}
