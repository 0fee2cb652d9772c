import type { Journey } from '../../domain/journey/journey.ts';
import { CUSTODY_ROWS } from '../../domain/pathways/custody/handover.ts';
import { CHILD_MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import { ROOT_MACHINES } from '../../domain/record/machines.ts';
import { AFTER_ALL, drivenPages } from '../driven-journeys.ts';
import { readJourney } from '../items.ts';
import { keys, shardOf, shareOf, SHARDS } from '../keys.ts';
import type { Json } from '../ports/table.ts';
import { journeysBehind } from '../whole-rows.ts';
import { askSecondDay } from './ask-second-day.ts';
import { catchUp, catchUpInCustody } from './catch-up.ts';
import { listAllEscalated } from './list-escalated.ts';
import { nameAllCauses } from './name-causes.ts';
import { firstLost, reconcileJourney } from './reconcile-journey.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import { type UnexpectedExecution, ExecutionDiff } from './execution-diff.ts';
import { VersionCounts, type CountedVersions } from './version-counts.ts';
import { putUnderYouthSupervision } from './youth-supervision.ts';

/** The position of a walk through all driven journeys. */
export type Position = {
  /** The share (of {@link SHARES}) whose heads and tokens this walk reads; the next walk reads the next one. */
  readonly share: number;
  /** The child machine that this run lists; one per run, because a long list would delay the others. */
  readonly child: number;
  /** By shard, the id up to which journeys have been checked. */
  readonly through: readonly string[];
  /** The sort key up to which steps escalated by earlier versions are on their lists; see `listAllEscalated`. */
  readonly escalated: string;
  /** The sort key up to which stuck journeys say why they are; see `nameAllCauses`. */
  readonly causes: string;
  /** The part up to which journeys from before have been looked at; see `catchUp`. */
  readonly caughtUp: string;
  /** The prison up to which journeys have the steps of custody; from the start again when custody asks more. */
  readonly inCustody: { readonly rows: string; readonly through: string };
};

/** With a walk each hour, the head and the tokens of each journey are read once a day. */
export const SHARES = 24;

const FROM_THE_START = Array.from({ length: SHARDS }, () => '');

const ROWS = CUSTODY_ROWS.join(' ');

/** The stored position; the start when there is none, or when shards or machines have changed. */
export function readPosition(kept: Json | undefined): Position {
  const position = kept as Partial<Position> | undefined;
  const { share = 0, child = 0, through = [], escalated = '', causes = '' } = position ?? {};
  const { caughtUp = '', inCustody } = position ?? {};
  return {
    share: share % SHARES,
    child: child % CHILD_MACHINES.length,
    through: through.length === SHARDS ? through : FROM_THE_START,
    escalated,
    causes,
    caughtUp,
    inCustody: inCustody?.rows === ROWS ? inCustody : { rows: ROWS, through: '' },
  };
}

/**
 * Lists running executions and walks through driven journeys at the same time, removes matches, and checks what is left
 * one by one: lists lag, so nothing is repaired because of a list.
 */
export async function compareEngine(
  run: ReconcileRun,
  position: Position,
): Promise<{
  readonly complete: boolean;
  readonly next: Position;
  readonly versions?: CountedVersions | undefined;
}> {
  const child = CHILD_MACHINES[position.child];
  if (child === undefined)
    throw new RangeError(`There is no machine ${position.child} that only others start`);
  const counts = new VersionCounts();
  const through = await compare(run, position, child, counts);
  const escalated = await listAllEscalated(run, position.escalated);
  const causes = await nameAllCauses(run, position.causes);
  const caughtUp = await catchUp(run, position.caughtUp);
  const inCustody = {
    ...position.inCustody,
    through: await catchUpInCustody(run, position.inCustody.through),
  };
  const next = {
    ...position,
    escalated,
    causes,
    caughtUp,
    inCustody,
    child: (position.child + 1) % CHILD_MACHINES.length,
  };
  if (through === undefined) return { complete: false, next };
  const versions = await countedOr(run, counts);
  return through.every((id) => id === AFTER_ALL)
    ? {
        complete: escalated === AFTER_ALL,
        next: { ...next, share: (position.share + 1) % SHARES, through: FROM_THE_START },
        versions,
      }
    : { complete: false, next: { ...next, through }, versions };
}

async function countedOr(run: ReconcileRun, counts: VersionCounts): Promise<CountedVersions | undefined> {
  try {
    return await counts.counted(run);
  } catch (error) {
    run.failed(error);
    return undefined;
  }
}

/** @returns by shard, the id up to which everything is repaired; undefined when the list is incomplete. */
async function compare(
  run: ReconcileRun,
  position: Position,
  child: Machine,
  counts: VersionCounts,
): Promise<readonly string[] | undefined> {
  const names = new ExecutionDiff();
  const lost = new Set<string>();
  // Comparing with an incomplete list would make journeys look as if they had no driver.
  if (!(await list(run, [child], (name) => names.childRuns(name)))) return undefined;
  const [listed, through] = await Promise.all([
    list(run, ROOT_MACHINES, (name, machine, version) => {
      names.runs(name, machine);
      counts.runs(name, machine, version);
    }),
    walk(run, position, names, lost),
  ]);
  if (!listed) return undefined;
  const orphans = [...names.orphans(child)].filter(({ journeyId: id }) => {
    const shard = shardOf(id);
    return id > (position.through[shard] ?? '') && id <= (through[shard] ?? '');
  });
  return (await checkSuspects(run, { gone: names.gone(), lost, orphans })) ? through : undefined;
}

/** @returns false when the list is incomplete, because time ran out or the engine failed. */
async function list<M extends Machine>(
  { executions, hasTime, failed }: ReconcileRun,
  machines: readonly M[],
  found: (name: string, machine: M, version: string | undefined) => void,
): Promise<boolean> {
  try {
    for (const machine of machines) {
      let cursor: string | undefined;
      do {
        if (!hasTime()) return false;
        const page = await executions.running(machine, cursor);
        for (const name of page.names) found(name, machine, page.versions?.get(name));
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** Walks through all shards side by side. @returns by shard, the id it reached. */
function walk(
  run: ReconcileRun,
  { share, through }: Position,
  names: ExecutionDiff,
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
          for (const { id, executions } of page.driven) {
            for (const { name, startedAt } of executions) {
              names.wants(name, startedAt > run.before ? undefined : id);
            }
          }
          const due = page.driven.filter(({ id }) => shareOf(id, SHARES) === share);
          const journeys = await journeysBehind(
            run.services.table,
            due.map(({ id }) => keys.journey(id)),
          );
          for (const journey of journeys.values()) {
            await askSecondDay(run.services, journey);
            await putUnderYouthSupervision(run.services, journey);
          }
          await Promise.all([...journeys.values()].map(askAfter));
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
  readonly orphans: readonly UnexpectedExecution[];
}

/** @returns false when time ran out. */
async function checkSuspects(run: ReconcileRun, { gone, lost, orphans }: Suspects): Promise<boolean> {
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
  { services, count }: ReconcileRun,
  { machine, name, journeyId, root }: UnexpectedExecution,
): Promise<void> {
  const head = await services.table.get(keys.journey(journeyId));
  if (head !== undefined && readJourney(head).executions.some((known) => known.name === root)) return;
  const stopped = await services.engine.stop(machine, name, 'the record has moved on');
  if (stopped === 'stopped') count({ finding: 'EXECUTION_ORPHANED', result: 'repaired' });
}
