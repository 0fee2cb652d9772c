import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, journeyWorld, refused, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const READY_TO_CLAIM = { email: true, phone: true, bankDetails: true, housingDetails: true, verified: true };

/** Wednesday to Tuesday: five working days after a plain release. */
const FIVE_WORKING_DAYS = '2027-03-16';

async function onTheDay(): Promise<JourneyWorld> {
  const world = await releasedAfter(10);
  return world;
}

async function claimMade(): Promise<JourneyWorld> {
  const world = await onTheDay();
  await world.complete('claim-made', 'MADE');
  return world;
}

describe('what was not ready at the gate', () => {
  it.each([
    ['identity-documents', 'IN_HAND', FIVE_WORKING_DAYS, {}],
    ['bank-account', 'OPENED', FIVE_WORKING_DAYS, {}],
    ['claim-preparation', 'PREPARED', '2027-03-10', READY_TO_CLAIM],
  ])(
    '%s continues with the community officer, and can be answered there',
    async (kind, outcome, dueOn, given) => {
      const world = await onTheDay();
      expect(await world.step(kind)).toMatchObject({ state: 'OPEN', waitsFor: 'officer:c.ahmed', dueOn });
      expect((await world.journey()).executions.map(({ machine }) => machine)).toEqual(['community']);
      await world.complete(kind, outcome, given);
      await expect(world).not.toBeWaitingFor(kind);
      expect(world.problems).toEqual([]);
    },
  );

  it('is recorded as continuing, and never as overtaken', async () => {
    const world = await onTheDay();
    await expect(world).toHaveFact('step-carried', {
      step: 'identity-documents',
      waitsFor: 'officer:c.ahmed',
      dueOn: FIVE_WORKING_DAYS,
    });
    await expect(world).not.toHaveFact('step-closed', { step: 'identity-documents' });
  });

  it('waits for the probation unit where no community officer is named', async () => {
    const world = await journeyWorld({ today: addDays(PLAIN_RELEASE, -10) });
    await world.startJourney({ releaseDate: PLAIN_RELEASE, officers: { pom: 'p.taylor' } });
    await released(world);
    expect((await world.step('bank-account')).waitsFor).toBe('role:PDU@N54');
  });

  it('is asked again after a restart in the community, without a second row', async () => {
    const world = await onTheDay();
    await world.restart();
    await expect(world).toBeWaitingFor('identity-documents', 'bank-account', 'claim-preparation');
    await world.complete('identity-documents', 'IN_HAND');
    await expect(world).not.toBeWaitingFor('identity-documents');
    expect(world.problems).toEqual([]);
  });

  it('is not asked of the community when it was done in time', async () => {
    const world = await daysBeforeRelease(40);
    await world.complete('identity-documents', 'IN_HAND');
    await released(world);
    await expect(world).not.toBeWaitingFor('identity-documents');
    await expect(world).not.toHaveFact('step-carried', { step: 'identity-documents' });
  });
});

