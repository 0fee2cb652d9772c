import { afterEach, describe, expect, it } from '@jest/globals';
import { decideProposal, type ProposalAnswer } from '../../application/commands/decide-proposal.ts';
import { removeSentenceDate } from '../../application/commands/remove-sentence-date.ts';
import { changeReleaseDate, type DateGiven } from '../../application/commands/set-release-date.ts';
import { previewDateRemoval } from '../../application/queries/preview-release-date.ts';
import type { User } from '../../domain/access/user.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { GOVERNOR, POM } from '../support/people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';
import { EASTMOOR } from '../support/agencies.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const LATER = '2027-03-23';
const REASON = 'It was recorded for another person';

async function record(world: JourneyWorld, given: DateGiven): Promise<void> {
  ok(await changeReleaseDate(world.services, POM, world.id, given));
  await world.settle();
}

async function remove(world: JourneyWorld, dateType: ReleaseDateType, reason = REASON, user: User = POM) {
  const result = await removeSentenceDate(world.services, user, world.id, { dateType, reason });
  await world.settle();
  return result;
}

async function answer(world: JourneyWorld, given: ProposalAnswer, user: User = GOVERNOR) {
  const id = (await world.journey()).proposals?.[0]?.id ?? 'none';
  const result = await decideProposal(world.services, user, world.id, id, given);
  await world.settle();
  return result;
}

describe('a date of the sentence that was recorded by mistake', () => {
  it('is removed with its reason, and the release date stays', async () => {
    const world = await daysBeforeRelease(40);
    await record(world, { date: '2027-02-20', dateType: 'PED' });
    ok(await remove(world, 'PED'));
    const journey = await world.journey();
    expect(journey.dates.map(({ dateType }) => dateType)).toEqual(['CRD']);
    expect(journey.releaseDateInForce).toBe(PLAIN_RELEASE);
    await expect(world).toHaveFact('sentence-date-removed', { dateType: 'PED', reason: REASON });
    expect((await world.facts()).at(-1)?.by).toEqual({ kind: 'officer', id: 'p.taylor' });
  });

  it('is no longer the release date: the next in order is, and every deadline moves to it', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const deadlines = async () =>
      Object.fromEntries((await world.openSteps()).map(({ key, dueOn }) => [key, dueOn]));
    const before = await deadlines();
    await record(world, { date: '2027-03-02', dateType: 'APD', source: 'PAROLE_BOARD' });
    expect((await world.referral('DTR-1')).releaseDate).toBe('2027-03-02');
    ok(await remove(world, 'APD'));
    expect((await world.journey()).release).toMatchObject({ dateType: 'CRD', date: PLAIN_RELEASE });
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
    expect((await world.referral('DTR-1')).releaseDate).toBe(PLAIN_RELEASE);
    expect(await deadlines()).toEqual(before);
    expect(world.problems).toEqual([]);
  });

  it('leaves no deadline on it where it was the only release date, and the next one recorded counts', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    ok(await remove(world, 'CRD'));
    const journey = await world.journey();
    expect(journey.release).toBeUndefined();
    expect(journey.releaseDateInForce).toBeUndefined();
    expect((await world.referral('DTR-1')).releaseDate).toBeUndefined();
    await world.moveReleaseDate(LATER);
    expect((await world.journey()).releaseDateInForce).toBe(LATER);
    await expect(world).toBeWaitingFor('release-date-watch');
    await world.advanceTo(LATER);
    expect((await world.journey()).phase).toBe('release-day');
    expect(world.problems).toEqual([]);
  });

  it('takes with it the confirmed date that was confirmed for it', async () => {
    const world = await daysBeforeRelease(40);
    await record(world, { date: PLAIN_RELEASE, dateType: 'CONFIRMED' });
    ok(await remove(world, 'CRD'));
    expect((await world.journey()).dates).toEqual([]);
    expect((await world.journey()).release).toBeUndefined();
  });

  it('no longer ends supervision: the end that was given before it does', async () => {
    const world = await daysBeforeRelease(40);
    const { supervisionEndsOn } = (await world.journey()).sentence;
    await record(world, { date: '2027-06-01', dateType: 'SLED' });
    expect((await world.journey()).sentence.supervisionEndsOn).toBe('2027-06-01');
    ok(await remove(world, 'SLED'));
    expect((await world.journey()).sentence.supervisionEndsOn).toBe(supervisionEndsOn);
  });

  it('leaves the end of supervision unknown where only it gave one', async () => {
    const world = await daysBeforeRelease(40, { dates: [{ date: '2027-06-01', dateType: 'SLED' }] });
    await record(world, { date: '2027-07-01', dateType: 'SLED' });
    ok(await remove(world, 'SLED'));
    const { supervisionEndsOn } = (await world.journey()).sentence;
    expect(supervisionEndsOn).toBe('2027-12-09');
  });
});

