import { afterEach, describe, expect, it } from '@jest/globals';
import { withdrawProposal } from '../../application/commands/withdraw-proposal.ts';
import { decideProposal, type ProposalAnswer } from '../../application/commands/decide-proposal.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import type { User } from '../../domain/access/user.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import type { EarlyGround } from '../../domain/record/early-grounds.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { ELSEWHERE, GOVERNOR, POM } from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const EARLY = addDays(PLAIN_RELEASE, -15);
const FRIDAY = '2027-03-12';

async function confirm(world: JourneyWorld, date: IsoDate, ground?: EarlyGround, user: User = POM) {
  const given = { date, dateType: 'CONFIRMED', ...(ground !== undefined && { ground }) } as const;
  const result = await changeReleaseDate(world.services, user, world.id, given);
  await world.settle();
  return result;
}

async function answer(world: JourneyWorld, user: User, given: ProposalAnswer, proposal?: string) {
  const id = proposal ?? (await world.journey()).proposals?.[0]?.id ?? 'none';
  const result = await decideProposal(world.services, user, world.id, id, given);
  await world.settle();
  return result;
}

describe('a confirmed release date', () => {
  it('stands beside the conditional release date, and is the one in force', async () => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, PLAIN_RELEASE));
    const journey = await world.journey();
    expect(journey.dates).toMatchObject([
      { dateType: 'CRD', date: PLAIN_RELEASE },
      { dateType: 'CONFIRMED', date: PLAIN_RELEASE },
    ]);
    expect(journey.release?.dateType).toBe('CONFIRMED');
  });

  it('15 days before the conditional release date is refused without a legal ground, and nothing is written', async () => {
    const world = await daysBeforeRelease(40);
    const before = await world.journey();
    const refusal = refused(await confirm(world, EARLY));
    expect(refusal.rule).toBe('earlier-than-permitted');
    expect(refusal.detail).toContain('The earliest day permitted is Tuesday 9 March 2027.');
    expect(await world.journey()).toEqual(before);
  });

  it('on the proposed day is refused while no governor has decided', async () => {
    const world = await daysBeforeRelease(40, { releaseDate: FRIDAY });
    expect(refused(await confirm(world, '2027-03-11')).detail).toContain('No governor has decided');
    await world.decide('PRESUMPTIVE');
    ok(await confirm(world, '2027-03-11'));
    const journey = await world.journey();
    expect(journey.release).toMatchObject({ dateType: 'CONFIRMED', date: '2027-03-11' });
    expect(journey.decision?.date).toBe('2027-03-11');
    await expect(world).not.toHaveFact('release-day-decision-voided');
  });

  it('with a legal ground waits for a second officer, and until then only the proposal is recorded', async () => {
    const world = await daysBeforeRelease(40);
    const { proposal } = ok(await confirm(world, EARLY, 'COURT_ORDER'));
    const journey = await world.journey();
    expect(journey.proposals).toMatchObject([{ id: proposal, proposedBy: { id: 'p.taylor' } }]);
    expect(journey.dates.map(({ dateType }) => dateType)).toEqual(['CRD']);
    expect(journey.releaseDateInForce).toBe(PLAIN_RELEASE);
    await expect(world).toBeWaitingFor('early-release-approval');
    expect((await world.step('early-release-approval')).waitsFor).toBe('role:GOVERNOR@MDI');
  });

  it('is recorded when a governor approves it, under both names, and every deadline moves', async () => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, EARLY, 'COURT_ORDER'));
    ok(await answer(world, GOVERNOR, { decision: 'APPROVE' }));
    const journey = await world.journey();
    expect(journey.releaseDateInForce).toBe(EARLY);
    expect(journey.dates[1]).toMatchObject({
      dateType: 'CONFIRMED',
      ground: 'COURT_ORDER',
      recordedBy: { id: 'p.taylor' },
      approvedBy: { id: 'g.governor' },
    });
    expect(journey.proposals).toEqual([]);
    await expect(world).toHaveFact('proposal-approved', { date: EARLY, proposedBy: 'p.taylor' });
    await expect(world).toHaveFact('deadlines-moved', { from: PLAIN_RELEASE, to: EARLY });
    await expect(world).not.toBeWaitingFor('early-release-approval');
    expect(world.problems).toEqual([]);
  });

  it('is not approved by the officer who proposed it, whatever their duties', async () => {
    const world = await daysBeforeRelease(40);
    const both: User = { ...POM, duties: ['OMU', 'GOVERNOR'] };
    ok(await confirm(world, EARLY, 'PAROLE', both));
    expect(refused(await answer(world, both, { decision: 'APPROVE' })).code).toBe('NOT_PERMITTED');
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
  });

  it.each([
    { who: 'an officer without the role', user: { ...POM, id: 'another.pom' } },
    { who: 'a governor of another prison', user: ELSEWHERE },
  ])('is not approved by $who', async ({ user }) => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, EARLY, 'PAROLE'));
    expect(refused(await answer(world, user, { decision: 'APPROVE' })).code).toBe('NOT_PERMITTED');
  });

  it('is declined with a reason, and nothing moves', async () => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, EARLY, 'PAROLE'));
    const id = (await world.journey()).proposals?.[0]?.id ?? '';
    expect(refused(await answer(world, GOVERNOR, { decision: 'DECLINE', reason: ' ' })).code).toBe(
      'VALIDATION_FAILED',
    );
    ok(await answer(world, GOVERNOR, { decision: 'DECLINE', reason: 'The board has not met' }));
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
    await expect(world).toHaveFact('proposal-declined', { reason: 'The board has not met' });
    expect(refused(await answer(world, GOVERNOR, { decision: 'APPROVE' }, id)).code).toBe('NOT_FOUND');
  });

  it('is withdrawn only by the officer who proposed it, and may be proposed again', async () => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, EARLY, 'PAROLE'));
    const id = (await world.journey()).proposals?.[0]?.id ?? '';
    for (const user of [GOVERNOR, ELSEWHERE])
      expect(refused(await withdrawProposal(world.services, user, world.id, id)).code).toBe('NOT_PERMITTED');
    ok(await withdrawProposal(world.services, POM, world.id, id));
    await expect(world).toHaveFact('proposal-withdrawn', { change: 'early-release-date' });
    expect(refused(await withdrawProposal(world.services, POM, world.id, id)).code).toBe('NOT_FOUND');
    expect(refused(await answer(world, GOVERNOR, { decision: 'APPROVE' }, id)).code).toBe('NOT_FOUND');
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
    ok(await confirm(world, EARLY, 'PAROLE'));
    await expect(world).toBeWaitingFor('early-release-approval');
  });

  it('no longer waits for approval when the release date changes', async () => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, EARLY, 'PAROLE'));
    await world.moveReleaseDate('2027-03-16');
    expect((await world.journey()).proposals).toEqual([]);
    await expect(world).not.toBeWaitingFor('early-release-approval');
  });

  it('falls when days are added to the sentence, so that nobody is released on the old day', async () => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, PLAIN_RELEASE));
    await world.moveReleaseDate('2027-06-08');
    const journey = await world.journey();
    expect(journey.dates.map(({ dateType }) => dateType)).toEqual(['CRD']);
    expect(journey.releaseDateInForce).toBe('2027-06-08');
    await expect(world).toHaveFact('sentence-date-removed', { dateType: 'CONFIRMED' });
  });

  it('stays when it has a legal ground of its own', async () => {
    const world = await daysBeforeRelease(40);
    ok(await confirm(world, EARLY, 'PAROLE'));
    ok(await answer(world, GOVERNOR, { decision: 'APPROVE' }));
    await world.moveReleaseDate('2027-06-08');
    expect((await world.journey()).releaseDateInForce).toBe(EARLY);
  });
});
