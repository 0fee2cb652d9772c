import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { eventFile, FOUND_LATER, peopleOfFile, REVERSED, starting, stateOf } from '../support/event-file.ts';
import type { GivenEvent } from '../support/events.ts';
import { closeWorlds, ok } from '../support/journey-world.ts';
import { OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';

afterEach(closeWorlds);

const MOVED = addDays(PLAIN_RELEASE, 35);
const LICENCE_ENDS = addDays(PLAIN_RELEASE, 300);

async function replay(events: readonly GivenEvent[]): Promise<readonly unknown[]> {
  const { world, journeys } = await peopleOfFile();
  for (const event of events) ok(await world.runtime.receiveEvent(event));
  await world.settle();
  await world.startJourney(starting(FOUND_LATER));
  journeys.set(FOUND_LATER, world.id);
  await world.runtime.sweep();
  await world.settle();
  expect(world.problems).toEqual([]);
  return Promise.all([...journeys].map((person) => stateOf(world.table, ...person)));
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
