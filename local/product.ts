import { Temporal } from 'temporal-polyfill';
import { runningClock } from '../adapters/clock/movable-clock.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import type { Clock } from '../application/ports/clock.ts';
import { dateInLondon, timeOnDay, type IsoDate } from '../domain/law/time.ts';
import { listenForSteps } from './asked-steps.ts';
import { composeProduct } from './compose-product.ts';
import { latestChange } from './latest-change.ts';
import { noteSampleBegun, noteSampleMade, readClockNote, writeClockNote } from './local-notes.ts';
import { takePlace, type Place, type PlaceOptions } from './place.ts';
import { repeat } from './repeating.ts';
import { historyBegins, seedPeople, writeAgencies, writeStaff } from './sample/seed.ts';
import type { SamplePerson } from './sample/people.ts';

export interface ProductOptions extends PlaceOptions {
  /** The invented people that an empty data file is filled with, on a first start on this day. */
  readonly people: (today: IsoDate) => readonly SamplePerson[];
  /** The machine's clock, which the product's clock is ahead of; a test may give one that stands still. */
  readonly machineClock?: Clock;
  readonly onProgress: (what: string) => void;
}

export type Product = Awaited<ReturnType<typeof startProduct>>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The whole product in this process: data file, engine, relay, sweep, API and pages on one port, and four invented
 * agencies that answer for themselves.
 *
 * @param place the port and the data file, where they have been taken already.
 * @throws DataFileInUseError, DataFileUnusableError, PortInUseError: each with one plain line.
 */
export async function startProduct(options: ProductOptions, place?: Place) {
  const taken = place ?? (await takePlace(options));
  try {
    return await startOn(options, taken);
  } catch (error) {
    await taken.server.close();
    taken.table.close();
    throw error;
  } finally {
    options.onProgress('');
  }
}

async function startOn(
  { machineClock = systemClock, people: peopleOn, onProgress, onProblem }: ProductOptions,
  { gate, server, table }: Place,
) {
  const url = `http://127.0.0.1:${server.port}`;
  const kept = await readClockNote(table);
  const today = dateInLondon(machineClock.now());
  const people = kept === undefined ? peopleOn(today.toString()) : [];
  const clock = runningClock(machineClock, kept ?? aheadAt(startOfHistory(people), machineClock));
  let making = kept === undefined;
  const product = await composeProduct({
    table,
    clock,
    url,
    onProblem,
    keepClock: async () => {
      if (!making) await writeClockNote(table, aheadAt(clock.now(), machineClock));
    },
  });
  const { runtime, controls } = product;
  gate.serveAgencies(product.handle);
  await writeAgencies(runtime, url);
  await writeStaff(runtime);
  if (making) {
    await noteSampleBegun(table);
    // A power cut now costs nothing: what is half made is made again. To wait for the disk at each commit is most of the time.
    table.setSynchronous('normal');
    const asked = listenForSteps(table);
    await seedPeople(runtime, asked, people, machineClock.now(), (done, of) => {
      onProgress(`Living through the sample journeys: ${done} of ${of}`);
    });
    asked.stop();
    table.setSynchronous('full');
    await noteSampleMade(table, aheadAt(clock.now(), machineClock));
    making = false;
  } else {
    onProgress('Picking up every journey where it was');
    // Later than the clock where the machine's own was set back, or where an earlier release was killed as it moved it.
    const latest = await latestChange(table);
    if (latest !== undefined && Temporal.Instant.compare(latest, clock.now()) > 0) clock.moveTo(latest);
    await writeClockNote(table, aheadAt(clock.now(), machineClock));
    await runtime.resume();
    await runtime.advanceTo(clock.now());
  }
  gate.open();
  // At once, and not only after an hour: a page says what it counted.
  const firstReconcile = controls.reconcile().catch((error: unknown) => {
    onProblem('reconciling', error);
  });
  const stops = [
    repeat(MINUTE_MS, 'the sweep', controls.sweep, onProblem),
    repeat(HOUR_MS, 'reconciling', controls.reconcile, onProblem),
    repeat(HOUR_MS, 'verifying timelines', controls.nightly, onProblem),
  ];
  return {
    ...product,
    url,
    async close(): Promise<void> {
      for (const stop of stops) stop();
      await firstReconcile;
      await server.close();
      await runtime.settle();
      runtime.close();
      table.close();
    },
  };
}

/** The morning of the day the sample history begins; now, when there is none. */
function startOfHistory(people: readonly SamplePerson[]): Temporal.Instant | undefined {
  const first = historyBegins(people);
  return first === undefined ? undefined : Temporal.Instant.from(timeOnDay(first, 9));
}

function aheadAt(instant: Temporal.Instant | undefined, machineClock: Clock): number {
  return instant === undefined ? 0 : instant.epochMilliseconds - machineClock.now().epochMilliseconds;
}
