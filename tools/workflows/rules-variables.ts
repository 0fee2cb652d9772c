import { type Region, type State } from './definition.ts';
import { finding, type Finding } from './finding.ts';

type Known = ReadonlySet<string>;

/** What every execution is told at its start; a child is told the same. */
const TOLD: Known = new Set(['journeyId', 'cycle', 'subject', 'incident']);

/**
 * That whatever a state reads has been written on every way to it. Step Functions fails an execution that reads
 * what is not there, and no Catch takes that error.
 */
export function variableFindings(machine: Region): readonly Finding[] {
  return regionVariables(machine, TOLD);
}

function regionVariables(region: Region, told: Known): readonly Finding[] {
  const known = knownAt(region, told);
  return Object.entries(region.States).flatMap(([name, state]) => {
    const here = known.get(name);
    if (here === undefined) return []; // unreachable, which is another finding
    const unset = [...new Set(readsOf(state))].filter((variable) => !here.has(variable));
    return [
      ...unset.map((variable) =>
        finding('unset-variable', name, `It reads $.${variable}, which is not there on every way to it.`),
      ),
      ...(state.Branches ?? []).flatMap((branch) => regionVariables(branch, here)),
    ];
  });
}

/** The variables certain to be there on entering each state. */
function knownAt(region: Region, told: Known): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>([[region.StartAt, told]]);
  const changed = [region.StartAt];
  for (const name of changed) {
    const state = region.States[name];
    const here = known.get(name);
    if (state === undefined || here === undefined) continue;
    for (const [to, written] of writes(state)) {
      const arriving = new Set([...here, ...written]);
      const before = known.get(to);
      const now = before === undefined ? arriving : new Set([...before].filter((each) => arriving.has(each)));
      if (before?.size === now.size) continue;
      known.set(to, now);
      changed.push(to);
    }
  }
  return known;
}

function writes(state: State): readonly (readonly [string, readonly string[]])[] {
  return [
    ...(state.Choices ?? []).map(({ Next }) => [Next, []] as const),
    ...(state.Default === undefined ? [] : [[state.Default, []] as const]),
    ...(state.Next === undefined ? [] : [[state.Next, rootOf(state.ResultPath)] as const]),
    ...(state.Catch ?? []).map(({ Next, ResultPath }) => [Next, rootOf(ResultPath)] as const),
  ];
}

function rootOf(path: string | null | undefined): readonly string[] {
  return readsIn(path ?? '');
}

function readsOf(state: State): readonly string[] {
  return readsIn(JSON.stringify([state.Parameters, state.Choices?.map(({ Variable }) => Variable)]));
}

/** `last` in `$.last.outcome`; the context (`$$.`) is always there. */
function readsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<!\$)\$\.(?<root>\w+)/g)].flatMap(({ groups }) => groups?.['root'] ?? []);
}
