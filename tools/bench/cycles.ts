import { Temporal } from 'temporal-polyfill';
import { decideProposal } from '../../application/commands/decide-proposal.ts';
import { recallPerson } from '../../application/commands/recall-person.ts';
import { recordReturn } from '../../application/commands/record-return.ts';
import { readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { getPerson } from '../../application/queries/get-person.ts';
import type { Result } from '../../application/refusal.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { addDays, dateInLondon, startOfDay, type IsoDate } from '../../domain/law/time.ts';
import { namesOf } from '../../web/console/directory.ts';
import { tableDirectory } from '../../web/console/table-directory.ts';
import { usualRecall } from '../../local/officer-script.ts';
import { OFFICER, SECOND_OFFICER } from './answers.ts';
import { openWorld, play, PRISON, startJourneys, type BenchWorld } from './world.ts';

export interface CyclesMeasure {
  readonly cycles: number;
  /** Of a whole journey with one recall, to the end of supervision. */
  readonly transitionsWithOneRecall: number;
  /** Reads by key and by query for the page of the person, in the first cycle and in the last. */
  readonly firstPage: number;
  readonly lastPage: number;
}

/** Five years, so that there is time for every release. */
const LONG = { lengthDays: 1826, supervisionEndsOn: '2030-12-31' };
/** Fourteen months. */
const SHORT = { lengthDays: 426, supervisionEndsOn: '2027-10-31' };
const DAYS_OUT = 35;
const DAYS_AT_LARGE = 2;

/** What recalls cost: in transitions, and in reads of the page of a person who has been released so many times. */
export async function measureCycles(cycles: number): Promise<CyclesMeasure> {
  const pages = await pagesOf(cycles);
  return {
    cycles,
    transitionsWithOneRecall: await transitionsWithOneRecall(),
    firstPage: pages[0] ?? NaN,
    lastPage: pages.at(-1) ?? NaN,
  };
}

async function transitionsWithOneRecall(): Promise<number> {
  let transitions = 0;
  const world = await openWorld({ onTransition: () => (transitions += 1) });
  const [id = ''] = await startJourneys(world, 1, SHORT);
  await playUntilOut(world, id, 1);
  await recalledAndBack(world, id);
  await play(world);
  const { cycle, phase } = await journeyOf(world, id);
  world.close();
  if (cycle !== 2 || phase !== 'closed') throw new Error('The journey with a recall did not end');
  return transitions;
}

async function pagesOf(cycles: number): Promise<readonly number[]> {
  const world = await openWorld();
  const [id = ''] = await startJourneys(world, 1, LONG);
  const calls: number[] = [];
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    if (cycle > 1) await recalledAndBack(world, id);
    await playUntilOut(world, id, cycle);
    calls.push(await callsOfPage(world, id));
  }
  world.close();
  return calls;
}

/** For a page that has no names cached: those of staff and agencies, the journey and its timeline. */
async function callsOfPage({ runtime, meter }: BenchWorld, id: string): Promise<number> {
  meter.reset();
  const names = await namesOf(tableDirectory(runtime.services));
  ok(await getPerson(runtime.services, OFFICER, id, { newestFirst: true, limit: 25 }, names));
  const { gets, queries } = meter.read();
  return gets + queries;
}

/** Everybody does their work until the person has been out for five weeks. */
async function playUntilOut(world: BenchWorld, id: string, cycle: number): Promise<void> {
  for (let week = 1; week <= 104; week += 1) {
    const journey = await journeyOf(world, id);
    const out = journey.cycle === cycle && journey.releasedOn !== undefined;
    if (out && addDays(journey.releasedOn, DAYS_OUT) <= today(world)) return;
    await playUntil(world, addDays(today(world), 7));
  }
  throw new Error(`The person was not released in cycle ${cycle}`);
}

async function playUntil(world: BenchWorld, day: IsoDate): Promise<void> {
  const instant = Temporal.Instant.from(startOfDay(day));
  await play(world, instant);
  await world.runtime.advanceTo(instant);
}

async function recalledAndBack(world: BenchWorld, id: string): Promise<void> {
  const { services } = world.runtime;
  const { proposal } = ok(await recallPerson(services, OFFICER, id, usualRecall(today(world))));
  ok(await decideProposal(services, SECOND_OFFICER, id, proposal, { decision: 'APPROVE' }));
  await playUntil(world, addDays(today(world), DAYS_AT_LARGE));
  ok(await recordReturn(services, OFFICER, id, { on: today(world), prison: PRISON }));
  await world.runtime.settle();
}

async function journeyOf({ table }: BenchWorld, id: string): Promise<Journey> {
  const head = await table.get(keys.journey(id));
  if (head === undefined) throw new Error('There is no such journey');
  return readJourney(head);
}

function today({ runtime }: BenchWorld): IsoDate {
  return dateInLondon(runtime.services.clock.now()).toString();
}

function ok<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}
