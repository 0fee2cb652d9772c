import { afterEach, describe, expect, it } from '@jest/globals';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { openAwaitedStep } from '../../application/background/open-step.ts';
import { runDo } from '../../application/background/run-do.ts';
import { addDays } from '../../domain/law/time.ts';
import type { GivenCorrection } from '../../domain/record/recorded-release.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { closeWorlds, ok, OFFICER, type JourneyWorld } from '../support/journey-world.ts';
import { bedUntil, HOME } from '../support/places.ts';
import { livedOnce } from '../support/lived-once.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const LAST_DAY = addDays(PLAIN_RELEASE, 20);
const NOT_RELEASED = { correction: 'NOT_RELEASED', reason: 'Recorded for the wrong person' } as const;
const BACK = { correction: 'RETURNED_TO_CUSTODY', reason: 'Arrested at home' } as const;
const DAY_LATER = {
  correction: 'ANOTHER_DAY',
  on: addDays(PLAIN_RELEASE, 1),
  reason: 'The van was late',
} as const;

describe('the end of supervision, after a release is corrected', () => {
  it.each([NOT_RELEASED, BACK])('does not come for a person who is in prison: $correction', async (given) => {
    const world = await supervised();
    await correct(world, given);
    await expect(world).not.toBeWaitingFor('supervision-ends');
    await world.advanceTo(addDays(LAST_DAY, 2));
    expect((await world.journey()).phase).toBe('release-day');
    await expect(world).toBeWaitingFor('release-confirmed');
  });

  it.each([NOT_RELEASED, BACK])(
    'comes once, on its day, after the real release: $correction',
    async (given) => {
      const world = await supervised();
      await correct(world, given);
      await world.advanceTo(addDays(PLAIN_RELEASE, 3));
      await world.release();
      await expectOneEnd(world);
    },
  );

  it('comes once, on its day, when the release was on another day', async () => {
    const world = await supervised();
    await world.advanceTo(DAY_LATER.on);
    await correct(world, DAY_LATER);
    await expectOneEnd(world);
  });

  it('is not asked for by the execution that the correction stops', async () => {
    const world = await supervised();
    const [community] = (await world.journey()).executions;
    await correct(world, NOT_RELEASED);
    const late = { journeyId: world.id, subject: 'none', execution: community?.name ?? '' };
    for (const action of ['watch-supervision-end', 'await-supervision-end'])
      ok(await runDo(world.services, { ...late, action }));
    ok(await openAwaitedStep(world.services, { ...late, kind: 'first-appointment', token: 'late' }));
    await expect(world).not.toBeWaitingFor('supervision-ends', 'first-appointment');
  });
});

describe('a release that was recorded before pre-release work had begun', () => {
  it('is undone, and the journey sleeps again until its time', async () => {
    const world = await daysBeforeRelease(150);
    await world.release({ ground: 'AT_COURT' });
    await correct(world, NOT_RELEASED);
    expect((await world.journey()).phase).toBe('custody');
    await expect(world).toBeWaitingFor('pre-release-opens');
  });
});

