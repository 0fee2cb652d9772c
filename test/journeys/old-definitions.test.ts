import { afterEach, describe, expect, it } from '@jest/globals';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { addDays } from '../../domain/law/time.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { handwritten } from '../support/old-definitions.ts';
import { bedUntil, HOME } from '../support/places.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

async function onOldDefinitions(): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: '2026-12-01', definitions: handwritten() });
  await world.startJourney({
    releaseDate: '2027-03-12',
    sentence: { startDate: '2026-11-30', supervisionEndsOn: '2027-12-12' },
  });
  return world;
}

/** Takes rows out of the table that an earlier version did not write. */
async function forgetRows(world: JourneyWorld, ...kinds: readonly string[]): Promise<void> {
  const journey = await world.journey();
  const open = journey.open.filter(({ kind }) => !kinds.includes(kind));
  await world.table.transact([
    { kind: 'put', item: journeyItem({ ...journey, open }) },
    ...kinds.map((kind) => ({ kind: 'delete', key: keys.step(world.id, `1.${kind}`) }) as const),
  ]);
}

describe('a bed that ends on the definitions from before they were written in TypeScript', () => {
  it('is asked about weeks before its last night, and then as nowhere to live, in one row', async () => {
    const world = await daysBeforeRelease(20, {}, { definitions: handwritten() });
    await world.complete('housing-need', 'HAS_ADDRESS', bedUntil(addDays(PLAIN_RELEASE, 20)));
    await released(world);
    await expect(world).toBeWaitingFor('moving-on');
    await expect(world).not.toBeWaitingFor('urgent-housing');
    await world.advanceTo(addDays(PLAIN_RELEASE, 20));
    await expect(world).toBeWaitingFor('urgent-housing', 'refer-to-council', 'refer-to-services');
    await expect(world).not.toBeWaitingFor('moving-on');
    await world.advanceTo(addDays(PLAIN_RELEASE, 28));
    await world.complete('housed-at-4-weeks', 'NOT_HOUSED');
    await expect(world).not.toBeWaitingFor('urgent-housing.week-4');
    await world.complete('urgent-housing', 'ADDRESS_FOUND', HOME);
    await expect(world).not.toBeWaitingFor('urgent-housing');
    await world.advanceTo(addDays(PLAIN_RELEASE, 84));
    await expect(world).toBeWaitingFor('housed-at-12-weeks');
    expect(world.problems).toEqual([]);
  });

  it('is asked about by what is written next, when it was recorded before beds were watched', async () => {
    const world = await daysBeforeRelease(20, {}, { definitions: handwritten() });
    await world.complete('housing-need', 'HAS_ADDRESS', bedUntil(addDays(PLAIN_RELEASE, 20)));
    await released(world);
    await forgetRows(world, 'last-night', 'moving-on');
    await world.advanceTo(addDays(PLAIN_RELEASE, 3));
    await world.complete('first-appointment', 'KEPT');
    await world.advanceTo(addDays(PLAIN_RELEASE, 20));
    await expect(world).toBeWaitingFor('urgent-housing');
  });
});

describe('agreement to be contacted, on definitions from before it was asked for', () => {
  /** Eight weeks before release, on an execution whose definition does not ask for it. */
  async function withoutAgreement(): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(57, {}, { definitions: handwritten() });
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo(addDays(PLAIN_RELEASE, -56));
    const given = { authorities: [EASTMOOR.id], shareContactDetails: false };
    await world.complete('housing-consent', 'GIVEN', given);
    return world;
  }

  it('is asked all the same, with no state machine waiting for it', async () => {
    const world = await withoutAgreement();
    expect((await world.step('contact-agreement')).token).toBeUndefined();
    expect((await world.referrals()).filter(({ service }) => service === 'DTR')).toEqual([]);
  });

  it.each([
    ['on them', false],
    ['on the newest, which take its place', true],
  ])('is followed by the council once it is given, %s', async (_where, redeployed) => {
    const world = await withoutAgreement();
    if (redeployed) await world.comesBack({ definitions: definitionsByName() });
    await world.complete('contact-agreement', 'AGREED', { contactBy: 'PHONE', contact: '07700 900 456' });
    expect((await world.referral('DTR-1')).agencyId).toBe(EASTMOOR.id);
    await world.agencyAnswers('DTR-1', 'ACCEPTED');
    expect((await world.step('housing-plan.DTR-1')).state).toBe('OPEN');
    expect(world.problems).toEqual([]);
  });

  it('ends the search when it is refused', async () => {
    const world = await withoutAgreement();
    await world.complete('contact-agreement', 'STILL_REFUSED', { reason: 'No letters' });
    await world.restart();
    expect((await world.openSteps()).map(({ kind }) => kind)).not.toContain('contact-agreement');
    expect((await world.referrals()).filter(({ service }) => service === 'DTR')).toEqual([]);
    expect(world.problems).toEqual([]);
  });
});

