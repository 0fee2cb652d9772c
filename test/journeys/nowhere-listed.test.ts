import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partitions } from '../../application/keys.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { addDays } from '../../domain/law/time.ts';
import { needsAttention } from '../../domain/journey/attention.ts';
import { placeForNight } from '../../domain/pathways/accommodation/places.ts';
import type { Step } from '../../domain/journey/step.ts';
import { EASTMOOR } from '../support/agencies.ts';
import {
  ADMIN,
  closeWorlds,
  journeyWorld,
  OFFICER,
  ok,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { bedUntil, HOME } from '../support/places.ts';
import { OFFICERS } from '../support/stages.ts';

afterEach(closeWorlds);

/** A life: how long before release it begins, and what is answered on each of its days, as numbers to choose by. */
const life = fc.record({
  lead: fc.integer({ min: 0, max: 100 }),
  releasedLate: fc.integer({ min: 0, max: 3 }),
  days: fc.array(fc.record({ skip: fc.integer({ min: 1, max: 9 }), choice: fc.nat(1_000) }), {
    minLength: 14,
    maxLength: 14,
  }),
});

describe('random lives, on each of their days', () => {
  it('never leave a person without a place for tonight or tomorrow night off “Needs attention”', async () => {
    let homeless = 0;
    await fc.assert(
      fc.asyncProperty(life, async ({ lead, releasedLate, days }) => {
        const world = await begin(lead);
        for (const { skip, choice } of days) {
          await answerAll(world, choice, releasedLate);
          for (let day = 0; day < skip; day += 1) {
            if (await isListedWhereItMust(world)) homeless += 1;
            await world.advanceTo(addDays(world.today(), 1));
          }
        }
        expect(world.problems).toEqual([]);
        world.close();
      }),
      { numRuns: 12, seed: 20_261_126 },
    );
    expect(homeless).toBeGreaterThan(50);
  }, 60_000);
});

/** Checks the lists of the day. @returns whether the person lacks a place, so that a test of nobody is noticed. */
async function isListedWhereItMust(world: JourneyWorld): Promise<boolean> {
  const journey = await world.journey();
  const today = world.today();
  const outFrom = journey.releasedOn ?? journey.releaseDateInForce ?? today;
  const lacks =
    journey.phase !== 'closed' &&
    [today, addDays(today, 1)].some(
      (night) => night >= outFrom && placeForNight(journey, night).kind === 'nowhere',
    );
  const { items: indexed } = await world.table.query({
    partition: partitions.attention(),
    index: 'attention',
    limit: 10,
  });
  // The index is what an administrator's lists and count read, and no list may wait for the next write.
  expect({ today, indexed: indexed.length }).toEqual({
    today,
    indexed: needsAttention(journey, today) ? 1 : 0,
  });
  if (!lacks) return false;
  for (const user of [ADMIN, OFFICER]) {
    const { items } = ok(await listJourneys(world.services, user, { attention: true }));
    expect({ today, lists: items.map(({ id }) => id) }).toEqual({ today, lists: [world.id] });
  }
  const stuck = ok(await listStuck(world.services, ADMIN));
  expect(stuck.items.map(({ code }) => code)).toContain('NOWHERE_TO_LIVE');
  return true;
}

async function begin(lead: number): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: '2027-01-04' });
  const releaseDate = addDays('2027-01-04', lead);
  await world.startJourney({
    releaseDate,
    officers: OFFICERS,
    sentence: { startDate: '2026-06-01', supervisionEndsOn: addDays(releaseDate, 110) },
  });
  return world;
}

async function answerAll(world: JourneyWorld, choice: number, releasedLate: number): Promise<void> {
  for (const [index, step] of (await world.openSteps()).entries()) {
    const answer = answerTo(step, world, (choice + index * 7) % 5, releasedLate);
    if (answer === undefined) continue;
    const [outcome, details] = answer;
    // A step that an earlier answer closed is refused, which is as good an answer as any here.
    await world.tryComplete(step.key.slice(2), outcome, details ?? {});
    await world.settle();
  }
  const journey = await world.journey();
  if (journey.phase === 'pre-release' && choice % 9 === 0)
    await world.moveReleaseDate(addDays(world.today(), (choice % 40) + 1));
}

type Answer = readonly [outcome: string, details?: Readonly<Record<string, unknown>>];

function answerTo(
  { kind, state }: Step,
  world: JourneyWorld,
  choice: number,
  releasedLate: number,
): Answer | undefined {
  const bed = bedUntil(addDays(world.today(), 3 + choice * 11));
  const place = choice % 2 === 0 ? bed : { ...HOME, firstNight: addDays(world.today(), choice) };
  if (state === 'SCHEDULED' && kind !== 'urgent-housing') return undefined;
  switch (kind) {
    case 'immediate-needs':
      return choice === 0 ? undefined : ['RECORDED'];
    case 'housing-need':
      return choice === 0 ? undefined : choice === 1 ? ['HAS_ADDRESS', place] : ['NEEDS_HELP'];
    case 'housing-consent':
      return choice < 2 ? ['REFUSED'] : ['GIVEN', { authorities: [EASTMOOR.id], shareContactDetails: true }];
    case 'next-address':
      return choice === 4 ? ['ADDRESS_RECORDED', place] : undefined;
    case 'address-check':
      return choice < 2 ? ['NO_LONGER', { reason: 'It fell through' }] : ['STILL_THERE'];
    case 'cas3-decision':
      return choice < 3 ? ['REFER'] : ['NOT_SUITABLE', { reason: 'No' }];
    case 'cas1-decision':
      return choice === 0
        ? ['PLACE_OFFERED', { sex: 'MALE', tier: 'A2', lastNight: bed.lastNight }]
        : undefined;
    case 'referral-answer':
      return choice < 3 ? ['ACCEPTED'] : ['DECLINED'];
    case 'release-confirmed':
      return choice < releasedLate ? undefined : ['RELEASED'];
    case 'urgent-housing':
      return choice === 0 ? undefined : choice < 4 ? ['NONE_FOUND'] : ['ADDRESS_FOUND', place];
    case 'moving-on':
      return choice < 3 ? undefined : ['ADDRESS_FOUND', place];
    case 'housed-at-4-weeks':
    case 'housed-at-12-weeks':
      return choice < 3 ? ['NOT_HOUSED'] : ['HOUSED'];
    default:
      return undefined;
  }
}
