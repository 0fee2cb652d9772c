import { afterEach, describe, expect, it } from '@jest/globals';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { addDays } from '../../domain/law/time.ts';
import type { GivenCorrection } from '../../domain/record/recorded-release.ts';
import {
  closeWorlds,
  ok,
  OFFICER,
  refused,
  SECOND_OFFICER,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { reportRelease } from '../support/events.ts';
import { COM, ELSEWHERE, GOVERNOR, POM } from '../support/people.ts';
import { livedOnce } from '../support/lived-once.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const FRIDAY = '2027-03-12';
const THURSDAY = '2027-03-11';
const LATE = addDays(PLAIN_RELEASE, 2);

const onTheDay = livedOnce(async (options): Promise<JourneyWorld> => {
  const world = await daysBeforeRelease(3, {}, options);
  await world.advanceTo(PLAIN_RELEASE);
  return world;
});

async function correct(world: JourneyWorld, given: GivenCorrection): Promise<void> {
  const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
  ok(await world.answerProposal(proposal));
  await world.settle();
}

describe('a proposed release day', () => {
  it('authorises no release until the governor has decided', async () => {
    const world = await daysBeforeRelease(3, { releaseDate: FRIDAY, sentence: { startDate: '2026-09-01' } });
    await world.advanceTo(THURSDAY);
    const before = await world.journey();
    const refusal = refused(await world.tryRelease());
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'release-day-not-decided' });
    expect(refusal.detail).toContain('nobody may be released before Friday 12 March 2027');
    expect(await world.journey()).toEqual(before);
    await world.decide('PRESUMPTIVE');
    await world.release();
    expect((await world.journey()).releasedOn).toBe(THURSDAY);
  });

  it('needs no decision once the date set by law has come', async () => {
    const world = await daysBeforeRelease(3, { releaseDate: FRIDAY, sentence: { startDate: '2026-09-01' } });
    await world.advanceTo(FRIDAY);
    await world.release();
    expect((await world.journey()).releasedOn).toBe(FRIDAY);
  });
});