describe('a claim that goes wrong, on definitions that ask for no resolution', () => {
  it.each([
    ['identity-verified', 'NOT_VERIFIED', 'identity-not-verified', 'VERIFIED'],
    ['advance-paid', 'REFUSED', 'advance-refused', 'PAID'],
    ['first-payment', 'NOT_PAID', 'first-payment-missing', 'PAID'],
  ])('asks how it will be resolved when %s is %s, then asks again', async (kind, bad, problem, good) => {
    const world = await daysBeforeRelease(10, {}, { definitions: handwritten() });
    await released(world);
    await world.complete('claim-made', 'MADE');
    if (kind !== 'identity-verified') await world.complete('identity-verified', 'VERIFIED');
    if (kind === 'first-payment') {
      await world.complete('advance-paid', 'PAID');
      await world.advanceTo(addDays(PLAIN_RELEASE, 35));
    }
    for (const round of [1, 2]) {
      await world.complete(kind, bad);
      await expect(world).toBeWaitingFor(problem);
      await world.complete(problem, 'RESOLVING', { plan: `Plan ${round}` });
      await expect(world).not.toBeWaitingFor(problem);
      await expect(world).toBeWaitingFor(kind);
    }
    await world.complete(kind, good);
    await expect(world).not.toBeWaitingFor(kind);
    expect(world.problems).toEqual([]);
  });

  it('is resolved on the newest definitions when they take their place', async () => {
    const world = await daysBeforeRelease(10, {}, { definitions: handwritten() });
    await released(world);
    await world.complete('claim-made', 'MADE');
    await world.complete('identity-verified', 'NOT_VERIFIED');
    await world.comesBack({ definitions: definitionsByName() });
    await world.complete('identity-not-verified', 'RESOLVING', { plan: 'Tuesday, with a birth certificate' });
    await world.complete('identity-verified', 'VERIFIED');
    await expect(world).toBeWaitingFor('advance-paid');
    await expect(world).not.toBeWaitingFor('identity-not-verified');
    expect(world.problems).toEqual([]);
  });
});

describe('a journey on the definitions from before they were written in TypeScript', () => {
  it('runs on them to its end', async () => {
    const world = await onOldDefinitions();
    await playToTheEnd(world);
    expect((await world.journey()).phase).toBe('closed');
    expect(world.problems).toEqual([]);
  });

  it.each([1, 5, 10, 15, 20, 23])(
    'goes on to its end when it is restarted on the newest after %i answers',
    async (restartAt) => {
      const world = await onOldDefinitions();
      const total = await playToTheEnd(world, {
        between: async (answers) => {
          if (answers === restartAt) await world.comesBack({ definitions: definitionsByName() });
        },
      });
      expect(total).toBeGreaterThan(restartAt);
      expect((await world.journey()).phase).toBe('closed');
      expect(world.problems).toEqual([]);
    },
  );
});

describe('support on a journey that began before it was asked about', () => {
  it.each(['before release', 'in the community'])('is asked about after a restart %s', async (where) => {
    const world = await daysBeforeRelease(20, {}, { definitions: handwritten() });
    if (where === 'in the community') await released(world);
    await expect(world).not.toBeWaitingFor('drugs-and-alcohol-assessment');
    await world.comesBack({ definitions: definitionsByName() });
    await world.restart();
    await expect(world).toBeWaitingFor('drugs-and-alcohol-assessment');
    const owner = where === 'in the community' ? 'officer:c.ahmed' : 'officer:p.taylor';
    expect((await world.step('drugs-and-alcohol-assessment')).waitsFor).toBe(owner);
    expect(world.problems).toEqual([]);
  });
});
