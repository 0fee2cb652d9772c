import { afterEach, describe, expect, it } from '@jest/globals';
import { readJourney } from '../../application/items.ts';
import { keys, partitions, ROW_PREFIXES } from '../../application/keys.ts';
import { readEventItem } from '../../application/event-items.ts';
import { addDays } from '../../domain/law/time.ts';
import { crnOf, eventFile, FOUND_LATER, KNOWN } from '../support/event-file.ts';
import { hmppsAnswers, type GivenEvent } from '../support/events.ts';
import { closeWorlds, journeyWorld, ok, type JourneyWorld } from '../support/journey-world.ts';
import { OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';

afterEach(closeWorlds);

const MOVED = addDays(PLAIN_RELEASE, 35);
const LICENCE_ENDS = addDays(PLAIN_RELEASE, 300);

/** Released, and back the next day. */
const REVERSED = 'A1002AA';

interface Life {
  readonly world: JourneyWorld;
  /** By prison number. */
  readonly journeys: Map<string, string>;
}

/** Eight people a week before release, whose prison and probation records have changed elsewhere. */
async function before(): Promise<Life> {
  const world = await journeyWorld({ today: '2027-01-04' });
  const journeys = new Map<string, string>();
  for (const prisonNumber of KNOWN) {
    await start(world, journeys, prisonNumber);
    await hmppsAnswers(world, 'tier', crnOf(prisonNumber), { tierScore: 'B2' });
    await hmppsAnswers(world, 'personRecord', crnOf(prisonNumber), {
      identifiers: { prisonNumbers: [prisonNumber] },
    });
  }
  await hmppsAnswers(world, 'prisoner', 'A1005AA', {
    prisonerNumber: 'A1005AA',
    conditionalReleaseDate: MOVED,
    sentenceExpiryDate: addDays(MOVED, 200),
  });
  await hmppsAnswers(world, 'prisoner', 'A1008AA', {
    prisonerNumber: 'A1008AA',
    conditionalReleaseDate: PLAIN_RELEASE,
    licenceExpiryDate: LICENCE_ENDS,
  });
  await hmppsAnswers(world, 'communityManager', crnOf('A1006AA'), { username: 'c.ahmed' });
  await hmppsAnswers(world, 'communityManager', crnOf('A1007AA'), { username: 'n.obody' });
  await world.advanceTo(addDays(PLAIN_RELEASE, 3));
  return { world, journeys };
}

async function start(world: JourneyWorld, journeys: Map<string, string>, prisonNumber: string) {
  await world.startJourney({
    prisonNumber,
    releaseDate: PLAIN_RELEASE,
    sentence: { startDate: '2026-12-21' },
    officers: { pom: OFFICERS.pom },
  });
  journeys.set(prisonNumber, world.id);
}

async function replay(events: readonly GivenEvent[]): Promise<readonly unknown[]> {
  const life = await before();
  const { world } = life;
  for (const event of events) ok(await world.runtime.receiveEvent(event));
  await world.settle();
  await start(world, life.journeys, FOUND_LATER);
  await world.runtime.sweep();
  await world.settle();
  expect(world.problems).toEqual([]);
  return Promise.all([...life.journeys].map((person) => stateOf(world, ...person)));
}

/** What a journey is, and what became of each event; not when each thing was recorded. */
async function stateOf(world: JourneyWorld, person: string, journeyId: string) {
  const head = await world.table.get(keys.journey(journeyId));
  if (head === undefined) throw new Error('There is no journey');
  const { phase, releasedOn, releaseDateInForce, dates, officers, sentence, tier, open } = readJourney(head);
  const { items } = await world.table.query({
    partition: partitions.events(person),
    startsWith: ROW_PREFIXES.event,
    limit: 1_000,
  });
  return {
    person,
    phase,
    releasedOn,
    releaseDateInForce,
    tier,
    dates: dates.map(({ dateType, date }) => `${dateType} ${date}`).sort(),
    officers,
    supervisionEndsOn: sentence.supervisionEndsOn,
    // What a release closed that is undone is asked again, and is then due no earlier than that day.
    open: open.map(({ key, dueOn = '' }) => (person === REVERSED ? key : `${key} ${dueOn}`)).sort(),
    events: items.map(readEventItem).map(({ state, event: { id } }) => `${id} ${state}`),
  };
}

/** In an order that only the seed decides. */
function shuffled<T>(given: readonly T[], seed: number): readonly T[] {
  let state = seed;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff);
  return given
    .map((each) => ({ each, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

describe('the file of 300 events', () => {
  const events = eventFile();
  let known: readonly unknown[] | undefined;
  const asItArrived = async () => (known ??= await replay(events));

  it('has duplicates, lateness, reversals and unknown people', () => {
    expect(events).toHaveLength(300);
    const texts = events.map((event) => JSON.stringify({ ...event, description: undefined }));
    expect(new Set(texts).size).toBeLessThan(270);
    const instants = events.map(({ occurredAt }) => String(occurredAt));
    expect(instants.filter((at, index) => at < (instants[index - 1] ?? '')).length).toBeGreaterThan(50);
  });

  it('leads to what happened, as it arrived', async () => {
    expect(await asItArrived()).toMatchObject([
      { person: 'A1001AA', releasedOn: PLAIN_RELEASE, phase: 'community' },
      { person: REVERSED, releasedOn: undefined },
      { person: 'A1003AA', releasedOn: addDays(PLAIN_RELEASE, 2) },
      { person: 'A1004AA', releasedOn: PLAIN_RELEASE },
      { person: 'A1005AA', releaseDateInForce: MOVED },
      { person: 'A1006AA', officers: { com: 'c.ahmed' } },
      { person: 'A1007AA', releasedOn: undefined, officers: { pom: OFFICERS.pom } },
      { person: 'A1008AA', releasedOn: PLAIN_RELEASE, supervisionEndsOn: LICENCE_ENDS },
      { person: FOUND_LATER },
    ]);
  });

  it.each([1, 2])('leads to the same in any order of arrival (%i)', async (seed) => {
    expect(await replay(shuffled(events, seed))).toEqual(await asItArrived());
  });

  it('leads to the same when everything arrives twice', async () => {
    expect(await replay([...events, ...events])).toEqual(await asItArrived());
  });
});
