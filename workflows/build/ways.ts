import type { Choice, Jump, Next, Statement, Task } from './statements.ts';

/** A machine's statements, or those of one branch, and the name of their end. */
export interface List {
  readonly statements: readonly Statement[];
  readonly end: string;
}

/** The name of the state that the statement at `index` goes on to by itself. */
export function below(list: List, index: number): string {
  const following = list.statements[index + 1];
  if (following === undefined) return list.end;
  if (!('state' in following)) return jumpTarget(list, following);
  return following.state === 'ends-as' ? list.end : following.name;
}

/** The name of the state that one outcome of the choice at `index` leads to. */
export function wayTarget(list: List, index: number, way: Next | Jump | undefined): string {
  return way === undefined || way.jump === 'next' ? below(list, index) : jumpTarget(list, way);
}

function jumpTarget(list: List, jump: Jump): string {
  switch (jump.jump) {
    case 'end':
      return list.end;
    case 'again':
    case 'go-to':
      return jump.to;
  }
}

/** The outcome whose way is taken when no other matches: `otherwise`, or else the last one listed. */
export function defaultOutcome({ ways }: Choice): string {
  return 'otherwise' in ways ? 'otherwise' : (Object.keys(ways).at(-1) ?? '');
}

/**
 * Where skipping a state leads: as stated, or where an outcome that is not compared would. A skip is remembered, so
 * it never leads back, where the same state would be skipped again, but to the end.
 */
export function skipTarget(list: List, task: Task, index: number): string {
  if ('skipped' in task) return jumpTarget(list, task.skipped);
  const following = list.statements[index + 1];
  if (following === undefined) return list.end;
  if (!('state' in following)) return following.jump === 'again' ? list.end : jumpTarget(list, following);
  if (following.state !== 'choice') return below(list, index);
  const way = following.ways[defaultOutcome(following)];
  return way?.jump === 'again' ? list.end : wayTarget(list, index + 1, way);
}
