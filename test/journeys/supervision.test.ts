import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, refused, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const after = (days: number): string => addDays(PLAIN_RELEASE, days);

function outside(): Promise<JourneyWorld> {
  return releasedAfter(10);
}

describe('contact with the supervising officer', () => {
  it('is asked for in the week before it is due, and again after each contact face to face', async () => {
    const world = await outside();
    expect(await world.step('supervision-contact')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: after(21),
      dueOn: after(28),
    });
    await world.advanceTo(after(22));
    await world.complete('supervision-contact', 'SEEN', { means: 'OFFICE' });
    expect(await world.step('supervision-contact')).toMatchObject({ opensOn: after(43), dueOn: after(50) });
    expect((await world.journey()).supervision?.contacts).toEqual([{ on: after(22), means: 'OFFICE' }]);
    expect(world.runtime.engine.running().filter((name) => name.includes('contact'))).toEqual([]);
  });

  it('by phone is recorded, and the person is still to be seen', async () => {
    const world = await outside();
    await world.advanceTo(after(22));
    await world.complete('supervision-contact', 'SEEN', { means: 'PHONE' });
    await expect(world).toBeWaitingFor('supervision-contact');
    expect((await world.step('supervision-contact')).state).toBe('OPEN');
  });

  it('is varied by an officer with a reason, and counts so from then on', async () => {
    const world = await outside();
    await world.advanceTo(after(22));
    const refused = await world.tryComplete('supervision-contact', 'VARIED', { everyDays: 7 });
    expect(refused).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    await world.complete('supervision-contact', 'VARIED', { everyDays: 14, reason: 'Risk has risen.' });
    await world.complete('supervision-contact', 'SEEN', { means: 'HOME_VISIT' });
    expect(await world.step('supervision-contact')).toMatchObject({ opensOn: after(29), dueOn: after(36) });
  });

  it.each([
    ['of a day to come', 23, 'contact-to-come'],
    ['of a day in prison', -1, 'contact-before-release'],
  ])('%s is refused', async (_what, day, rule) => {
    const world = await outside();
    await world.advanceTo(after(22));
    const given = { means: 'OFFICE', on: after(day) };
    expect(await world.tryComplete('supervision-contact', 'SEEN', given)).toMatchObject({ ok: false, rule });
  });
});

