import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { isLive } from '../../domain/record/referral.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { COM, ELSEWHERE, GOVERNOR, HEAD_OF_PDU, POM } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import { CONTACT_AGREED, daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import { EASTMOOR } from '../support/agencies.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** A sentence of 334 days that ends five months after a plain release. */
const SLED = addDays(PLAIN_RELEASE, 150);
const SENTENCE = { lengthDays: 334, supervisionEndsOn: SLED };
const REVOKED = addDays(PLAIN_RELEASE, 20);
const RETURNED = addDays(REVOKED, 2);

/** Out for 20 days, with a council's referral live and an identity document and an account in hand. */
async function onLicence(more: Parameters<typeof daysBeforeRelease>[1] = {}): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(57, { sentence: SENTENCE, ...more });
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('identity-documents', 'IN_HAND');
  await world.complete('bank-account', 'OPENED');
  await world.advanceTo(addDays(PLAIN_RELEASE, -56));
  await world.complete('housing-consent', 'GIVEN', { authorities: [EASTMOOR.id], ...CONTACT_AGREED });
  await released(world);
  await world.complete('claim-made', 'MADE');
  await world.advanceTo(REVOKED);
  return world;
}

async function backInPrison(): Promise<JourneyWorld> {
  const world = await onLicence();
  await world.recall();
  await world.advanceTo(RETURNED);
  await world.returnToPrison();
  return world;
}

