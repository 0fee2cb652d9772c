import type { Region, State } from '../../workflows/build/asl.ts';
import { type Edge, reached, waysOut } from '../../workflows/build/graph.ts';
import { kindOf } from './states.ts';

/** A way from one state to another; a skip is the way that an administrator chose. */
export type FoldedEdge = Omit<Edge, 'by'> & { readonly by: Edge['by'] | 'skip' };

/** A region without the states that the compiler adds for incidents: the ordinary course, and where a skip leads. */
export interface Folded {
  readonly states: ReadonlyMap<string, State>;
  readonly edges: readonly FoldedEdge[];
  /** The states that an incident was folded into. */
  readonly incidents: ReadonlySet<string>;
}

export function foldIncidents({ States }: Region): Folded {
  const skips = Object.entries(States).flatMap(([name, state]) => {
    if (state.Type !== 'Task' || kindOf(state) !== 'incident') return [];
    const repaired = States[state.Next];
    const failed = state.Catch[0]?.Next;
    if (repaired?.Type !== 'Choice' || failed === undefined) return [];
    return [{ failed, added: [name, state.Next], skipsTo: repaired.Choices[0]?.Next ?? failed }];
  });
  const added = new Set(skips.flatMap((skip) => skip.added));
  const states = new Map(Object.entries(States).filter(([name]) => !added.has(name)));
  const edges = [...states].flatMap(([name, state]) =>
    waysOut(name, state).filter(({ to }) => states.has(to)),
  );
  return {
    states,
    edges: [
      ...edges,
      ...skips.map(({ failed, skipsTo }): FoldedEdge => ({ from: failed, to: skipsTo, by: 'skip' })),
    ],
    incidents: new Set(skips.map(({ failed }) => failed)),
  };
}

/** Groups of states that can all reach one another; a state in no loop is a group of its own. */
export function loops(
  names: readonly string[],
  edges: readonly FoldedEdge[],
): readonly (readonly string[])[] {
  const reach = new Map(names.map((name) => [name, reached([name], edges)]));
  const grouped = new Set<string>();
  return names.flatMap((name) => {
    if (grouped.has(name)) return [];
    const group = names.filter(
      (other) => reach.get(name)?.has(other) === true && reach.get(other)?.has(name) === true,
    );
    for (const member of group) grouped.add(member);
    return [group];
  });
}