describe('a release at the gate', () => {
  it('is recorded only when a second officer confirms it, with what is in hand and missing', async () => {
    const world = await onTheDay();
    const { proposal } = ok(await world.tryRelease());
    expect((await world.journey()).releasedOn).toBeUndefined();
    await expect(world).toBeWaitingFor('release-approval', 'release-confirmed');
    ok(await world.answerProposal(proposal ?? ''));
    await world.settle();
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'community', releasedOn: PLAIN_RELEASE, proposals: [] });
    expect(journey.recordedRelease).toMatchObject({
      recordedBy: { id: 'p.taylor' },
      secondOfficer: { id: 's.second' },
    });
    await expect(world).toHaveFact('released', { on: PLAIN_RELEASE, secondOfficer: 's.second' });
    await expect(world).not.toBeWaitingFor('release-approval', 'release-confirmed', 'release-checklist');
    expect(world.problems).toEqual([]);
  });

  it.each([
    { who: 'the officer who recorded it', user: OFFICER },
    { who: 'a governor, who does not stand at the gate', user: GOVERNOR },
    { who: 'an officer of another prison', user: ELSEWHERE },
    { who: 'the community team', user: COM },
  ])('is not confirmed by $who', async ({ user }) => {
    const world = await onTheDay();
    const { proposal = '' } = ok(await world.tryRelease());
    expect(refused(await world.answerProposal(proposal, { decision: 'APPROVE' }, user)).code).toBe(
      'NOT_PERMITTED',
    );
    expect((await world.journey()).releasedOn).toBeUndefined();
  });

  it('that a second officer declines changes nothing, and can be recorded again', async () => {
    const world = await onTheDay();
    const { proposal = '' } = ok(await world.tryRelease());
    ok(await world.answerProposal(proposal, { decision: 'DECLINE', reason: 'Another person of that name' }));
    await world.settle();
    await expect(world).toHaveFact('proposal-declined', { reason: 'Another person of that name' });
    expect((await world.journey()).releasedOn).toBeUndefined();
    await world.release();
    expect((await world.journey()).releasedOn).toBe(PLAIN_RELEASE);
  });

  it.each([
    { given: { identityConfirmed: false }, field: 'identityConfirmed' },
    { given: { inHand: [] }, field: 'items.identity' },
    { given: { on: addDays(PLAIN_RELEASE, 1) }, field: 'on' },
    { given: { on: addDays(PLAIN_RELEASE, -29) }, field: 'on' },
    { given: { ground: 'PAROLE' }, field: 'reason' },
    { given: { ground: 'IN_ERROR' }, field: 'reason' },
  ] as const)('is refused with $given, and nothing is written', async ({ given, field }) => {
    const world = await onTheDay();
    const before = await world.journey();
    const refusal = refused(await world.tryRelease(given));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.fields?.map((each) => each.field)).toContain(field);
    expect(await world.journey()).toEqual(before);
  });

  it('without something continues with a step for the community, and never waits for it', async () => {
    const world = await onTheDay();
    await world.release({
      inHand: ['identity', 'subsistencePayment', 'keysOrAddress', 'printedPlan'],
      missing: ['medicine', 'travel', 'phone'],
    });
    await expect(world).toBeWaitingFor(
      'missing-medicine',
      'missing-item.item.phone',
      'missing-item.item.travel',
    );
    expect((await world.step('missing-medicine')).waitsFor).toBe('officer:c.ahmed');
    expect((await world.step('missing-medicine')).dueOn).toBe(PLAIN_RELEASE);
    await world.complete('missing-item.item.phone', 'IN_HAND');
    await expect(world).not.toBeWaitingFor('missing-item.item.phone');
  });

  it('before the day in force needs a lawful ground, its reason and a second officer', async () => {
    const world = await daysBeforeRelease(20);
    expect(refused(await world.tryRelease()).rule).toBe('not-before-the-release-date');
    await world.release({ ground: 'EXECUTIVE_RELEASE', reason: 'Order 17 of the minister' });
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'community', releasedOn: addDays(PLAIN_RELEASE, -20) });
    expect(journey.executions.map(({ machine }) => machine)).toEqual(['community']);
    await expect(world).not.toBeWaitingFor('release-day-opens', 'housing-need');
    await expect(world).toBeWaitingFor('first-appointment');
    expect(world.problems).toEqual([]);
  });

  it('at court needs neither the checks nor a second officer', async () => {
    const world = await daysBeforeRelease(20);
    const { proposal } = ok(
      await world.tryRelease({ ground: 'AT_COURT', identityConfirmed: false, inHand: [], missing: [] }),
    );
    await world.settle();
    expect(proposal).toBeUndefined();
    expect((await world.journey()).phase).toBe('community');
    await expect(world).not.toBeWaitingFor('release-in-error');
  });
});

describe('the release-day checklist', () => {
  const some = { identity: 'IN_HAND', medicine: 'MISSING', subsistencePayment: 'IN_HAND', travel: 'IN_HAND' };
  const all = { ...some, keysOrAddress: 'IN_HAND', phone: 'IN_HAND', printedPlan: 'IN_HAND' };

  it.each([
    { outcome: 'READY', details: {}, code: 'VALIDATION_FAILED' },
    { outcome: 'READY', details: some, code: 'VALIDATION_FAILED' },
    { outcome: 'READY', details: all, code: 'RULE_REFUSED' },
    { outcome: 'SOMETHING_MISSING', details: { ...all, medicine: 'IN_HAND' }, code: 'RULE_REFUSED' },
  ])('is not $outcome with $details', async ({ outcome, details, code }) => {
    const world = await onTheDay();
    expect(refused(await world.tryComplete('release-checklist', outcome, details)).code).toBe(code);
    await expect(world).toBeWaitingFor('release-checklist');
  });

  it('is ready when every item is in hand', async () => {
    const world = await onTheDay();
    await world.complete('release-checklist', 'READY', { ...all, medicine: 'IN_HAND' });
    await expect(world).not.toBeWaitingFor('release-checklist');
  });
});

describe('a release that is recorded late', () => {
  it('counts from the day the person left, and needs no second officer', async () => {
    const world = await daysBeforeRelease(3);
    await world.advanceTo(LATE);
    const { proposal } = ok(await world.tryRelease({ on: PLAIN_RELEASE, identityConfirmed: false }));
    await world.settle();
    expect(proposal).toBeUndefined();
    const journey = await world.journey();
    expect(journey.releasedOn).toBe(PLAIN_RELEASE);
    expect((await world.step('first-appointment')).dueOn).toBe(addDays(PLAIN_RELEASE, 1));
    expect((await world.step('review-at-4-weeks')).opensOn).toBe(addDays(PLAIN_RELEASE, 28));
    await expect(world).toHaveFact('released', { on: PLAIN_RELEASE });
  });

  it('is refused for a day before the person might leave', async () => {
    const world = await daysBeforeRelease(3);
    await world.advanceTo(LATE);
    const refusal = refused(await world.tryRelease({ on: addDays(PLAIN_RELEASE, -1) }));
    expect(refusal.rule).toBe('not-before-the-release-date');
  });
});

