import { afterEach, expect, it, jest } from '@jest/globals';
import { MAX_ITEM_BYTES, MAX_TRANSACTION_WRITES, type Page } from '../../application/ports/table.ts';
import { readStep } from '../../application/items.ts';
import { changeJourney } from '../../application/change-journey.ts';
import { done } from '../../application/refusal.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { onLicence } from '../support/recalls.ts';
import { getCycle } from '../../application/queries/get-cycle.ts';
import { isRowOf, keys } from '../../application/keys.ts';
import { addDays } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import type { User } from '../../domain/access/user.ts';
import { tableDirectory } from '../../web/console/table-directory.ts';
import { consoleOver, Visitor } from '../support/console-visitor.ts';
import {
  ADMIN_USER,
  COM,
  GOVERNOR,
  HEAD_OF_OM,
  HEAD_OF_PDU,
  ID_ADMINISTRATOR,
  POM,
  SECOND,
} from '../support/people.ts';
import { closeWorlds, ok, OFFICER, type JourneyWorld } from '../support/journey-world.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';

afterEach(closeWorlds);

const CYCLES = 6;
/** Five years, so that there is time for six releases. */
const SENTENCE = { lengthDays: 1826, supervisionEndsOn: addDays(PLAIN_RELEASE, 1_100) };

/** Everybody does their work until the person has been out for so many days in a cycle. */
async function daysOut(world: JourneyWorld, cycle: number, days: number): Promise<void> {
  await playToTheEnd(world, {
    until: (journey, today) =>
      journey.cycle === cycle &&
      journey.releasedOn !== undefined &&
      today >= addDays(journey.releasedOn, days),
  });
}

async function recalledAndBack(world: JourneyWorld): Promise<void> {
  await world.recall();
  await world.advanceTo(addDays(world.today(), 2));
  await world.returnToPrison();
}

/** The most that a page of a person may take, by key and by query. */
const MOST_READS = 10;
/** Everybody of the test world who may see the person on the day of release. */
const READERS_AT_RELEASE = [
  POM,
  SECOND,
  HEAD_OF_OM,
  GOVERNOR,
  ID_ADMINISTRATOR,
  COM,
  HEAD_OF_PDU,
  ADMIN_USER,
];
/** Five weeks later. */
const READERS_LATER = [COM, HEAD_OF_PDU, ADMIN_USER];

interface Reads {
  readonly who: string;
  readonly calls: number;
  /** The cycles whose steps it reads. */
  readonly cycles: readonly number[];
}

/** A console for each reader to look at the person in, and what forgets the names that it has read. */
function consoleThatForgets(world: JourneyWorld) {
  let directory = tableDirectory(world.services);
  const { pages } = consoleOver(world.services, {
    directory: { staff: () => directory.staff(), agencies: () => directory.agencies() },
  });
  return { pages, forget: () => (directory = tableDirectory(world.services)) };
}

/**
 * What a request for the person's page reads of the table, by key and by query, in a console that has cached nothing:
 * the session, the names of staff and agencies, the journey with its steps and referrals, and its timeline.
 */
async function readsOfPage(
  world: JourneyWorld,
  who: User,
  { pages: console, forget }: ReturnType<typeof consoleThatForgets>,
): Promise<Reads> {
  const visitor = new Visitor(console);
  await visitor.signIn(who);
  forget();
  const gets = jest.spyOn(world.table, 'get');
  const queries = jest.spyOn(world.table, 'query');
  const { status } = await visitor.open(`/journeys/${world.id}`);
  expect(status).toBe(200);
  const pages = await Promise.all(queries.mock.results.map(({ value }) => value as Promise<Page>));
  const steps = pages.flatMap(({ items }) => items.filter((row) => isRowOf('step', row)).map(readStep));
  const calls = gets.mock.calls.length + queries.mock.calls.length;
  gets.mockRestore();
  queries.mockRestore();
  return { who: who.id, calls, cycles: [...new Set(steps.map(({ cycle }) => cycle))] };
}

async function bytesOfHead(world: JourneyWorld): Promise<number> {
  return Buffer.byteLength(JSON.stringify(await world.table.get(keys.journey(world.id))));
}

