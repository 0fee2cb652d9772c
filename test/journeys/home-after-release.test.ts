import { afterEach, describe, expect, it } from '@jest/globals';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { flagsOf } from '../../domain/journey/caseload-flags.ts';
import { addDays } from '../../domain/law/time.ts';
import { ADMIN, closeWorlds, ok, REAL_CALENDAR, type JourneyWorld } from '../support/journey-world.ts';
import { livedOnce } from '../support/lived-once.ts';
import { bedUntil, HOME } from '../support/places.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const FIRST_NIGHT = addDays(PLAIN_RELEASE, -14);

/** A home is found whose first night is two weeks before release, and the search has ended. */
const homeFound = livedOnce(async (options) => {
  const world = await daysBeforeRelease(40, {}, options);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('next-address', 'ADDRESS_RECORDED', { ...HOME, firstNight: FIRST_NIGHT });
  return world;
});

const accommodation = async (world: JourneyWorld) => (await world.journey()).pathways['accommodation'];

describe('a home whose first night comes after a release that was moved earlier', () => {
  it('leaves nights without a bed, for which an address is looked for again', async () => {
    const world = await homeFound();
    await expect(world).not.toBeWaitingFor('next-address');
    expect(await accommodation(world)).toBe('DONE');

    await world.moveReleaseDate(addDays(FIRST_NIGHT, -7));

    await expect(world).toBeWaitingFor('next-address');
    expect(await world.step('next-address')).toMatchObject({ dueOn: addDays(FIRST_NIGHT, -21) });
    expect(await accommodation(world)).toBe('IN_PROGRESS');
    await world.complete('next-address', 'ADDRESS_RECORDED', bedUntil(addDays(FIRST_NIGHT, -1)));
    await expect(world).not.toBeWaitingFor('next-address');
    expect(await accommodation(world)).toBe('DONE');
    expect(world.problems).toEqual([]);
  });

  it.each([
    { bed: 'approved premises', before: 12, ends: 'DONE' },
    { bed: 'approved premises that end before the home begins', before: 10, ends: 'IN_PROGRESS' },
  ])('leads from $bed', async ({ before, ends }) => {
    const world = await daysBeforeRelease(80);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    const firstNight = addDays(PLAIN_RELEASE, 12);
    await world.complete('next-address', 'ADDRESS_RECORDED', { ...HOME, firstNight });
    await expect(world).toBeWaitingFor('next-address', 'referral-answer.CRS-1');
    const lastNight = addDays(PLAIN_RELEASE, before - 1);
    await world.complete('cas1-decision', 'PLACE_OFFERED', { sex: 'MALE', tier: 'A2', lastNight });
    expect(await accommodation(world)).toBe(ends);
    const { live } = (await world.journey()).referrals[0] ?? {};
    expect({ live }).toEqual({ live: ends !== 'DONE' });
    expect(world.problems).toEqual([]);
  });

  it('is on the list of stuck journeys on the day of release, as having nowhere to live', async () => {
    const world = await homeFound();
    await world.advanceTo(addDays(FIRST_NIGHT, -6));
    await world.moveReleaseDate(world.today());
    const { items } = ok(await listStuck(world.services, ADMIN));
    expect(items.map(({ code }) => code)).toContain('NOWHERE_TO_LIVE');
    expect(flagsOf(await world.journey(), world.today(), REAL_CALENDAR)).toContain('NO_ADDRESS');
  });

  it.each([
    { moved: 'to the first night', to: FIRST_NIGHT },
    { moved: 'to a later day', to: addDays(PLAIN_RELEASE, 7) },
  ])('asks nothing when the release is moved $moved', async ({ to }) => {
    const world = await homeFound();
    await world.moveReleaseDate(to);
    await expect(world).not.toBeWaitingFor('next-address');
    expect(await accommodation(world)).toBe('DONE');
  });

  it('asks nothing of a person whose home has no first night of its own', async () => {
    const world = await daysBeforeRelease(40);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, -20));
    await expect(world).not.toBeWaitingFor('next-address');
    expect(await accommodation(world)).toBe('SUPPORT_NOT_REQUIRED');
  });
});
