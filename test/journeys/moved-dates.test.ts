import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyChain } from '../../domain/record/facts.ts';
import { isLive } from '../../domain/record/referral.ts';
import { addDays, startOfDay } from '../../domain/law/time.ts';
import { independentDays } from '../support/independent-deadlines.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { answerSome } from '../support/reasonable-officer.ts';
import { OFFICERS } from '../support/stages.ts';

afterEach(closeWorlds);

/** Days gone by, things answered, and how many days from then the new date is. */
const move = fc.record({
  daysGoneBy: fc.integer({ min: 0, max: 14 }),
  answers: fc.integer({ min: 0, max: 6 }),
  daysAhead: fc.integer({ min: 1, max: 130 }),
});

describe('a release date that moves ten times at random moments', () => {
  it('leaves no deadline, timer, referral, booking or decision on an old date', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 10 }), async (moves) => {
        const world = await journeyWorld({ today: '2026-09-01' });
        await world.startJourney({
          releaseDate: '2026-12-25',
          officers: OFFICERS,
          sentence: { startDate: '2026-03-01', supervisionEndsOn: '2028-12-25' },
        });
        await world.complete('immediate-needs', 'RECORDED');
        for (const { daysGoneBy, answers, daysAhead } of moves) {
          await world.advanceTo(addDays(world.today(), daysGoneBy));
          await answerSome(world, answers, {
            instead: ({ kind }) =>
              kind === 'release-confirmed' || kind === 'next-address' ? undefined : 'as usual',
          });
          await world.moveReleaseDate(addDays(world.today(), daysAhead));
          await nothingIsOnAnOldDate(world);
          await world.runtime.sweep();
          await nothingIsOnAnOldDate(world);
        }
        expect(world.problems).toEqual([]);
        world.close();
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});

async function nothingIsOnAnOldDate(world: JourneyWorld): Promise<void> {
  const journey = await world.journey();
  const date = journey.releaseDateInForce ?? '';
  for (const step of await world.openSteps()) {
    const { key, opensOn, dueOn } = step;
    // Neither an answer that put a step off, nor a bed that takes a deadline away, hangs on the date.
    const putOff = step.askFrom !== undefined;
    const hasBed = step.kind === 'next-address' && (journey.housing.places ?? []).length > 0;
    const days = putOff || hasBed ? undefined : independentDays(step, date);
    if (days) expect({ key, opensOn, dueOn }).toEqual({ key, ...days });
    // A sentence that has become too short has no day of handover.
    const hasNoDay = step.kind === 'handover' && opensOn === undefined;
    if (step.state === 'SCHEDULED')
      expect(step.wakeAt).toBe(hasNoDay ? undefined : startOfDay(opensOn ?? ''));
    if (step.kind === 'referral-answer') expect(step.wakeAt).toBe(startOfDay(addDays(dueOn ?? '', 1)));
    expect(journey.open.find((open) => open.key === key)).toMatchObject(dueOn === undefined ? {} : { dueOn });
  }
  expect(journey.open.map(({ key }) => key).sort()).toEqual(
    (await world.openSteps()).map(({ key }) => key).sort(),
  );
  for (const referral of (await world.referrals()).filter(isLive)) {
    expect(referral.releaseDate).toBe(date);
    const told = world.sender.sent.filter(({ subject }) => subject === referral.id);
    expect(told).toHaveLength(referral.sequence);
  }
  const { interviewOn } = journey.benefits;
  if (interviewOn !== undefined) expect(interviewOn).toBe(date);
  const facts = await world.facts();
  const count = (type: string): number => facts.filter((fact) => fact.type === type).length;
  expect(count('release-day-decided') - count('release-day-decision-voided')).toBe(journey.decision ? 1 : 0);
  if (journey.decision) expect(journey.decision.revision).toBe(journey.releaseRevision);
  if (journey.phase === 'pre-release' || journey.phase === 'release-day') {
    expect(journey.assessedRevision).toBe(journey.releaseRevision);
    const asked = journey.open.some(({ kind }) => kind === 'release-day-decision');
    const watched = journey.open.some(({ kind }) => kind === 'release-date-watch');
    expect([asked, watched]).toEqual(
      journey.releaseDay?.known === true &&
        journey.releaseDay.schemeApplies &&
        !journey.decision &&
        journey.releaseDay.lapsed !== true
        ? [true, false]
        : [false, true],
    );
  }
  expect(verifyChain(facts)).toEqual({ ok: true });
}
