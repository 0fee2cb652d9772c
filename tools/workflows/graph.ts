import { kindOf, type Region, type State } from './definition.ts';

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly by: 'next' | 'choice' | 'catch' | 'skip';
  /** The outcome that leads this way; absent for a choice's default. */
  readonly outcome?: string;
}

/** What catches a state's errors: the incident a person answers, and where each answer leads. */
export interface Incident {
  readonly incident: string;
  readonly mended: string;
  readonly skipsTo: string;
}

/** Every way out of a state, as written. */
export function waysOut(name: string, state: State): readonly Edge[] {
  const edge = (to: string, by: Edge['by'], outcome?: string): Edge => ({
    from: name,
    to,
    by,
    ...(outcome !== undefined && { outcome }),
  });
  return [
    ...(state.Choices ?? []).map((rule) => edge(rule.Next, 'choice', rule.StringEquals)),
    ...(state.Default === undefined ? [] : [edge(state.Default, 'choice')]),
    ...(state.Next === undefined ? [] : [edge(state.Next, 'next')]),
    ...(state.Catch ?? []).map(({ Next }) => edge(Next, 'catch')),
  ];
}

/**
 * The incident of a state, when it is whole: the last catch takes every error to an Await of kind incident, whose
 * answer goes to a Choice that skips onward or, by default, tries the state again.
 */
export function incidentOf(region: Region, name: string): Incident | undefined {
  const caught = region.States[name]?.Catch?.at(-1);
  if (caught?.ErrorEquals.join() !== 'States.ALL') return undefined;
  const incident = region.States[caught.Next];
  if (incident === undefined || kindOf(incident) !== 'incident' || incident.Next === undefined)
    return undefined;
  const mended = region.States[incident.Next];
  const [skip, ...others] = mended?.Choices ?? [];
  if (skip?.Variable !== '$.incident.outcome' || skip.StringEquals !== 'SKIP' || others.length > 0)
    return undefined;
  if (mended?.Default !== name || skip.Next === caught.Next || skip.Next === incident.Next) return undefined;
  return { incident: caught.Next, mended: incident.Next, skipsTo: skip.Next };
}

export interface Folded {
  readonly states: ReadonlyMap<string, State>;
  readonly edges: readonly Edge[];
  readonly incidents: ReadonlyMap<string, Incident>;
}

/** A region with each whole incident folded into its state: what is left is the ordinary course, and its skips. */
export function foldIncidents(region: Region): Folded {
  const incidents = new Map<string, Incident>();
  for (const name of Object.keys(region.States)) {
    const incident = incidentOf(region, name);
    if (incident !== undefined) incidents.set(name, incident);
  }
  const folded = new Set([...incidents.values()].flatMap(({ incident, mended }) => [incident, mended]));
  const states = new Map(Object.entries(region.States).filter(([name]) => !folded.has(name)));
  const edges = [...states].flatMap(([name, state]) => {
    const skipsTo = incidents.get(name)?.skipsTo;
    const skip = skipsTo === undefined ? [] : [{ from: name, to: skipsTo, by: 'skip' as const }];
    return [...waysOut(name, state).filter(({ to }) => states.has(to)), ...skip];
  });
  return { states, edges, incidents };
}

/** The names reached from `starts` over `edges`, the starts included. */
export function reached(starts: readonly string[], edges: readonly Edge[]): ReadonlySet<string> {
  const seen = new Set(starts);
  for (const from of seen) {
    for (const edge of edges) if (edge.from === from) seen.add(edge.to);
  }
  return seen;
}

/** Groups of states that can all reach one another; a state in no loop is a group of its own. */
export function loops(names: readonly string[], edges: readonly Edge[]): readonly (readonly string[])[] {
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