describe('a recall', () => {
  it('changes nothing until the head of the probation delivery unit has approved it', async () => {
    const world = await onLicence();
    const { proposal } = ok(await world.tryRecall({}, COM));
    expect((await world.journey()).phase).toBe('community');
    await expect(world).toBeWaitingFor('recall-approval');
    for (const user of [COM, POM, GOVERNOR]) {
      const answered = await world.answerProposal(proposal, { decision: 'APPROVE' }, user);
      expect(refused(answered).code).toBe('NOT_PERMITTED');
    }
    ok(await world.answerProposal(proposal, { decision: 'APPROVE' }, HEAD_OF_PDU));
    await world.settle();
    const journey = await world.journey();
    expect(journey).toMatchObject({
      phase: 'recalled',
      cycle: 2,
      recall: { type: 'FIXED_TERM', recordedBy: { id: COM.id }, approvedBy: { id: HEAD_OF_PDU.id } },
      earlierCycles: [{ cycle: 1, releasedOn: PLAIN_RELEASE, endedOn: REVOKED, because: 'RECALL' }],
    });
    expect(journey.releasedOn).toBeUndefined();
    await expect(world).toHaveFact('recalled', { approvedBy: HEAD_OF_PDU.id, revokedOn: REVOKED });
    expect(world.problems).toEqual([]);
  });

  it('ends all work in the community, stops what ran, and withdraws what agencies were asked', async () => {
    const world = await onLicence();
    const before = (await world.openSteps()).filter(({ state }) => state === 'OPEN').map(({ key }) => key);
    await world.recall();
    const journey = await world.journey();
    expect(journey.executions).toEqual([]);
    expect(world.runtime.engine.running()).toEqual([]);
    expect((await world.openSteps()).map(({ key }) => key)).toEqual(['2.return-to-custody']);
    expect(journey.open.map(({ key }) => key)).toEqual(['2.return-to-custody']);
    expect((await world.steps()).filter(({ cycle }) => cycle === 1).filter(isOpen)).toEqual([]);
    expect((await world.referrals()).filter(isLive)).toEqual([]);
    const ended = (await world.facts()).find(({ type }) => type === 'cycle-ended');
    expect(ended?.data['unanswered']).toEqual(expect.arrayContaining(before));
    expect(world.problems).toEqual([]);
  });

  it('that is declined leaves the person on licence, and can be asked for again', async () => {
    const world = await onLicence();
    const { proposal } = ok(await world.tryRecall());
    ok(await world.answerProposal(proposal, { decision: 'DECLINE', reason: 'Try a curfew first' }));
    expect(await world.journey()).toMatchObject({ phase: 'community', cycle: 1, proposals: [] });
    await world.recall();
    expect((await world.journey()).phase).toBe('recalled');
  });

  it.each([
    { given: { revokedOn: addDays(REVOKED, 1) }, field: 'revokedOn' },
    { given: { revokedOn: addDays(PLAIN_RELEASE, -1) }, field: 'revokedOn' },
    { given: { explanation: ' ' }, field: 'explanation' },
    { given: { alternatives: '' }, field: 'alternatives' },
  ])('is refused with $given, and nothing is written', async ({ given, field }) => {
    const world = await onLicence();
    const before = await world.journey();
    const refusal = refused(await world.tryRecall(given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect(await world.journey()).toEqual(before);
  });

  it.each([
    { who: 'an officer of the prison', user: POM },
    { who: 'an officer of another region', user: ELSEWHERE },
  ])('is not asked for by $who', async ({ user }) => {
    const world = await onLicence();
    expect(refused(await world.tryRecall({}, user)).code).toBe('NOT_PERMITTED');
  });

  it('of a person in prison is refused', async () => {
    const world = await daysBeforeRelease(30, { sentence: SENTENCE });
    expect(refused(await world.tryRecall()).code).toBe('CONFLICT');
  });
});

describe('the return to prison', () => {
  it('begins preparation for release by the date that follows from the law', async () => {
    const world = await onLicence();
    await world.recall();
    await world.advanceTo(RETURNED);
    const { releaseDate, explanation } = await world.returnToPrison();
    // The day of return is day 1 of 56.
    expect(releaseDate).toBe(addDays(RETURNED, 55));
    expect(explanation.join(' ')).toContain('56 days');
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'pre-release', cycle: 2, releaseDateInForce: releaseDate });
    expect(journey.release).toMatchObject({ dateType: 'PRRD', source: 'INDICATIVE' });
    expect(journey.executions.map(({ machine }) => machine).sort()).toEqual(['pre-release', 'reception']);
    await expect(world).toBeWaitingFor('immediate-needs', 'housing-need', 'work-coach-meeting');
    await expect(world).not.toBeWaitingFor('return-to-custody');
    expect(world.problems).toEqual([]);
  });

  it('keeps what is still true, and asks again what may not be', async () => {
    const world = await backInPrison();
    const { benefits, housing } = await world.journey();
    expect(benefits).toEqual({ identity: 'IN_HAND', bankAccount: 'OPENED' });
    expect(housing).toEqual({ authorities: [] });
    await expect(world).not.toBeWaitingFor('identity-documents', 'bank-account');
    await expect(world).toBeWaitingFor('housing-need');
    await expect(world).toHaveFact('cycle-began', { cycle: 2, kept: ['identity', 'bankAccount'] });
  });

  it('asks the prison for officers again when it is another prison, and keeps the community’s', async () => {
    const world = await onLicence();
    await world.recall();
    await world.returnToPrison({ prison: 'SWI' });
    expect(await world.journey()).toMatchObject({
      prison: 'SWI',
      officers: { com: 'c.ahmed', deputy: 'd.evans' },
    });
    await expect(world).toBeWaitingFor('allocate-officers');
    expect((await world.step('allocate-officers')).waitsFor).toBe('role:OMU@SWI');
  });

  it.each([
    { given: { on: addDays(REVOKED, -1) }, field: 'on' },
    { given: { on: addDays(RETURNED, 1) }, field: 'on' },
    { given: { arrestedOn: addDays(REVOKED, -1) }, field: 'arrestedOn' },
    { given: { on: REVOKED, arrestedOn: RETURNED }, field: 'on' },
    { given: { prison: 'OUT' }, field: 'prison' },
    { given: { releaseDate: REVOKED }, field: 'releaseDate' },
    { given: { releaseDate: addDays(SLED, 1) }, field: 'releaseDate' },
  ])('is refused with $given', async ({ given, field }) => {
    const world = await onLicence();
    await world.recall();
    await world.advanceTo(RETURNED);
    const refusal = refused(await world.tryReturn(given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect((await world.journey()).phase).toBe('recalled');
  });

  it('is not recorded twice, nor for a person who was not recalled', async () => {
    const world = await backInPrison();
    expect(refused(await world.tryReturn()).code).toBe('CONFLICT');
    const free = await onLicence();
    expect(refused(await free.tryReturn()).code).toBe('CONFLICT');
  });

  it('comes before a release', async () => {
    const world = await onLicence();
    await world.recall();
    expect(refused(await world.tryRelease()).code).toBe('CONFLICT');
  });
});

describe('the next release', () => {
  it('is recorded in the same journey, and work in the community begins again', async () => {
    const world = await backInPrison();
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'community', cycle: 2, releasedOn: addDays(RETURNED, 55) });
    await expect(world).toBeWaitingFor('first-appointment', 'claim-made');
    expect(journey.executions.map(({ name }) => name)).toEqual([expect.stringContaining('-community-2-')]);
    expect(world.problems).toEqual([]);
  });

  it('adds up the days in prison since the sentence for the Friday check', async () => {
    const world = await backInPrison();
    expect((await world.journey()).sentence.earlierDaysServed).toBe(61);
  });
});
