import * as z from 'zod';
import { Temporal } from 'temporal-polyfill';
import type { User } from '../../domain/access/user.ts';
import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import type { Effect } from '../../domain/record/effects.ts';
import { FINDINGS, type Finding } from '../../domain/record/findings.ts';
import { admit } from '../access.ts';
import { dueRowOf, type DueRow } from '../due-rows.ts';
import { instantIn, journeyIdOf, partitions, SHARDS } from '../keys.ts';
import { completedAtOf, lastRun } from '../last-runs.ts';
import { readEffect } from '../message-items.ts';
import type { Item, Query, Table } from '../ports/table.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { countAgencies, type AgencyCounts } from './list-agencies.ts';
import { countStuck } from './list-stuck-groups.ts';

/** Scheduled work. `late`: it has not been completed for so long that something is wrong with it. */
export interface RunHealth {
  /** Absent until it has been completed once. */
  readonly completedAt?: IsoInstant;
  readonly late: boolean;
}

/** What the last reconcile found, and whether it repaired it or asked an administrator. */
export interface FindingRow {
  readonly finding: Finding;
  readonly repaired: number;
  readonly incidents: number;
}

/** A row that should have been fired by now. */
export interface LateRow {
  readonly kind: DueRow['kind'];
  readonly dueAt: IsoInstant;
  readonly journeyId?: string;
  readonly agencyId?: string;
}

/** A row of the outbox. */
export interface UnsentRow {
  readonly kind: Effect['kind'];
  readonly writtenAt: IsoInstant;
  readonly journeyId?: string;
}

/** Rows that wait, oldest first; {@link MOST_ROWS} of them at most. */
export interface Waiting<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

export interface ServiceHealth {
  readonly sweep: RunHealth;
  readonly overdue: Waiting<LateRow>;
  readonly reconcile: RunHealth;
  readonly found: readonly FindingRow[];
  readonly unsent: Waiting<UnsentRow>;
  /** Steps that ask about messages that could not be delivered. */
  readonly parked: number;
  /** Steps past their deadline. */
  readonly deadlinesMissed: number;
  /** More journeys are stuck than are counted in the last two; see `list-stuck-groups.ts`. */
  readonly moreStuck: boolean;
  readonly agencies: AgencyCounts;
}

export const MOST_ROWS = 100;
/** The sweep runs each minute: as its alarm. */
const SWEEP_LATE_MINUTES = 5;
/** The reconciler runs each hour: as its alarm. */
const RECONCILE_LATE_MINUTES = 120;

/**
 * How the service runs, for administrators, with the rows behind each number. It reads a bounded number of rows, however
 * many journeys there are, and nothing of any person.
 * @returns NOT_PERMITTED
 */
export async function getServiceHealth(services: Services, user: User): Promise<Result<ServiceHealth>> {
  const reader = admit(services, user, 'see-service-health', undefined);
  if (!reader.ok) return reader;
  const { table, clock } = services;
  const now = clock.now();
  const late = isoInstant(now.subtract({ minutes: SWEEP_LATE_MINUTES }));
  const [swept, reconciled, stuck, overdue, unsent] = await Promise.all([
    lastRun(table, 'sweep'),
    lastRun(table, 'reconcile'),
    countStuck(services),
    oldest(table, (shard) => ({ index: 'due', partition: partitions.due(shard), to: late }), 'dueSk'),
    oldest(table, (shard) => ({ index: 'unsent', partition: partitions.unsent(shard) }), 'unsentSk'),
  ]);
  return done({
    sweep: runHealth(completedAtOf(swept), now, SWEEP_LATE_MINUTES),
    overdue: { ...overdue, rows: overdue.rows.flatMap(lateRow) },
    reconcile: runHealth(completedAtOf(reconciled), now, RECONCILE_LATE_MINUTES),
    found: findingsIn(reconciled),
    unsent: { ...unsent, rows: unsent.rows.flatMap(unsentRow) },
    parked: stuck.groups
      .filter(({ code }) => code === 'DELIVERY_PARKED')
      .reduce((total, { steps }) => total + steps, 0),
    deadlinesMissed: stuck.late,
    moreStuck: stuck.more,
    agencies: await countAgencies(services, stuck),
  });
}

function runHealth(
  completedAt: IsoInstant | undefined,
  now: Temporal.Instant,
  lateMinutes: number,
): RunHealth {
  if (completedAt === undefined) return { late: true };
  const limit = now.subtract({ minutes: lateMinutes });
  return { completedAt, late: Temporal.Instant.compare(Temporal.Instant.from(completedAt), limit) < 0 };
}

const foundRow = z.partialRecord(z.enum(FINDINGS), z.object({ repaired: z.int(), incidents: z.int() }));

function findingsIn(row: Item | undefined): readonly FindingRow[] {
  const read = foundRow.safeParse(row?.['found']);
  if (!read.success) return [];
  return FINDINGS.flatMap((finding) => {
    const counts = read.data[finding];
    return counts === undefined ? [] : [{ finding, ...counts }];
  });
}

interface SortedRow {
  readonly at: IsoInstant;
  readonly item: Item;
}

/** The oldest rows of all shards together. */
async function oldest(
  table: Table,
  query: (shard: number) => Omit<Query, 'limit'>,
  sortedBy: 'dueSk' | 'unsentSk',
): Promise<Waiting<SortedRow>> {
  const pages = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) => table.query({ ...query(shard), limit: MOST_ROWS })),
  );
  const rows = pages
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const at = instantIn(item[sortedBy]);
      return at === undefined ? [] : [{ at, item }];
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const cut = pages.some(({ cursor }) => cursor !== undefined);
  return { rows: rows.slice(0, MOST_ROWS), more: cut || rows.length > MOST_ROWS };
}

function lateRow({ at, item }: SortedRow): readonly LateRow[] {
  const row = dueRowOf(item);
  if (row === undefined) return [];
  return [
    {
      kind: row.kind,
      dueAt: at,
      ...('journeyId' in row && { journeyId: row.journeyId }),
      ...('agencyId' in row && { agencyId: row.agencyId }),
    },
  ];
}

function unsentRow({ at, item }: SortedRow): readonly UnsentRow[] {
  const journeyId = journeyIdOf(item);
  return [{ kind: readEffect(item).kind, writtenAt: at, ...(journeyId !== undefined && { journeyId }) }];
}
