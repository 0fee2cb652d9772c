import { instantIn, partitions, SHARDS } from '../keys.ts';
import type { Item, Key, Table } from '../ports/table.ts';

/** The first of a partition of due rows. */
export interface DueFirst extends Key {
  /** Begins with the instant. */
  readonly dueSk: string;
}

/** Answers undefined while the partition has no row. */
export type FirstDue = (partition: string) => Promise<DueFirst | undefined>;

const STEPS_AND_DELIVERIES: readonly string[] = Array.from({ length: SHARDS }, (_, shard) =>
  partitions.due(shard),
);

/** Every partition of the index of due rows. */
export const DUE_PARTITIONS: readonly string[] = [
  ...STEPS_AND_DELIVERIES,
  partitions.dueVictimContact(),
  partitions.dueMailboxes(),
];

/** Asks the table each time. */
export function firstDueOf(table: Pick<Table, 'query'>): FirstDue {
  return async (partition) => dueFirst((await table.query({ partition, index: 'due', limit: 1 })).items[0]);
}

/** Undefined for a row that is not due at any time. */
export function dueFirst(row: Item | undefined): DueFirst | undefined {
  const dueSk = row?.['dueSk'];
  return row === undefined || typeof dueSk !== 'string' ? undefined : { pk: row.pk, sk: row.sk, dueSk };
}

/** When the next step or delivery falls due, for a clock that is moved by hand. */
export async function nextDueAt(firstDue: FirstDue): Promise<string | undefined> {
  const all = await Promise.all(STEPS_AND_DELIVERIES.map((partition) => dueAt(firstDue, partition)));
  return all.filter((at) => at !== undefined).sort()[0];
}

/** When the next mailbox is sent. */
export function nextMailboxAt(firstDue: FirstDue): Promise<string | undefined> {
  return dueAt(firstDue, partitions.dueMailboxes());
}

/** When a victim liaison unit is next reminded: never a time that the clock is moved to, for it would say so. */
export function nextReminderAt(firstDue: FirstDue): Promise<string | undefined> {
  return dueAt(firstDue, partitions.dueVictimContact());
}

async function dueAt(firstDue: FirstDue, partition: string): Promise<string | undefined> {
  return instantIn((await firstDue(partition))?.dueSk);
}
