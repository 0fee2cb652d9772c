import { openWorld, play, PRISON, startJourneys, type BenchWorld } from './world.ts';
import { journeyItem, readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { MAX_TRANSACTION_WRITES } from '../../application/ports/table.ts';
import { listJourneys, PAGE_SIZE } from '../../application/queries/list-journeys.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { addDays } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { Temporal } from 'temporal-polyfill';

/** The cost of one page of a caseload. */
export interface PageCost {
  readonly journeys: number;
  readonly rowsRead: number;
  readonly queries: number;
  /** The median of many. */
  readonly medianMs: number;
}

export interface CaseloadMeasure {
  readonly page: number;
  readonly small: PageCost;
  readonly large: PageCost;
  readonly rowsRatio: number;
  readonly timeRatio: number;
}

const READER: User = {
  id: 'bench.reader',
  name: 'Bench Reader',
  roles: ['officer'],
  duties: ['OMU'],
  prisons: [PRISON],
  regions: [],
};
const RELEASE_DAYS = 3 * 365;

/**
 * The same page, from the middle of a prison's caseload, of a small record and of a large one. Everyone is in one
 * prison: the hardest case, and a hundred times any real one. The two are asked in turn, so that whatever else the
 * machine does falls on both.
 */
export async function measureCaseload(counts: {
  readonly small: number;
  readonly large: number;
  readonly repeats: number;
}): Promise<CaseloadMeasure> {
  const small = await filled(counts.small);
  const large = await filled(counts.large);
  const times: { readonly small: number[]; readonly large: number[] } = { small: [], large: [] };
  for (let turn = 0; turn < counts.repeats; turn += 1) {
    times.small.push(await timed(small));
    times.large.push(await timed(large));
  }
  const cost = async (world: BenchWorld, journeys: number, taken: number[]): Promise<PageCost> => {
    world.meter.reset();
    await readPage(world);
    const { itemsRead, queries } = world.meter.read();
    return { journeys, rowsRead: itemsRead, queries, medianMs: median(taken) };
  };
  const smallCost = await cost(small, counts.small, times.small);
  const largeCost = await cost(large, counts.large, times.large);
  small.close();
  large.close();
  return {
    page: PAGE_SIZE,
    small: smallCost,
    large: largeCost,
    rowsRatio: largeCost.rowsRead / smallCost.rowsRead,
    timeRatio: largeCost.medianMs / smallCost.medianMs,
  };
}

/** Journeys like one that has officers and is under way, with releases over three years. */
async function filled(count: number): Promise<BenchWorld> {
  const world = await openWorld({ cacheLength: 0 });
  const [id = ''] = await startJourneys(world, 1);
  await play(world, Temporal.Instant.from('2026-09-10T08:00:00Z'));
  const head = await world.table.get(keys.journey(id));
  if (head === undefined) throw new Error('There is no journey to make others like');
  const model = readJourney(head);
  for (let start = 1; start < count; start += MAX_TRANSACTION_WRITES) {
    const size = Math.min(MAX_TRANSACTION_WRITES, count - start);
    await world.table.transact(
      Array.from({ length: size }, (_, index) => ({
        kind: 'put',
        item: journeyItem(like(model, start + index, count)),
      })),
    );
  }
  return world;
}

function like(model: Journey, number: number, count: number): Journey {
  const date = addDays('2026-11-27', Math.floor((number * RELEASE_DAYS) / count));
  return {
    ...model,
    id: `bench-filled-${String(number).padStart(8, '0')}`,
    ...(model.release && { release: { ...model.release, date } }),
    releaseDateInForce: date,
  };
}

async function timed(world: BenchWorld): Promise<number> {
  const began = performance.now();
  await readPage(world);
  return performance.now() - began;
}

async function readPage({ runtime }: BenchWorld): Promise<void> {
  const from = addDays('2026-11-27', RELEASE_DAYS / 3);
  const page = await listJourneys(runtime.services, READER, { prison: PRISON, releasingFrom: from });
  if (!page.ok) throw new Error(page.detail);
  if (page.value.items.length !== PAGE_SIZE) throw new Error('The page is not full');
}

/** @throws RangeError for an empty list. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError('Nothing has no median');
  return middle;
}