it('six cycles of one journey stay within the limits of the table, and cost a page no more than one', async () => {
  const world = await daysBeforeRelease(60, { sentence: SENTENCE });
  const console = consoleThatForgets(world);
  const pages: Reads[][] = [];
  const heads: number[] = [];
  const recalls: number[] = [];
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    const read: Reads[] = [];
    await daysOut(world, cycle, 0);
    const readers = cycle === 1 || cycle === CYCLES ? READERS_AT_RELEASE : [COM];
    for (const who of readers) read.push(await readsOfPage(world, who, console));
    await daysOut(world, cycle, 35);
    for (const who of READERS_LATER) read.push(await readsOfPage(world, who, console));
    pages.push(read);
    heads.push(await bytesOfHead(world));
    if (cycle === CYCLES) break;
    world.beforeTable = (call, about) => {
      if (call === 'transact') recalls.push((JSON.parse(about) as unknown[]).length);
    };
    await recalledAndBack(world);
    world.beforeTable = () => undefined;
  }

  const journey = await world.journey();
  expect(journey).toMatchObject({ phase: 'community', cycle: CYCLES });
  expect(journey.earlierCycles?.map(({ cycle }) => cycle)).toEqual([1, 2, 3, 4, 5]);
  const tooMany = pages.flatMap((read) => read.filter(({ calls }) => calls > MOST_READS));
  expect(tooMany).toEqual([]);
  expect(pages.map((read) => [...new Set(read.flatMap(({ cycles }) => cycles))])).toEqual([
    [1],
    [2],
    [3],
    [4],
    [5],
    [6],
  ]);
  // A line for each earlier cycle and the person's scores in it, and nothing else that grows.
  expect((heads.at(-1) ?? 0) - (heads[0] ?? 0)).toBeLessThan(CYCLES * 600);
  expect(Math.max(...heads)).toBeLessThan(MAX_ITEM_BYTES / 20);
  expect(Math.max(...recalls)).toBeLessThan(MAX_TRANSACTION_WRITES / 2);
  for (let cycle = 1; cycle < CYCLES; cycle += 1) {
    const ended = ok(await getCycle(world.services, OFFICER, world.id, cycle));
    expect(ended).toMatchObject({ cycle, because: 'RECALL' });
    expect(ended.answered.length).toBeGreaterThan(5);
    expect(ended.answered.every(({ key }) => key.startsWith(`${cycle}.`))).toBe(true);
  }
  expect(verifyChain(await world.facts())).toEqual({ ok: true });
  expect(world.problems).toEqual([]);
}, 120_000);

it('a whole journey with one recall takes at most 300 transitions', async () => {
  const world = await daysBeforeRelease(60, {
    sentence: { lengthDays: 500, supervisionEndsOn: addDays(PLAIN_RELEASE, 300) },
  });
  await daysOut(world, 1, 35);
  await recalledAndBack(world);
  await playToTheEnd(world);
  expect(await world.journey()).toMatchObject({ phase: 'closed', cycle: 2, open: [] });
  expect(world.transitions).toBeLessThanOrEqual(300);
  expect(world.problems).toEqual([]);
}, 60_000);

it('recalls a person with 40 open steps in one transaction that has room for six live referrals', async () => {
  const world = await onLicence();
  ok(
    await changeJourney(world.services, world.id, { by: SYSTEM }, async ({ draft, open }) => {
      for (let number = 1; draft.journey.open.length < 40; number += 1)
        await open({ kind: 'late-answer', subject: `week-${number}` });
      return done(draft.journey.open.length);
    }),
  );
  const { proposal } = ok(await world.tryRecall());
  const sizes: number[] = [];
  world.beforeTable = (call, about) => {
    if (call === 'transact') sizes.push((JSON.parse(about) as unknown[]).length);
  };
  ok(await world.answerProposal(proposal));
  const live = (await world.referrals()).filter(({ withdrawn }) => withdrawn !== undefined).length;
  expect(live).toBeGreaterThan(0);
  expect(Math.max(...sizes)).toBeGreaterThan(40);
  // A withdrawn referral is four writes: its row, the fact, the message and its errand.
  expect(Math.max(...sizes) + (6 - live) * 4).toBeLessThan(MAX_TRANSACTION_WRITES);
});
