import { waitsForAdministrator } from '../../domain/partners/flapping.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { CHILD_MACHINES, type Machine, ROOT_MACHINES } from '../../domain/record/machines.ts';
import { AFTER_ALL, drivenPages } from '../driven-journeys.ts';
import { readJourney } from '../items.ts';
import { keys, shardOf, shareOf, SHARDS } from '../keys.ts';
import type { Json } from '../ports/table.ts';
import { firstLost, reconcileJourney } from './reconcile-journey.ts';
import type { Reconciling } from './reconciling.ts';
import { type Runs, Unmatched } from './unmatched.ts';

/** Where the walk through the driven journeys stands, and whose turn it is to be looked at more closely. */
export type Position = {
  /** Of {@link SHARES}; the next one's turn comes when a walk has been through everything. */
  readonly share: number;
  /** Of the machines that only others start: the next one's turn comes each run, or one too long would hold up all. */
  readonly child: number;
  /** By shard, the id up to which journeys have been looked at. */
  readonly through: readonly string[];
};

/** A walk an hour asks after the tokens of one journey in so many: of each, once a day. */
export const SHARES = 24;

const FROM_THE_START = Array.from({ length: SHARDS }, () => '');

/** The position that was kept; from the start, where none was, or one of when there were other shards and machines. */
export function readPosition(kept: Json | undefined): Position {
  const position = kept as Partial<Position> | undefined;
  const { share = 0, child = 0, through = [] } = position ?? {};
  return {
    share: share % SHARES,
    child: child % CHILD_MACHINES.length,
    through: through.length === SHARDS ? through : FROM_THE_START,
  };
}

/**
 * Lists what runs while it walks through what should run, strikes out what is in both, and looks at what is left one by
 * one: lists lag, so nothing is done on their word alone. Of the machines that only others start, one a run.
 */
export async function compareEngine(
  run: Reconciling,
  position: Position,
): Promise<{ readonly complete: boolean; readonly next: Position }> {
  const child = CHILD_MACHINES[position.child];
  if (child === undefined)
    throw new RangeError(`There is no machine ${position.child} that only others start`);
  const next = { ...position, child: (position.child + 1) % CHILD_MACHINES.length };
  const through = await compare(run, position, child);
  if (through === undefined) return { complete: false, next };
  return through.every((id) => id === AFTER_ALL)
    ? { complete: true, next: { ...next, share: (position.share + 1) % SHARES, through: FROM_THE_START } }
    : { complete: false, next: { ...next, through } };
}

/** @returns how far everything is dealt with, by shard; undefined when not even what was walked through is. */
async function compare(
  run: Reconciling,
  position: Position,
  child: Machine,
): Promise<readonly string[] | undefined> {
  const names = new Unmatched();
  const lost = new Set<string>();
  // Held against half a list, half of all journeys would look as if nothing drove them.
  if (!(await list(run, [child], (name) => names.runsFor(name)))) return undefined;
  const [listed, through] = await Promise.all([
    list(run, ROOT_MACHINES, (name, machine) => names.runs(name, machine)),
    walk(run, position, names, lost),
  ]);
  if (!listed) return undefined;
  const orphans = [...names.orphans(child)].filter(({ journeyId: id }) => {
    const shard = shardOf(id);
    return id > (position.through[shard] ?? '') && id <= (through[shard] ?? '');
  });
  return (await lookAtSuspects(run, { gone: names.gone(), lost, orphans })) ? through : undefined;
}

/** @returns false when the list is not whole, for want of time or because the engine gave none. */
async function list<M extends Machine>(
  { executions, hasTime, failed }: Reconciling,
  machines: readonly M[],
  found: (name: string, machine: M) => void,
): Promise<boolean> {
  try {
    for (const machine of machines) {
      let cursor: string | undefined;
      do {
        if (!hasTime()) return false;
        const page = await executions.running(machine, cursor);
        for (const name of page.names) found(name, machine);
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** Walks through all shards side by side. @returns how far it came in each. */
function walk(
  run: Reconciling,
  { share, through }: Position,
  names: Unmatched,
  lost: Set<string>,
): Promise<readonly string[]> {
  const askAfter = async (journey: Journey): Promise<void> => {
    try {
      const machine = await firstLost(run.services, run.executions, journey, run.before);
      if (machine !== undefined) lost.add(journey.id);
    } catch (error) {
      run.failed(error);
    }
  };
  return Promise.all(
    through.map(async (from, shard) => {
      let reached = from;
      if (from === AFTER_ALL || !run.hasTime()) return reached;
      try {
        for await (const page of drivenPages(run.services.table, shard, from)) {
          for (const journey of page.journeys) {
            const leftAlone = waitsForAdministrator(journey);
            for (const { name, startedAt } of journey.executions) {
              names.wants(name, leftAlone || startedAt > run.before ? undefined : journey.id);
            }
          }
          await Promise.all(page.journeys.filter(({ id }) => shareOf(id, SHARES) === share).map(askAfter));
          reached = page.through;
          if (!run.hasTime()) break;
        }
      } catch (error) {
        run.failed(error);
      }
      return reached;
    }),
  );
}

interface Suspects {
  readonly gone: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  readonly orphans: readonly Runs[];
}

/** @returns false when it ran out of time first. */
async function lookAtSuspects(run: Reconciling, { gone, lost, orphans }: Suspects): Promise<boolean> {
  const { services, executions, before } = run;
  const look = (id: string, tokens: boolean) => async () =>
    run.count(await reconcileJourney(services, executions, id, { before, tokens }));
  const works = [
    ...[...gone].map((id) => look(id, lost.has(id))),
    ...[...lost].filter((id) => !gone.has(id)).map((id) => look(id, true)),
    ...orphans.map((runs) => () => stopIfOrphaned(run, runs)),
  ];
  for (const work of works) {
    if (!run.hasTime()) return false;
    try {
      await work();
    } catch (error) {
      run.failed(error);
    }
  }
  return true;
}

async function stopIfOrphaned(
  { services, count }: Reconciling,
  { machine, name, journeyId, root }: Runs,
): Promise<void> {
  const head = await services.table.get(keys.journey(journeyId));
  if (head !== undefined && readJourney(head).executions.some((known) => known.name === root)) return;
  const stopped = await services.engine.stop(machine, name, 'the record has moved on');
  if (stopped === 'stopped') count({ finding: 'EXECUTION_ORPHANED', remedy: 'healed' });
}
