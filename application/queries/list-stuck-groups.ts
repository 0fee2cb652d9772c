import type { User } from '../../domain/access/user.ts';
import {
  groupKey,
  stuckCauses,
  type StuckCause,
  type StuckGroup,
} from '../../domain/journey/stuck-causes.ts';
import { dateInLondon, daysBetween, type IsoDate } from '../../domain/law/time.ts';
import { admit } from '../access.ts';
import { NO_DATE, partitions } from '../keys.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readStuckSort } from '../stuck-sort.ts';
import { journeysBehind } from '../whole-rows.ts';
import { nearTheGateFrom, stretchOf } from './list-stuck.ts';
import { nextRows, type MergedRow } from './merged-rows.ts';

/** Stuck steps that are alike, of all journeys. */
export interface StuckGroupRow extends StuckGroup {
  readonly journeys: number;
  readonly steps: number;
  /** How many of the people are released today or in the next {@link SOON_DAYS} days. */
  readonly releasingSoon: number;
  /** How many were released in the last week, and so are as near the gate. */
  readonly justReleased: number;
  /** The nearest release, those of the last week among them. */
  readonly nearestRelease?: IsoDate;
  /** Since when the first of them has been stuck, where it is known. */
  readonly since?: IsoDate;
}

export interface StuckCounted {
  /** Most pressing first: by how many are near the gate, then by the nearest release; nowhere to live before all else, then by how many there are. */
  readonly groups: readonly StuckGroupRow[];
  readonly steps: number;
  /** How many steps are past their deadline. */
  readonly late: number;
  /** More journeys are stuck than were counted; those counted are nearest their release. */
  readonly more: boolean;
}

export const SOON_DAYS = 3;
/** One page of an index: its rows say why a journey is stuck, so no journey is read. */
export const MOST_COUNTED = 900;

/**
 * How many journeys are stuck for each cause, for administrators. A journey is counted in each group that it has a step
 * in. Of people whose record only some may see, only incidents are counted.
 * @returns NOT_PERMITTED
 */
export async function listStuckGroups(services: Services, user: User): Promise<Result<StuckCounted>> {
  const reader = admit(services, user, 'see-service-health', undefined);
  return reader.ok ? done(await countStuck(services)) : reader;
}

interface Counted {
  readonly releaseDate: IsoDate;
  readonly cause: StuckCause;
}

export async function countStuck(services: Pick<Services, 'table' | 'clock'>): Promise<StuckCounted> {
  const today = dateInLondon(services.clock.now()).toString();
  const { rows, more } = await nearestRows(services, today);
  const counted = await causesOf(services, rows, today);
  const groups = [...Map.groupBy(counted, ({ cause }) => groupKey(cause)).values()];
  return {
    groups: groups.flatMap((alike) => rowOf(alike, today)).sort(byHarm),
    steps: sum(counted, ({ steps }) => steps),
    late: sum(counted, ({ late }) => late),
    more,
  };
}

/** Those from a week after release onwards first, as the list has them. */
async function nearestRows(
  { table }: Pick<Services, 'table'>,
  today: IsoDate,
): Promise<{ readonly rows: readonly MergedRow[]; readonly more: boolean }> {
  const sources = [{ index: 'attention', partition: partitions.attention() }] as const;
  const near = await nextRows(table, sources, stretchOf(0, today), MOST_COUNTED);
  if (near.more) return near;
  const before = await nextRows(table, sources, stretchOf(1, today), MOST_COUNTED);
  const rows = [...near.rows, ...before.rows];
  return { rows: rows.slice(0, MOST_COUNTED), more: before.more || rows.length > MOST_COUNTED };
}

async function causesOf(
  { table }: Pick<Services, 'table'>,
  rows: readonly MergedRow[],
  today: IsoDate,
): Promise<readonly Counted[]> {
  const read = rows.map(({ sort, item }) => ({ item, ...readStuckSort(sort) }));
  const unnamed = read.filter(({ causes }) => causes === undefined).map(({ item }) => item);
  const journeys = await journeysBehind(table, unnamed);
  return read.flatMap(({ item, date, causes }) => {
    const journey = journeys.get(item.pk);
    const known = causes ?? (journey === undefined ? [] : stuckCauses(journey, today));
    return known.map((cause) => ({ releaseDate: date, cause }));
  });
}

function rowOf(alike: readonly Counted[], today: IsoDate): readonly StuckGroupRow[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { code, pathway, agencyId } = first.cause;
  const near = alike
    .map(({ releaseDate }) => releaseDate)
    .filter((date) => date >= nearTheGateFrom(today) && date !== NO_DATE);
  const [nearestRelease] = near.toSorted();
  const [since] = alike.flatMap(({ cause }) => cause.since ?? []).sort();
  return [
    {
      code,
      ...(pathway !== undefined && { pathway }),
      ...(agencyId !== undefined && { agencyId }),
      journeys: alike.length,
      steps: sum(alike, ({ steps }) => steps),
      releasingSoon: near.filter((date) => date >= today && daysBetween(today, date) <= SOON_DAYS).length,
      justReleased: near.filter((date) => date < today).length,
      ...(nearestRelease !== undefined && { nearestRelease }),
      ...(since !== undefined && { since }),
    },
  ];
}

function byHarm(a: StuckGroupRow, b: StuckGroupRow): number {
  const [dayA, dayB] = [a.nearestRelease ?? NO_DATE, b.nearestRelease ?? NO_DATE];
  const atTheGate = (row: StuckGroupRow): number => row.releasingSoon + row.justReleased;
  if (atTheGate(a) !== atTheGate(b)) return atTheGate(b) - atTheGate(a);
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  const homeless = (row: StuckGroupRow): number => Number(row.code === 'NOWHERE_TO_LIVE');
  return homeless(b) - homeless(a) || b.journeys - a.journeys;
}

function sum(counted: readonly Counted[], of: (cause: StuckCause) => number): number {
  return counted.reduce((total, { cause }) => total + of(cause), 0);
}
