import { afterEach, describe, expect, it } from '@jest/globals';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { addDays } from '../../domain/law/time.ts';
import { ADMIN, closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { bedUntil, HOME } from '../support/places.ts';
import { livedOnce } from '../support/lived-once.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('released with nowhere to live', () => {
  it('is asked about again on every working day, and is on the lists on every day', async () => {
    const world = await homeless();
    // Tuesday 9 March; Friday 26 March 2027 and Monday 29 March are bank holidays.
    for (const [day, next] of [
      ['2027-03-09', '2027-03-10'],
      ['2027-03-12', '2027-03-15'],
      ['2027-03-25', '2027-03-30'],
    ] as const) {
      await world.advanceTo(day);
      await world.complete('urgent-housing', 'NONE_FOUND');
      expect(await world.step('urgent-housing')).toMatchObject({ state: 'SCHEDULED', opensOn: next });
      expect(await isListed(world)).toBe(true);
      await world.advanceTo(addDays(next, -1));
      expect(await isListed(world)).toBe(true);
      await world.advanceTo(next);
      expect(await world.step('urgent-housing')).toMatchObject({ state: 'OPEN', dueOn: next });
    }
  });

  it('runs nothing for an answer that there is none yet, however many there are', async () => {
    const world = await homeless();
    const before = world.transitions;
    for (let days = 0; days < 60; days += 1) {
      await world.advanceTo(addDays(PLAIN_RELEASE, days));
      await world.complete('urgent-housing', 'NONE_FOUND');
    }
    expect(world.transitions).toBe(before);
  });

  it('can be housed on a weekend, before the question is asked again', async () => {
    const world = await homeless();
    await world.advanceTo('2027-03-12');
    await world.complete('urgent-housing', 'NONE_FOUND');
    await world.advanceTo('2027-03-13');
    await world.complete('urgent-housing', 'ADDRESS_FOUND', HOME);
    await expect(world).not.toBeWaitingFor('urgent-housing');
    expect(await isListed(world)).toBe(false);
  });

  it('is asked about at once when a found place begins later', async () => {
    const world = await homeless();
    await world.complete('urgent-housing', 'ADDRESS_FOUND', { ...HOME, firstNight: '2027-03-16' });
    expect((await world.step('urgent-housing')).state).toBe('OPEN');
    await world.complete('urgent-housing', 'NONE_FOUND');
    expect((await world.step('last-night')).opensOn).toBe('2027-03-16');
    await world.advanceTo('2027-03-15');
    await world.complete('urgent-housing', 'NONE_FOUND');
    await world.advanceTo('2027-03-16');
    await expect(world).not.toBeWaitingFor('urgent-housing');
    expect(await isListed(world)).toBe(false);
  });

  it('is no longer asked when a found place begins, though nobody answered again', async () => {
    const world = await homeless();
    await world.complete('refer-to-services', 'REFER', { personAsked: true });
    expect((await world.journey()).referrals.some(({ live }) => live)).toBe(true);
    await world.complete('urgent-housing', 'ADDRESS_FOUND', { ...HOME, firstNight: '2027-03-16' });
    await world.advanceTo('2027-03-15');
    await expect(world).toBeWaitingFor('urgent-housing');
    await world.advanceTo('2027-03-16');
    await expect(world).not.toBeWaitingFor('urgent-housing', 'last-night');
    expect((await world.journey()).pathways['accommodation']).toBe('DONE');
    expect((await world.journey()).referrals.some(({ live }) => live)).toBe(false);
    expect(await isListed(world)).toBe(false);
    expect(world.problems).toEqual([]);
  });

  it('is housed by a check only with the place, and then is no longer asked', async () => {
    const world = await homeless();
    await world.advanceTo(addDays(PLAIN_RELEASE, 28));
    const refusal = refused(await world.tryComplete('housed-at-4-weeks', 'HOUSED'));
    expect(refusal).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [
        { field: 'details.settledType' },
        { field: 'details.addressLines' },
        { field: 'details.postcode' },
      ],
    });
    await world.complete('housed-at-4-weeks', 'HOUSED', HOME);
    await expect(world).not.toBeWaitingFor('urgent-housing');
    expect(await isListed(world)).toBe(false);
  });
});

describe('a home that is lost', () => {
  it.each([
    { check: 'housed-at-4-weeks', day: addDays(PLAIN_RELEASE, 28) },
    { check: 'housed-at-12-weeks', day: addDays(PLAIN_RELEASE, 84) },
  ])('at $check is looked for again every working day, until there is one', async ({ check, day }) => {
    const world = await daysBeforeRelease(20);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    if (check === 'housed-at-12-weeks') {
      await world.advanceTo(addDays(PLAIN_RELEASE, 28));
      await world.complete('housed-at-4-weeks', 'HOUSED');
    }
    await world.advanceTo(day);
    await world.complete(check, 'NOT_HOUSED');
    await expect(world).toBeWaitingFor('urgent-housing');
    expect(await isListed(world)).toBe(true);
    await world.complete('urgent-housing', 'NONE_FOUND');
    await world.advanceTo(addDays(day, 7));
    expect(await isListed(world)).toBe(true);
    await world.complete('urgent-housing', 'ADDRESS_FOUND', bedUntil(addDays(day, 12)));
    await expect(world).toBeWaitingFor('moving-on');
    expect(world.problems).toEqual([]);
  });
});

/** On "Needs attention", for an administrator and an officer, and on the list of stuck journeys. */
async function isListed(world: JourneyWorld): Promise<boolean> {
  const { items } = ok(await listJourneys(world.services, ADMIN, { attention: true }));
  const stuck = ok(await listStuck(world.services, ADMIN));
  const nowhere = stuck.items.some(({ code }) => code === 'NOWHERE_TO_LIVE');
  if (nowhere) expect(items.map(({ id }) => id)).toEqual([world.id]);
  return nowhere;
}

const homeless = livedOnce(async (options): Promise<JourneyWorld> => {
  const world = await daysBeforeRelease(20, {}, options);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('arrange-first-appointment', 'ON_RELEASE', { at: '15:00', place: 'The office' });
  await released(world);
  await world.complete('first-appointment', 'KEPT');
  await world.complete('claim-made', 'NOT_CLAIMING');
  return world;
});
