import { Temporal } from 'temporal-polyfill';
import { sweep } from '../../application/background/sweep.ts';
import { journeyItem, readJourney, readStep, stepItem } from '../../application/items.ts';
import { isRowOf, keys } from '../../application/keys.ts';
import { MAX_TRANSACTION_WRITES, type Item } from '../../application/ports/table.ts';
import type { TableReading } from '../../adapters/table/table-meter.ts';
import { openWorld, play, startJourneys, type BenchWorld } from './world.ts';

export interface SleepingMeasure {
  readonly journeys: number;
  /** Calls of the table and rows that one sweep reads, with one journey that waits and with all of them. */
  readonly withOne: SweepReads;
  readonly withAll: SweepReads;
}

export interface SweepReads {
  readonly calls: number;
  readonly rows: number;
}

/** What one sweep costs when nothing is due, with one journey that waits for its days and with a whole prison service. */
export async function measureSleeping(journeys: number): Promise<SleepingMeasure> {
  const world = await openWorld({ cacheLength: 0 });
  const [id = ''] = await startJourneys(world, 1);
  await play(world, Temporal.Instant.from('2026-09-10T08:00:00Z'));
  const withOne = await readsOfSweep(world);
  await fill(world, id, journeys);
  const withAll = await readsOfSweep(world);
  world.close();
  return { journeys, withOne, withAll };
}

async function readsOfSweep({ runtime, meter }: BenchWorld): Promise<SweepReads> {
  const fired = (): never => {
    throw new Error('A journey that waits had something due');
  };
  meter.reset();
  // As it is in AWS: the local product knows without asking that nothing is due.
  const { failures } = await sweep(runtime.services, { deliver: fired, tell: fired, lookAtEvents: fired });
  if (failures.length > 0) throw new AggregateError(failures, 'The sweep failed');
  const { gets, queries, itemsRead }: TableReading = meter.read();
  return { calls: gets + queries, rows: itemsRead };
}

/** Adds journeys like one that waits: its head and its steps, with the days on which they wake. */
async function fill(world: BenchWorld, id: string, count: number): Promise<void> {
  const { items } = await world.table.query({ partition: keys.journey(id).pk, limit: 1000 });
  let rows: Item[] = [];
  for (let number = 1; number < count; number += 1) {
    const other = `bench-asleep-${String(number).padStart(8, '0')}`;
    const copies = items.flatMap((item) => copied(item, other));
    if (rows.length + copies.length > MAX_TRANSACTION_WRITES) {
      await put(world, rows);
      rows = [];
    }
    rows = [...rows, ...copies];
  }
  await put(world, rows);
}

function copied(item: Item, id: string): readonly Item[] {
  if (isRowOf('step', item)) return [stepItem(id, readStep(item))];
  return item.sk === 'HEAD' ? [journeyItem({ ...readJourney(item), id })] : [];
}

async function put({ table }: BenchWorld, rows: readonly Item[]): Promise<void> {
  if (rows.length > 0) await table.transact(rows.map((item) => ({ kind: 'put', item })));
}