describe('a date whose removal makes release earlier', () => {
  async function confirmedLater(): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(40);
    await record(world, { date: LATER, dateType: 'CONFIRMED' });
    ok(await remove(world, 'CONFIRMED'));
    return world;
  }

  it('waits for a governor, and until then only the proposal is recorded', async () => {
    const world = await confirmedLater();
    expect((await world.journey()).releaseDateInForce).toBe(LATER);
    expect((await world.journey()).proposals).toMatchObject([
      { kind: 'date-removal', proposedBy: { id: 'p.taylor' } },
    ]);
    expect((await world.step('date-removal-approval')).waitsFor).toBe('role:GOVERNOR@MDI');
    await expect(world).not.toHaveFact('sentence-date-removed');
  });

  it('is removed when a governor approves it, and every deadline moves', async () => {
    const world = await confirmedLater();
    ok(await answer(world, { decision: 'APPROVE' }));
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
    expect((await world.journey()).proposals).toEqual([]);
    await expect(world).toHaveFact('sentence-date-removed', { dateType: 'CONFIRMED', reason: REASON });
    await expect(world).not.toBeWaitingFor('date-removal-approval');
    expect(world.problems).toEqual([]);
  });

  it('stays when the governor declines', async () => {
    const world = await confirmedLater();
    ok(await answer(world, { decision: 'DECLINE', reason: 'The warrant says otherwise' }));
    expect((await world.journey()).releaseDateInForce).toBe(LATER);
    await expect(world).not.toBeWaitingFor('date-removal-approval');
  });

  it('cannot be approved by the officer who proposed it', async () => {
    const world = await confirmedLater();
    const both: User = { ...GOVERNOR, id: 'p.taylor' };
    expect(refused(await answer(world, { decision: 'APPROVE' }, both)).code).toBe('NOT_PERMITTED');
  });

  it('is not removed once another date would follow from it', async () => {
    const world = await daysBeforeRelease(40);
    await record(world, { date: LATER, dateType: 'APD' });
    ok(await remove(world, 'APD'));
    await record(world, { date: '2027-03-16', dateType: 'CRD' });
    const refusal = refused(await answer(world, { decision: 'APPROVE' }));
    expect(refusal).toMatchObject({ code: 'CONFLICT' });
    expect((await world.journey()).releaseDateInForce).toBe(LATER);
  });

  it('is no longer proposed when another release date is recorded', async () => {
    const world = await confirmedLater();
    await record(world, { date: '2027-03-30', dateType: 'CONFIRMED' });
    expect((await world.journey()).proposals).toEqual([]);
    await expect(world).not.toBeWaitingFor('date-removal-approval');
  });
});

describe('removing a date is refused, and nothing is written,', () => {
  it.each([
    { case: 'without a reason', dateType: 'CRD', reason: '  ', code: 'VALIDATION_FAILED', field: 'reason' },
    { case: 'of a type not recorded', dateType: 'APD', code: 'VALIDATION_FAILED', field: 'dateType' },
    {
      case: 'with hidden text',
      dateType: 'CRD',
      reason: 'a\u202Eb',
      code: 'VALIDATION_FAILED',
      field: 'reason',
    },
  ] as const)('$case', async ({ dateType, code, field, ...given }) => {
    const world = await daysBeforeRelease(40);
    const before = await world.journey();
    const refusal = refused(await remove(world, dateType, 'reason' in given ? given.reason : REASON));
    expect(refusal.code).toBe(code);
    expect(refusal.fields?.map((each) => each.field)).toEqual([field]);
    expect(await world.journey()).toEqual(before);
  });

  it('once the person is released', async () => {
    const world = await releasedAfter(40);
    expect(refused(await remove(world, 'CRD')).code).toBe('CONFLICT');
  });

  it('by a governor', async () => {
    const world = await daysBeforeRelease(40);
    expect(refused(await remove(world, 'CRD', REASON, GOVERNOR)).code).toBe('NOT_PERMITTED');
  });
});

describe('the preview of a removal', () => {
  it('shows what would move, and writes nothing', async () => {
    const world = await daysBeforeRelease(40);
    await record(world, { date: '2027-03-02', dateType: 'APD' });
    const before = await world.journey();
    const preview = ok(await previewDateRemoval(world.services, POM, world.id, 'APD'));
    expect(preview).toMatchObject({
      outcome: 'WOULD_BE_RECORDED',
      moved: { sentenceDates: [{ dateType: 'APD', was: '2027-03-02' }] },
    });
    expect(await world.journey()).toEqual(before);
  });

  it('says that a governor would be asked, and what would move then', async () => {
    const world = await daysBeforeRelease(40);
    await record(world, { date: LATER, dateType: 'CONFIRMED' });
    const preview = ok(await previewDateRemoval(world.services, POM, world.id, 'CONFIRMED'));
    expect(preview).toMatchObject({
      outcome: 'WOULD_NEED_APPROVAL',
      moved: { sentenceDates: [{ dateType: 'CONFIRMED', was: LATER }] },
    });
  });
});
