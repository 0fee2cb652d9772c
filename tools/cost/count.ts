import { Temporal } from 'temporal-polyfill';
import { SHARES } from '../../application/background/compare-engine.ts';
import { readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { openWorld, play, startJourneys, type BenchWorld } from '../bench/world.ts';
import { billedTable, type BilledTable, type TableBill } from './billed-table.ts';

/** What one whole journey does, on average over some. The same code gives the same counts on any machine. */
export interface JourneyCounts {
  readonly transitions: number;
  readonly transactions: number;
  readonly webhooks: number;
  readonly facts: number;
  readonly answersByOfficers: number;
  readonly answersByAgencies: number;
  readonly table: TableBill;
}

export interface Counts {
  readonly journey: JourneyCounts;
  /** One run of the clock's minute when nothing is due. */
  readonly idleSweep: TableBill;
  /** An hourly run of the reconciler when there are no journeys. */
  readonly idleReconcile: TableBill;
  /** What one open journey adds to it. */
  readonly reconciled: TableBill;
}

/** Releases on each day of two weeks, so that every day of the week counts alike. */
const JOURNEYS = 14;
/** Twice as many give the same for each, within a twentieth. */
const RECONCILED = 50;
/** Every journey waits for pre-release work then. */
const BUSY = Temporal.Instant.from('2026-10-12T09:00:00Z');

/** Runs whole journeys on the local runtime, over a table that charges as DynamoDB does. */
export async function count(): Promise<Counts> {
  const { journey, idleSweep } = await countJourneys();
  const idleReconcile = await countReconciler(0);
  const reconciled = divided(minus(await countReconciler(RECONCILED), idleReconcile), RECONCILED);
  return { journey, idleSweep, idleReconcile, reconciled };
}

async function countJourneys(): Promise<Pick<Counts, 'journey' | 'idleSweep'>> {
  let transitions = 0;
  let webhooks = 0;
  const { world, billed } = await openBilled({
    onTransition: () => (transitions += 1),
    onWebhook: () => (webhooks += 1),
  });
  const empty = billed.bill();
  await world.runtime.sweep();
  const idleSweep = minus(billed.bill(), empty);
  const before = billed.bill();
  world.meter.reset();
  const ids = await startJourneys(world, JOURNEYS);
  const answered = await play(world);
  const { transactions } = world.meter.read();
  const table = divided(minus(billed.bill(), before), JOURNEYS);
  const facts = await factsOf(world, ids);
  world.close();
  return {
    idleSweep,
    journey: {
      transitions: transitions / JOURNEYS,
      transactions: transactions / JOURNEYS,
      webhooks: webhooks / JOURNEYS,
      facts: facts / JOURNEYS,
      answersByOfficers: answered.byOfficers / JOURNEYS,
      answersByAgencies: answered.byAgencies / JOURNEYS,
      table,
    },
  };
}

/** The average of a day of runs, after one that does what is done once: each reads the heads of another share. */
async function countReconciler(journeys: number): Promise<TableBill> {
  let isCharged = false;
  const { world, billed } = await openBilled({}, () => isCharged);
  await startJourneys(world, journeys);
  await play(world, BUSY);
  await world.runtime.reconcile();
  isCharged = true;
  const before = billed.bill();
  for (let run = 0; run < SHARES; run += 1) await world.runtime.reconcile();
  const after = billed.bill();
  world.close();
  return divided(minus(after, before), SHARES);
}

async function openBilled(
  options: Pick<NonNullable<Parameters<typeof openWorld>[0]>, 'onTransition' | 'onWebhook'>,
  isCharged?: () => boolean,
): Promise<{ readonly world: BenchWorld; readonly billed: BilledTable }> {
  let billed: BilledTable | undefined;
  const world = await openWorld({
    ...options,
    wrap(table) {
      billed = billedTable(table, isCharged);
      return billed.table;
    },
  });
  if (billed === undefined) throw new Error('The world did not use the billed table');
  return { world, billed };
}

/** @throws Error when a journey did not end. */
async function factsOf({ table }: BenchWorld, ids: readonly string[]): Promise<number> {
  const heads = await Promise.all(ids.map((id) => table.get(keys.journey(id))));
  return heads.reduce((sum, head) => {
    const journey = head && readJourney(head);
    if (journey?.phase !== 'closed') throw new Error('A counted journey did not end');
    return sum + journey.facts.count;
  }, 0);
}

function minus(one: TableBill, other: TableBill): TableBill {
  return mapped(one, (value, name) => value - other[name]);
}

function divided(bill: TableBill, by: number): TableBill {
  return mapped(bill, (value) => value / by);
}

function mapped(bill: TableBill, of: (value: number, name: keyof TableBill) => number): TableBill {
  const names = Object.keys(bill) as (keyof TableBill)[];
  return Object.fromEntries(names.map((name) => [name, of(bill[name], name)])) as unknown as TableBill;
}
