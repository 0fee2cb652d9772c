import { waitsForAdministrator } from '../../domain/flapping.ts';
import type { Journey } from '../../domain/journey.ts';
import { readExecutionName, ROOT_MACHINES, type RootMachine } from '../../domain/machines.ts';
import { AFTER_ALL, drivenPages } from '../driven-journeys.ts';
import { readJourney } from '../items.ts';
import { keys, shardOf, shareOf, SHARDS } from '../keys.ts';
import type { Json } from '../ports/table.ts';
import { firstLost, reconcileJourney } from './reconcile-journey.ts';
import type { Reconciling } from './reconciling.ts';

/** Where the walk through the driven journeys stands, and whose tokens it asks after. */
export type Position = {
  /** Of {@link SHARES}; the next one's turn comes when a walk has been through everything. */
  readonly share: number;
  /** By shard, the id up to which journeys have been looked at. */
  readonly through: readonly string[];
};

/** A walk an hour asks after the tokens of one journey in so many: of each, once a day. */
export const SHARES = 24;

const FROM_THE_START = Array.from({ length: SHARDS }, () => '');

export function readPosition(kept: Json | undefined): Position {
  const position = kept as Position | undefined;
  return position?.through.length === SHARDS ? position : { share: 0, through: FROM_THE_START };
}

/**
 * Lists what runs while it walks through what should run, crosses out what is in both, and looks at what is left one by
 * one: lists lag, so nothing is done on their word alone.
 */
export async function compareEngine(
  run: Reconciling,
  position: Position,
): Promise<{ readonly complete: boolean; readonly next: Position }> {
  const names = new Unmatched();
  const lost = new Set<string>();
  const [listed, through] = await Promise.all([listRunning(run, names), walk(run, position, names, lost)]);
  // Held against half a list, half of all journeys would look as if nothing drove them.
  const dealtWith = listed && (await lookAtSuspects(run, { names, lost, from: position.through, through }));
  const walked = through.every((id) => id === AFTER_ALL);
  if (!dealtWith) return { complete: false, next: position };
  return walked
    ? { complete: true, next: { share: (position.share + 1) % SHARES, through: FROM_THE_START } }
    : { complete: false, next: { share: position.share, through } };
}

/** The names of executions known to one side only. */
class Unmatched {
  /** By name, whose journey says so; nobody's, where it would not be missed. */
  readonly wanted = new Map<string, string | undefined>();
  readonly running = new Map<string, RootMachine>();

  wants(name: string, journeyId: string | undefined): void {
    if (!this.running.delete(name)) this.wanted.set(name, journeyId);
  }

  runs(name: string, machine: RootMachine): void {
    if (!this.wanted.delete(name)) this.running.set(name, machine);
  }
}

/** @returns false when the list is not whole, for want of time or because the engine gave none. */
async function listRunning({ executions, hasTime, failed }: Reconciling, names: Unmatched): Promise<boolean> {
  try {
    for (const machine of ROOT_MACHINES) {
      let cursor: string | undefined;
      do {
        if (!hasTime()) return false;
        const page = await executions.running(machine, cursor);
        for (const name of page.names) names.runs(name, machine);
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
  readonly names: Unmatched;
  readonly lost: ReadonlySet<string>;
  /** What the walk has been through, by shard. */
  readonly from: readonly string[];
  readonly through: readonly string[];
}

/** @returns false when it ran out of time first. */
async function lookAtSuspects(run: Reconciling, { names, lost, from, through }: Suspects): Promise<boolean> {
  const { services, executions, before } = run;
  const look = (id: string, tokens: boolean) => async () =>
    run.count(await reconcileJourney(services, executions, id, { before, tokens }));
  const seen = (id: string): boolean => {
    const shard = shardOf(id);
    return id > (from[shard] ?? '') && id <= (through[shard] ?? '');
  };
  const gone = new Set([...names.wanted.values()].filter((id) => id !== undefined));
  const works = [
    ...[...gone].map((id) => look(id, lost.has(id))),
    ...[...lost].filter((id) => !gone.has(id)).map((id) => look(id, true)),
    ...[...names.running].flatMap(([name, machine]) => {
      const id = readExecutionName(machine, name);
      return id !== undefined && seen(id) ? [() => stopIfOrphaned(run, machine, name, id)] : [];
    }),
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
  machine: RootMachine,
  name: string,
  journeyId: string,
): Promise<void> {
  const head = await services.table.get(keys.journey(journeyId));
  if (head !== undefined && readJourney(head).executions.some((known) => known.name === name)) return;
  const stopped = await services.engine.stop(machine, name, 'the record has moved on');
  if (stopped === 'stopped') count({ finding: 'EXECUTION_ORPHANED', remedy: 'healed' });
}
