import { afterEach, describe, expect, it } from '@jest/globals';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { recordPersonDetails } from '../../application/commands/record-details.ts';
import { prisonNumberOf } from '../../application/events-of.ts';
import { isLive } from '../../domain/record/referral.ts';
import { addDays } from '../../domain/law/time.ts';
import {
  event,
  eventsOf,
  hmppsAnswers,
  outcomes,
  receive,
  receivedEvent,
  releasedEvent,
  type GivenEvent,
} from '../support/events.ts';
import {
  closeWorlds,
  journeyWorld,
  ok,
  OFFICER,
  PERSON,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { ADMIN_USER } from '../support/people.ts';
import { bedUntil, HOME } from '../support/places.ts';
import { councilsAsked, daysBeforeRelease, OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const SURVIVING = 'B2345CD';
const CRN = 'X123456';
const DAY = addDays(PLAIN_RELEASE, -60);

function begin(world: JourneyWorld, prisonNumber: string): Promise<void> {
  return world.startJourney({
    prisonNumber,
    officers: OFFICERS,
    releaseDate: PLAIN_RELEASE,
    sentence: { startDate: addDays(PLAIN_RELEASE, -60) },
  });
}

function mergeReport(at = `${DAY}T06:00:00Z`): GivenEvent {
  return event(
    'prison-offender-events.prisoner.merged',
    at,
    { nomsNumber: SURVIVING, removedNomsNumber: PERSON, reason: 'MERGE' },
    [{ type: 'NOMS', value: SURVIVING }],
  );
}

async function merge(world: JourneyWorld): Promise<void> {
  ok(await mergeRecords(world.services, ADMIN_USER, world.id, { otherNumber: PERSON, survives: 'THIS' }));
  await world.settle();
}

describe('what only the record that goes knows', () => {
  it('is kept: CRN, sex, tier, and a bed with its last night', async () => {
    const world = await councilsAsked();
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { crn: CRN, sex: 'FEMALE', tier: 'B2' }));
    await world.complete('next-address', 'ADDRESS_RECORDED', bedUntil(addDays(PLAIN_RELEASE, 40)));
    await begin(world, SURVIVING);
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { tier: 'C1' }));
    await merge(world);
    const journey = await world.journey();
    expect(journey).toMatchObject({ crn: CRN, sex: 'FEMALE', tier: 'C1' });
    expect(journey.housing.places).toEqual([expect.objectContaining({ until: addDays(PLAIN_RELEASE, 40) })]);
    expect(journey.pathways['accommodation']).toBe('IN_PROGRESS');
    await expect(world).toHaveFact('address-recorded', { lastNight: addDays(PLAIN_RELEASE, 40) });
    // A bed has a last night, so what was asked of agencies goes on.
    expect((await world.referrals()).filter(isLive)).toHaveLength(2);
    expect(world.problems).toEqual([]);
  });

  it('ends the search where it is a home', async () => {
    const world = await councilsAsked();
    await world.complete('next-address', 'ADDRESS_RECORDED', HOME);
    await begin(world, SURVIVING);
    await world.complete('immediate-needs', 'RECORDED');
    await world.runtime.sweep();
    await world.complete('housing-need', 'NEEDS_HELP');
    await expect(world).toBeWaitingFor('crs-decision');
    await merge(world);
    expect((await world.journey()).pathways['accommodation']).toBe('DONE');
    await expect(world).not.toBeWaitingFor('crs-decision');
    expect((await world.referrals()).filter(isLive)).toEqual([]);
    expect(world.problems).toEqual([]);
  });
});

describe('events under the number that goes', () => {
  it('are among those of the one that stays, also when they come later, and by the CRN', async () => {
    const world = await daysBeforeRelease(60);
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { crn: CRN }));
    await receive(world, releasedEvent(`${DAY}T07:00:00Z`, 'RELEASED_TO_HOSPITAL'));
    await begin(world, SURVIVING);
    await merge(world);
    await world.runtime.sweep();
    expect(await eventsOf(world)).toEqual([]);
    expect(await outcomes(world, SURVIVING)).toEqual(['done held']);
    expect((await world.journey()).hold).toMatchObject({ reason: 'HOSPITAL', since: DAY });
    await receive(world, receivedEvent(`${DAY}T08:00:00Z`));
    expect(await eventsOf(world)).toEqual([]);
    expect((await world.journey()).hold).toBeUndefined();
    expect(await prisonNumberOf(world.services, CRN)).toBe(PERSON);
    await hmppsAnswers(world, 'tier', CRN, { tierScore: 'A2' });
    await receive(
      world,
      event('tier.calculation.complete', `${DAY}T08:30:00Z`, {}, [{ type: 'CRN', value: CRN }]),
    );
    expect((await world.journey()).tier).toBe('A2');
    expect(world.problems).toEqual([]);
  });
});

describe('a merge whose surviving number has no journey', () => {
  it('takes the journey of the other number to the surviving one', async () => {
    const world = await daysBeforeRelease(60);
    await receive(world, mergeReport());
    expect(await world.journey()).toMatchObject({
      prisonNumber: SURVIVING,
      mergedRecords: [{ prisonNumber: PERSON }],
    });
    expect(await outcomes(world, SURVIVING)).toEqual(['done merged']);
    await receive(world, receivedEvent(`${DAY}T08:00:00Z`, 'TRANSFERRED', 'LEI'));
    expect((await world.journey()).prison).toBe('LEI');
    expect(world.problems).toEqual([]);
  });

  it.each([PERSON, SURVIVING])('is followed when a journey begins under %s', async (number) => {
    const world = await journeyWorld({ today: DAY });
    await receive(world, mergeReport(), receivedEvent(`${DAY}T08:00:00Z`, 'TRANSFERRED', 'LEI'));
    expect(await outcomes(world, SURVIVING)).toContain('unmatched no-journey');
    await world.runtime.sweep();
    await begin(world, number);
    await world.runtime.sweep();
    await world.settle();
    await world.runtime.sweep();
    await world.settle();
    expect(await world.journey()).toMatchObject({ prisonNumber: SURVIVING, prison: 'LEI' });
    expect((await outcomes(world, SURVIVING)).toSorted()).toEqual(['done merged', 'done transferred']);
    expect(await eventsOf(world)).toEqual([]);
    expect(world.problems).toEqual([]);
  });

  it('of a number into itself or in a circle changes nothing', async () => {
    const world = await daysBeforeRelease(60);
    const into = (from: string, to: string, at: string) =>
      event('prison-offender-events.prisoner.merged', at, { nomsNumber: to, removedNomsNumber: from }, [
        { type: 'NOMS', value: to },
      ]);
    await receive(
      world,
      into(PERSON, PERSON, `${DAY}T05:00:00Z`),
      into(SURVIVING, 'C3456DE', `${DAY}T05:30:00Z`),
      into('C3456DE', SURVIVING, `${DAY}T06:00:00Z`),
    );
    await world.advanceTo(addDays(DAY, 2));
    expect((await world.journey()).prisonNumber).toBe(PERSON);
    expect(world.problems).toEqual([]);
  });
});