describe('a Universal Credit claim', () => {
  it('is prepared in each of its parts, or the officer says what is not ready', async () => {
    const world = await daysBeforeRelease(30);
    await world.complete('work-coach-meeting', 'MET');
    const bar = { ...READY_TO_CLAIM, bankDetails: false };
    for (const given of [{}, bar])
      expect(refused(await world.tryComplete('claim-preparation', 'PREPARED', given))).toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: [{ field: 'details.note', problem: 'Say what is not ready, and who sees to it.' }],
      });
    await world.complete('claim-preparation', 'PREPARED', { ...bar, note: 'The account opens next week.' });
    await expect(world).toHaveFact('step-completed', { step: 'claim-preparation', bankDetails: false });
  });

  it('is in payment only when the first payment came, about five weeks after the claim', async () => {
    const world = await claimMade();
    await world.complete('identity-verified', 'VERIFIED');
    await world.complete('advance-paid', 'PAID');
    expect((await world.journey()).pathways['finance-benefits-id']).not.toBe('DONE');
    expect(await world.step('first-payment')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: addDays(PLAIN_RELEASE, 35),
    });
    await world.advanceTo(addDays(PLAIN_RELEASE, 35));
    await world.complete('first-payment', 'PAID');
    const { benefits, pathways } = await world.journey();
    expect(benefits.firstPaymentOn).toBe(addDays(PLAIN_RELEASE, 35));
    expect(pathways['finance-benefits-id']).toBe('DONE');
  });

  it.each([
    ['identity-verified', 'NOT_VERIFIED', 'identity-not-verified', 'VERIFIED'],
    ['advance-paid', 'REFUSED', 'advance-refused', 'PAID'],
    ['first-payment', 'NOT_PAID', 'first-payment-missing', 'PAID'],
  ])('asks how it will be resolved when %s is %s, then asks again', async (kind, bad, problem, good) => {
    const world = await claimMade();
    if (kind === 'advance-paid') await world.complete('identity-verified', 'VERIFIED');
    if (kind === 'first-payment') await world.advanceTo(addDays(PLAIN_RELEASE, 35));
    for (const round of [1, 2]) {
      await world.complete(kind, bad);
      await expect(world).toBeWaitingFor(problem);
      await world.complete(problem, 'RESOLVING', { plan: `Plan ${round}` });
      await expect(world).toHaveFact('step-completed', { step: problem, plan: `Plan ${round}` });
      await expect(world).toBeWaitingFor(kind);
      await expect(world).not.toBeWaitingFor(problem);
      expect((await world.step(kind)).state).toBe('OPEN');
    }
    await world.complete(kind, good);
    await expect(world).not.toBeWaitingFor(kind);
    expect(world.problems).toEqual([]);
  });

  it('is not prepared any more once it has been made', async () => {
    const world = await claimMade();
    await expect(world).not.toBeWaitingFor('claim-preparation');
    await world.restart();
    await expect(world).not.toBeWaitingFor('claim-preparation');
  });
});

describe('a person who will not claim', () => {
  const CLAIM_STEPS = [
    'claim-preparation',
    'jobcentre-interview',
    'interview-watch',
    'claim-made',
    'identity-verified',
    'advance-paid',
    'first-payment',
  ];

  async function expectNoClaimSteps(world: JourneyWorld): Promise<void> {
    for (const kind of CLAIM_STEPS) await expect(world).not.toBeWaitingFor(kind);
  }

  it.each([['claim-preparation'], ['jobcentre-interview']])(
    'says so at %s, and is asked nothing more about a claim, before release or after',
    async (kind) => {
      const world = await daysBeforeRelease(30);
      await world.complete('work-coach-meeting', 'MET');
      await world.advanceTo(addDays(PLAIN_RELEASE, -5));
      await world.complete(kind, 'NOT_CLAIMING');
      await expectNoClaimSteps(world);
      await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
      await expectNoClaimSteps(world);
      await released(world);
      await expectNoClaimSteps(world);
      await expect(world).toBeWaitingFor('identity-documents', 'bank-account');
      expect((await world.journey()).pathways['finance-benefits-id']).toBe('SUPPORT_DECLINED');
      expect(world.problems).toEqual([]);
    },
  );

  it('forgets the interview that was booked', async () => {
    const world = await daysBeforeRelease(7);
    await world.complete('jobcentre-interview', 'BOOKED');
    await world.complete('work-coach-meeting', 'MET');
    await world.complete('claim-preparation', 'NOT_CLAIMING');
    expect((await world.journey()).benefits.interviewOn).toBeUndefined();
    await expectNoClaimSteps(world);
  });

  it('says so after release', async () => {
    const world = await onTheDay();
    await world.complete('claim-made', 'NOT_CLAIMING');
    await expectNoClaimSteps(world);
  });
});
