import { stepEntry, isStepKind } from '../../domain/pathways/catalogue.ts';
import type { Region, State } from './asl.ts';
import { type Edge, reached, regionsOf, waysOut } from './graph.ts';
import { REPAIRED } from './compile-list.ts';

/** What is wrong with the ways of a compiled machine, each fault with the name of its state. */
export function wayFaults(machine: Region): readonly string[] {
  return regionsOf(machine).flatMap((region) => {
    const states = Object.entries(region.States);
    const edges = states.flatMap(([name, state]) => waysOut(name, state));
    const reachable = reached([region.StartAt], edges);
    return [
      ...edges
        .filter(({ to }) => !Object.hasOwn(region.States, to))
        .map(({ from, to }) => `${from}: it leads to ${to}, which is not in the same list`),
      ...states.filter(([name]) => !reachable.has(name)).map(([name]) => `${name}: nothing leads here`),
      ...skipFaults(region, edges),
    ];
  });
}

/**
 * A skip is remembered for the rest of the journey's cycle. So it must not come back to the same state with nobody
 * asked again in between: the state would fail, be skipped and come round again, as fast as the engine runs.
 */
function skipFaults({ States }: Region, edges: readonly Edge[]): readonly string[] {
  const quick = edges.filter(({ from }) => !asksAgain(States[from]));
  return edges
    .filter(({ from, outcome }) => outcome === 'SKIP' && from.endsWith(REPAIRED))
    .map(({ from, to }) => ({ skipped: from.slice(0, -REPAIRED.length), to }))
    .filter(({ skipped, to }) => reached([to], quick).has(skipped))
    .map(({ skipped }) => `${skipped}: skipped, it comes round again`);
}

/** Whether the state waits for an outcome that is not remembered. */
function asksAgain(state: State | undefined): boolean {
  const kind =
    state?.Type === 'Task' ? (state.Parameters['Payload'] as { kind?: string } | undefined)?.kind : '';
  if (kind === undefined || kind === 'incident' || !isStepKind(kind)) return false;
  return Object.values(stepEntry(kind).outcomes).some(({ passing }) => passing === true);
}
