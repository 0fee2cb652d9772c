import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { addDays } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { event, hmppsAnswers, outcomes, receive, receivedEvent, releasedEvent } from '../support/events.ts';
import {
  ADMIN,
  closeWorlds,
  journeyWorld,
  OFFICER,
  ok,
  PERSON,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { POM } from '../support/people.ts';
import { OFFICERS, PLAIN_RELEASE, releasedWithoutHome } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const BEGAN = addDays(PLAIN_RELEASE, -300);
const REVIEW = '1.custody-review';

/** In custody for three weeks, with the first review in half a year. */
async function inCustody(dateType: 'CRD' | 'ARD'): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: BEGAN });
  await world.startJourney({
    officers: OFFICERS,
    releaseDate: PLAIN_RELEASE,
    dateType,
    sentence: { startDate: BEGAN, ...(dateType === 'ARD' && { supervisionEndsOn: PLAIN_RELEASE }) },
  });
  await world.complete('immediate-needs', 'RECORDED');
  await world.advanceTo(addDays(BEGAN, 21));
  expect((await world.openSteps()).map(({ key }) => key)).toContain(REVIEW);
  return world;
}

const aboutReview = async (world: JourneyWorld) =>
  (await world.facts()).filter(({ data }) => data['step'] === 'custody-review');

const CLOSINGS = {
  'the person died': async () => {
    const world = await inCustody('CRD');
    ok(await world.tryDeath({}, POM));
    await world.settle();
    return { world, outcome: 'PERSON_DIED' };
  },
  'the person was released without a licence': async () => {
    const world = await inCustody('ARD');
    await world.release({ ground: 'COURT_ORDER', reason: 'Ordered by the court' });
    await world.advanceTo(PLAIN_RELEASE);
    return { world, outcome: 'OVERTAKEN' };
  },
} as const;

describe.each(Object.keys(CLOSINGS) as (keyof typeof CLOSINGS)[])(
  'a journey in custody that closed because %s',
  (why) => {
    it('asks for no review again: by a day, an event, the reconciler or the catch-up', async () => {
      const { world, outcome } = await CLOSINGS[why]();
      const open = (await world.openSteps()).map(({ key }) => key);
      expect((await world.journey()).phase).toBe('closed');
      expect(open).not.toContain(REVIEW);
      expect(await world.stepAt(REVIEW)).toMatchObject({ outcome });
      const before = await aboutReview(world);
      await hmppsAnswers(world, 'prisoner', PERSON, {
        prisonerNumber: PERSON,
        bookingId: '1',
        prisonId: 'MDI',
        conditionalReleaseDate: addDays(PLAIN_RELEASE, 400),
      });
      const at = (hour: string) => `${world.today()}T${hour}:00:00Z`;
      await receive(
        world,
        releasedEvent(at('06'), 'TEMPORARY_ABSENCE_RELEASE'),
        receivedEvent(at('07'), 'TEMPORARY_ABSENCE_RETURN'),
        receivedEvent(at('08'), 'TRANSFERRED', 'LEI'),
        event('prison-offender-events.prisoner.sentence-dates-changed', at('08'), { nomsNumber: PERSON }),
      );
      expect(await outcomes(world)).toEqual(Array.from({ length: 4 }, () => 'unmatched no-journey'));
      await world.runtime.reconcile();
      await world.advanceTo(addDays(PLAIN_RELEASE, 220));
      expect(await world.runtime.reconcile()).toMatchObject({ complete: true, failures: [] });
      expect((await world.openSteps()).map(({ key }) => key)).toEqual(open);
      expect(await aboutReview(world)).toEqual(before);
      expect(verifyChain(await world.facts()).ok).toBe(true);
      expect(world.problems).toEqual([]);
    });
  },
);

it.each([
  { why: 'that ended with a death', key: REVIEW, says: 'The person has died' },
  { why: 'that release overtook', key: '1.arrange-first-appointment', says: 'Overtaken by release' },
])('a step $why takes no answer, and says why', async ({ key, says }) => {
  const world = key === REVIEW ? await inCustody('CRD') : await releasedWithoutHome();
  if (key === REVIEW) ok(await world.tryDeath({}, POM));
  const answer = { journeyId: world.id, key, outcome: key === REVIEW ? 'REVIEWED' : 'NO_APPOINTMENT' };
  expect(refused(await completeStep(world.services, OFFICER, { ...answer, details: {} }))).toMatchObject({
    code: 'CONFLICT',
    detail: `${says}, so this step takes no answer.`,
  });
  expect(JSON.stringify(ok(await listStuck(world.services, ADMIN)))).not.toContain('custody-review');
});
