import type { Region, State } from './asl.ts';

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly by: 'next' | 'choice' | 'catch';
  /** The outcome that leads this way; absent for a choice's default. */
  readonly outcome?: string;
}

/** Every way out of a state, as written. */
export function waysOut(name: string, state: State): readonly Edge[] {
  const edge = (to: string, by: Edge['by'], outcome?: string): Edge => ({
    from: name,
    to,
    by,
    ...(outcome !== undefined && { outcome }),
  });
  switch (state.Type) {
    case 'Choice':
      return [
        ...state.Choices.map((rule) => edge(rule.Next, 'choice', rule.StringEquals)),
        edge(state.Default, 'choice'),
      ];
    case 'Task':
    case 'Parallel':
      return [edge(state.Next, 'next'), ...state.Catch.map(({ Next }) => edge(Next, 'catch'))];
    case 'Succeed':
      return [];
  }
}

/** The names reached from `starts` over `edges`, the starts included. */
export function reached(
  starts: readonly string[],
  edges: readonly Pick<Edge, 'from' | 'to'>[],
): ReadonlySet<string> {
  const onward = Map.groupBy(edges, ({ from }) => from);
  const seen = new Set(starts);
  for (const from of seen) for (const { to } of onward.get(from) ?? []) seen.add(to);
  return seen;
}

/** A machine's regions: itself, and the branches of every Parallel in it, however deep. */
export function regionsOf(machine: Region): readonly Region[] {
  return [machine, ...Object.values(machine.States).flatMap(branchesOf).flatMap(regionsOf)];
}

export function branchesOf(state: State): readonly Region[] {
  return state.Type === 'Parallel' ? state.Branches : [];
}