describe('a release in error', () => {
  const inError = { ground: 'IN_ERROR', reason: 'The warrant was of another person' } as const;

  it('takes two people, is on the lists, and has steps that deal with it', async () => {
    const world = await daysBeforeRelease(20);
    await world.release(inError);
    const journey = await world.journey();
    expect(journey.recordedRelease).toMatchObject({ ground: 'IN_ERROR', secondOfficer: { id: 's.second' } });
    await expect(world).toHaveFact('released-in-error', { reason: inError.reason });
    await expect(world).toBeWaitingFor('release-in-error', 'release-in-error-informed', 'first-appointment');
    expect((await world.step('release-in-error')).waitsFor).toBe('role:OMU@MDI');
    const said = { police: true, governor: true };
    expect(refused(await world.tryComplete('release-in-error-informed', 'INFORMED', said)).code).toBe(
      'VALIDATION_FAILED',
    );
    await world.complete('release-in-error-informed', 'INFORMED', { ...said, com: true });
  });

  it('stays with the prison after its access would have ended, until a lawful ground is found', async () => {
    const world = await daysBeforeRelease(20);
    await world.release(inError);
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    const answer = { reason: 'The court has now ordered it' };
    await world.complete('release-in-error', 'MADE_LAWFUL', answer);
    await expect(world).toHaveFact('release-made-lawful', answer);
    expect((await world.journey()).recordedRelease?.madeLawful).toBe(true);
    const again = { correction: 'NOT_RELEASED', reason: 'x' } as const;
    expect(refused(await correctRelease(world.services, POM, world.id, again)).code).toBe('NOT_PERMITTED');
  });

  it('returns to where it was when the person is back in custody', async () => {
    const world = await daysBeforeRelease(20);
    const before = await world.journey();
    await world.release(inError);
    await correct(world, { correction: 'RETURNED_TO_CUSTODY', reason: 'Arrested at home' });
    const journey = await world.journey();
    expect(journey.phase).toBe('pre-release');
    expect(journey.releasedOn).toBeUndefined();
    expect(journey.open.map(({ key }) => key).sort()).toEqual(before.open.map(({ key }) => key).sort());
    expect(world.problems).toEqual([]);
  });

  it.each([
    {
      what: 'before the day',
      day: addDays(PLAIN_RELEASE, -20),
      found: 'in-error',
      steps: ['release-in-error'],
    },
    { what: 'on the day', day: PLAIN_RELEASE, found: 'recorded', steps: ['first-appointment'] },
  ])('is what an event without authority reports $what', async ({ day, found, steps }) => {
    const world = await daysBeforeRelease(20);
    await world.advanceTo(day);
    expect(ok(await reportRelease(world, { on: day }))).toBe(found);
    await world.settle();
    expect((await world.journey()).releasedOn).toBe(day);
    await expect(world).toBeWaitingFor(...steps);
    expect(ok(await reportRelease(world, { on: day }))).toBe('already-recorded');
  });

  it('is not what an event from a court reports', async () => {
    const world = await daysBeforeRelease(20);
    ok(await reportRelease(world, { on: world.today(), atCourt: true }));
    await world.settle();
    await expect(world).not.toBeWaitingFor('release-in-error');
    await expect(world).toHaveFact('released', { ground: 'AT_COURT' });
  });
});