describe('what was answered in the community, after the release is undone', () => {
  it.each([NOT_RELEASED, BACK])(
    'leaves no claim, which can only be made after release: $correction',
    async (given) => {
      const world = await supervised();
      await world.complete('claim-made', 'MADE');
      await world.complete('identity-verified', 'VERIFIED');
      await world.complete('advance-paid', 'PAID');
      await world.complete('first-payment', 'PAID');
      await correct(world, given);
      const { benefits, pathways } = await world.journey();
      expect(benefits).toEqual({});
      expect(pathways['finance-benefits-id']).toBe('IN_PROGRESS');
      await expect(world).toBeWaitingFor('claim-preparation');
      await world.release({ on: PLAIN_RELEASE });
      await expect(world).toBeWaitingFor('claim-made', 'claim-preparation');
      await world.advanceTo(LAST_DAY);
      expect((await world.journey()).closed).toMatchObject({
        benefits: false,
        followUp: { about: ['housing', 'benefits'] },
      });
    },
  );

  it('keeps documents and an account that the person now has, and that they will not claim', async () => {
    const world = await supervised();
    await world.complete('identity-documents', 'IN_HAND');
    await world.complete('bank-account', 'OPENED');
    await world.complete('claim-made', 'NOT_CLAIMING');
    await correct(world, NOT_RELEASED);
    expect((await world.journey()).benefits).toEqual({
      identity: 'IN_HAND',
      bankAccount: 'OPENED',
      notClaiming: true,
    });
    await expect(world).not.toBeWaitingFor('identity-documents', 'bank-account', 'claim-preparation');
  });

  it('keeps a home that was found, which is checked again before the real release', async () => {
    const world = await supervised();
    await world.complete('urgent-housing', 'ADDRESS_FOUND', HOME);
    await correct(world, NOT_RELEASED);
    expect((await world.journey()).housing.places).toHaveLength(1);
    await expect(world).toBeWaitingFor('address-check');
    await expect(world).not.toBeWaitingFor('next-address', 'urgent-housing');
    await world.complete('address-check', 'NO_LONGER', { reason: 'It was let to another' });
    await expect(world).toBeWaitingFor('next-address');
    await world.release();
    await expect(world).toBeWaitingFor('urgent-housing');
  });

  it('counts the first appointment from the real release, whatever day it was rearranged for', async () => {
    const world = await supervised();
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    await world.complete('first-appointment', 'MISSED');
    const on = addDays(PLAIN_RELEASE, 2);
    await world.complete('missed-appointment', 'REARRANGED', { because: 'ILLNESS', reason: 'Unwell', on });
    await correct(world, NOT_RELEASED);
    await world.advanceTo(addDays(PLAIN_RELEASE, 6));
    await world.release();
    expect((await world.step('first-appointment')).dueOn).toBe(addDays(PLAIN_RELEASE, 7));
  });

  it('counts no bed whose nights are over, and asks for an address', async () => {
    const world = await supervised();
    await world.complete('urgent-housing', 'ADDRESS_FOUND', bedUntil(addDays(PLAIN_RELEASE, 2)));
    await correct(world, NOT_RELEASED);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    await expect(world).toBeWaitingFor('next-address');
    await world.advanceTo(addDays(PLAIN_RELEASE, 7));
    await world.release();
    await expect(world).toBeWaitingFor('urgent-housing');
  });

  it('watches a home again after the real release, though the last check was answered before', async () => {
    const world = await daysBeforeRelease(10);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    await world.advanceTo(addDays(PLAIN_RELEASE, 28));
    await world.complete('housed-at-4-weeks', 'HOUSED');
    await world.advanceTo(addDays(PLAIN_RELEASE, 84));
    await world.complete('housed-at-12-weeks', 'HOUSED');
    await correct(world, BACK);
    await world.release();
    await expect(world).toBeWaitingFor('home-watch', 'housed-at-4-weeks');
  });
});

describe('agencies with a live referral, after a release is corrected', () => {
  it('are sent that nobody was released, and the real release again, even on the same day', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await released(world);
    expect((await world.referral('DTR-1')).releasedOn).toBe(PLAIN_RELEASE);
    await correct(world, NOT_RELEASED);
    expect(await lastChanged(world)).toEqual(['releaseDate', 'releasedOn']);
    expect((await world.referral('DTR-1')).releasedOn).toBeUndefined();
    await world.release();
    expect((await world.referral('DTR-1')).releasedOn).toBe(PLAIN_RELEASE);
    expect(await lastChanged(world)).toEqual(['releasedOn']);
  });

  it('are sent the other day once, as the day of release', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await released(world);
    await world.advanceTo(DAY_LATER.on);
    await correct(world, DAY_LATER);
    expect(await lastChanged(world)).toEqual(['releasedOn']);
    expect(await world.referral('DTR-1')).toMatchObject({
      releasedOn: DAY_LATER.on,
      releaseDate: PLAIN_RELEASE,
    });
  });
});

const supervised = livedOnce(async (options): Promise<JourneyWorld> => {
  const world = await daysBeforeRelease(10, { sentence: { supervisionEndsOn: LAST_DAY } }, options);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('work-coach-meeting', 'MET');
  await released(world);
  return world;
});

async function correct(world: JourneyWorld, given: GivenCorrection): Promise<void> {
  const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
  ok(await world.answerProposal(proposal));
  await world.settle();
  expect(world.problems).toEqual([]);
}

async function expectOneEnd(world: JourneyWorld): Promise<void> {
  const ends = (await world.openSteps()).filter(({ kind }) => kind === 'supervision-ends');
  expect(ends.map(({ opensOn }) => opensOn)).toEqual([LAST_DAY]);
  await world.advanceTo(addDays(LAST_DAY, -1));
  expect((await world.journey()).phase).toBe('community');
  await world.advanceTo(LAST_DAY);
  expect((await world.journey()).closed).toMatchObject({ on: LAST_DAY });
}

/** What the latest message to the council says has changed. */
async function lastChanged(world: JourneyWorld): Promise<unknown> {
  const sent = (await world.deliveries()).filter(({ agencyId }) => agencyId === EASTMOOR.id);
  const bodies = sent.map(
    ({ body }) => JSON.parse(body) as { sequence: string; data: { changed?: unknown } },
  );
  return bodies.toSorted((a, b) => (a.sequence < b.sequence ? 1 : -1))[0]?.data.changed;
}