describe('missed appointments', () => {
  /** The day after release, when the first appointment is. */
  async function onItsDay(): Promise<JourneyWorld> {
    const world = await outside();
    await world.advanceTo(after(1));
    return world;
  }

  const NO_BUS = { because: 'TRANSPORT', reason: 'No bus.' };

  /** Another appointment is arranged for the same day. */
  async function missed(world: JourneyWorld, outcome = 'REARRANGED'): Promise<void> {
    await world.complete('first-appointment', 'MISSED');
    await world.complete('missed-appointment', outcome, { ...NO_BUS, on: world.today() });
  }

  it('are asked about again on the day arranged for the next one, and not before', async () => {
    const world = await onItsDay();
    await world.complete('first-appointment', 'MISSED');
    await world.complete('missed-appointment', 'REARRANGED', { ...NO_BUS, on: after(4) });
    expect(await world.step('first-appointment')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: after(4),
      dueOn: after(4),
    });
    expect((await world.journey()).supervision?.firstAppointmentOn).toBe(after(4));
    await expect(world).toHaveFact('step-completed', { step: 'missed-appointment', on: after(4) });
    await world.advanceTo(after(4));
    await world.complete('first-appointment', 'MISSED');
    await world.complete('missed-appointment', 'NOT_ACCEPTED', { ...NO_BUS, on: after(6) });
    expect(await world.step('first-appointment')).toMatchObject({ opensOn: after(6), dueOn: after(6) });
    await world.advanceTo(after(6));
    await world.complete('first-appointment', 'KEPT');
    expect(world.problems).toEqual([]);
  });

  it.each([
    { case: 'no day', on: undefined, problem: 'Enter the day of the new appointment.' },
    { case: 'a day that has passed', on: after(0), problem: 'Enter a day that has not passed.' },
    {
      case: 'a day after the end of supervision',
      on: '2027-12-10',
      problem: 'Supervision ends on Thursday 9 December 2027. Enter that day or an earlier one.',
    },
    { case: 'a day that is none', on: '2027-02-30', problem: 'Enter the day of the new appointment.' },
  ])('are not rearranged for $case', async ({ on, problem }) => {
    const world = await onItsDay();
    await world.complete('first-appointment', 'MISSED');
    for (const outcome of ['REARRANGED', 'NOT_ACCEPTED'])
      expect(
        refused(await world.tryComplete('missed-appointment', outcome, { ...NO_BUS, on })),
      ).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'details.on', problem }] });
    await expect(world).toBeWaitingFor('missed-appointment');
    expect((await world.journey()).supervision?.missed).toBeUndefined();
  });

  it('ask for a reason first, and after three for what can be changed', async () => {
    const world = await onItsDay();
    expect(await world.tryComplete('first-appointment', 'MISSED')).toMatchObject({ ok: true });
    await world.settle();
    expect(
      await world.tryComplete('missed-appointment', 'REARRANGED', { reason: 'No bus.', on: after(2) }),
    ).toMatchObject({
      ok: false,
      code: 'VALIDATION_FAILED',
    });
    await world.complete('missed-appointment', 'REARRANGED', { ...NO_BUS, on: world.today() });
    await missed(world);
    await expect(world).not.toBeWaitingFor('missed-pattern');
    await missed(world);
    await expect(world).toBeWaitingFor('missed-pattern');
    await world.complete('missed-pattern', 'CHANGED', { note: 'Afternoons, near the station.' });
    expect((await world.journey()).supervision).toMatchObject({
      missesOften: false,
      missed: [{ because: 'TRANSPORT' }, { because: 'TRANSPORT' }, { because: 'TRANSPORT' }],
    });
  });

  it('lead to a decision on enforcement only where the reason is not accepted, and in time', async () => {
    const world = await onItsDay();
    await missed(world);
    await expect(world).not.toBeWaitingFor('enforcement-decision');
    await missed(world, 'NOT_ACCEPTED');
    expect((await world.step('enforcement-decision')).dueOn).toBe(after(8));
    await world.complete('enforcement-decision', 'WARNING', { note: 'The second in a week.' });
    expect((await world.journey()).supervision?.warnings).toBe(1);
    await missed(world, 'NOT_ACCEPTED');
    await world.complete('enforcement-decision', 'REVIEW_HEARING', { hearingOn: after(14) });
    expect((await world.step('review-hearing')).dueOn).toBe(after(15));
    const held = { note: 'Supervision goes on.' };
    expect(await world.tryComplete('review-hearing', 'HELD', held)).toMatchObject({ ok: false });
    await world.advanceTo(after(14));
    await world.complete('review-hearing', 'HELD', held);
    expect(world.problems).toEqual([]);
  });

  it('move a review hearing that is still to come when another day is set', async () => {
    const world = await onItsDay();
    await missed(world, 'NOT_ACCEPTED');
    await world.complete('enforcement-decision', 'REVIEW_HEARING', { hearingOn: after(14) });
    await missed(world, 'NOT_ACCEPTED');
    await world.complete('enforcement-decision', 'REVIEW_HEARING', { hearingOn: after(21) });
    expect(await world.step('review-hearing')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: after(21),
      dueOn: after(22),
    });
    await world.advanceTo(after(21));
    await world.complete('review-hearing', 'HELD', { note: 'Supervision goes on.' });
    expect(world.problems).toEqual([]);
  });

  it('have no review hearing on a day that has passed', async () => {
    const world = await onItsDay();
    await missed(world, 'NOT_ACCEPTED');
    const past = { hearingOn: after(-1) };
    expect(await world.tryComplete('enforcement-decision', 'REVIEW_HEARING', past)).toMatchObject({
      ok: false,
      rule: 'hearing-past',
    });
  });
});

describe('distance travelled', () => {
  it('is the person’s own, from before release on, with words that no fact repeats', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('distance-before-release', 'REVIEWED', {
      ownScore: 3,
      home: 1,
      words: 'I have nobody out there.',
      goal: 'My own front door.',
    });
    await released(world);
    await world.advanceTo(after(28));
    await world.complete('review-at-4-weeks', 'REVIEWED', { ownScore: 6, home: 7 });
    expect((await world.journey()).supervision?.distance).toEqual([
      {
        on: after(-60),
        overall: 3,
        scores: { home: 1 },
        words: 'I have nobody out there.',
        goal: 'My own front door.',
      },
      { on: after(28), overall: 6, scores: { home: 7 } },
    ]);
    expect(JSON.stringify(await world.facts())).not.toContain('front door');
  });

  it('is asked about at each review on its own day, and not before', async () => {
    const world = await outside();
    expect(await world.tryComplete('review-at-12-weeks', 'REVIEWED', { ownScore: 5 })).toMatchObject({
      ok: false,
    });
    await world.advanceTo(after(84));
    await expect(world).toBeWaitingFor('review-at-4-weeks', 'review-at-12-weeks', 'feedback');
    await expect(world).not.toBeWaitingFor('nothing');
    expect(await world.tryComplete('feedback', 'ANSWERED', { listened: 'YES' })).toMatchObject({ ok: false });
    await world.complete('feedback', 'ANSWERED', { listened: 'YES', knewWhat: 'NO', helped: 'PARTLY' });
  });
});