describe('a release that was recorded wrongly', () => {
  it('for the wrong person is undone by two officers, and the real release follows', async () => {
    const world = await onTheDay();
    await world.complete('arrange-first-appointment', 'ON_RELEASE', { at: '15:00', place: 'The office' });
    const before = await world.journey();
    await world.release();
    await world.complete('first-appointment', 'KEPT');
    await correct(world, { correction: 'NOT_RELEASED', reason: 'Recorded for the wrong person' });
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'release-day', releaseDateInForce: PLAIN_RELEASE });
    expect(journey.releasedOn).toBeUndefined();
    expect(journey.executions.map(({ machine }) => machine).sort()).toEqual(['pre-release', 'release-day']);
    expect(journey.open.map(({ key }) => key).sort()).toEqual(before.open.map(({ key }) => key).sort());
    await expect(world).toHaveFact('release-undone', { was: PLAIN_RELEASE, correction: 'NOT_RELEASED' });
    await world.advanceTo(LATE);
    ok(await world.tryRelease({ on: LATE }));
    await world.release({ on: PLAIN_RELEASE });
    await expect(world).toBeWaitingFor('first-appointment');
    expect(world.problems).toEqual([]);
  });

  it('on another day moves every deadline, and agencies get the day', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    await world.advanceTo(LATE);
    await world.release({ on: PLAIN_RELEASE });
    const sent = (await world.deliveries()).length;
    await correct(world, { correction: 'ANOTHER_DAY', on: addDays(PLAIN_RELEASE, 1), reason: 'Late van' });
    const journey = await world.journey();
    expect(journey.releasedOn).toBe(addDays(PLAIN_RELEASE, 1));
    expect((await world.step('review-at-4-weeks')).opensOn).toBe(addDays(PLAIN_RELEASE, 29));
    const live = journey.referrals.filter(({ live: wanted }) => wanted);
    expect((await world.deliveries()).length).toBe(sent + live.length);
    await expect(world).toHaveFact('release-day-corrected', {
      from: PLAIN_RELEASE,
      to: addDays(PLAIN_RELEASE, 1),
      reason: 'Late van',
    });
  });

  it.each([
    { given: { correction: 'ANOTHER_DAY', reason: 'x' }, code: 'VALIDATION_FAILED' },
    { given: { correction: 'ANOTHER_DAY', on: PLAIN_RELEASE, reason: 'x' }, code: 'VALIDATION_FAILED' },
    {
      given: { correction: 'ANOTHER_DAY', on: addDays(PLAIN_RELEASE, 1), reason: 'x' },
      code: 'VALIDATION_FAILED',
    },
    {
      given: { correction: 'ANOTHER_DAY', on: addDays(PLAIN_RELEASE, -2), reason: 'x' },
      code: 'RULE_REFUSED',
    },
    { given: { correction: 'NOT_RELEASED', reason: ' ' }, code: 'VALIDATION_FAILED' },
  ] as const)('is not corrected by $given', async ({ given, code }) => {
    const world = await onTheDay();
    await world.release();
    expect(refused(await correctRelease(world.services, OFFICER, world.id, given)).code).toBe(code);
  });

  it('is not corrected before there is one, and not by the officer who proposed it', async () => {
    const world = await onTheDay();
    const given = { correction: 'NOT_RELEASED', reason: 'Wrong person' } as const;
    expect(refused(await correctRelease(world.services, OFFICER, world.id, given)).code).toBe('CONFLICT');
    await world.release();
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
    expect(refused(await world.answerProposal(proposal, { decision: 'APPROVE' }, OFFICER)).code).toBe(
      'NOT_PERMITTED',
    );
    expect((await world.journey()).releasedOn).toBe(PLAIN_RELEASE);
  });

  it.each([1, 2, 3, 5])('goes on when the process dies %i commits into the correction', async (commits) => {
    const world = await onTheDay();
    await world.release();
    const given = { correction: 'NOT_RELEASED', reason: 'Wrong person' } as const;
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
    await world.settle();
    world.dieAfter(commits);
    await world.answerProposal(proposal).catch(() => undefined);
    await world.comesBack();
    await expect(world).toBeWaitingFor('release-confirmed', 'release-checklist');
    await expect(world).not.toBeWaitingFor('first-appointment', 'supervision-ends');
    await world.release();
    await expect(world).toBeWaitingFor('first-appointment');
    expect((await world.journey()).executions.map(({ machine }) => machine)).toEqual(['community']);
  });

  it('names both officers', async () => {
    const world = await onTheDay();
    await world.release();
    await correct(world, { correction: 'NOT_RELEASED', reason: 'Wrong person' });
    await expect(world).toHaveFact('proposal-approved', {
      change: 'release-correction',
      proposedBy: OFFICER.id,
    });
    const undone = (await world.facts()).find(({ type }) => type === 'release-undone');
    expect(undone?.by.id).toBe(SECOND_OFFICER.id);
  });
});
