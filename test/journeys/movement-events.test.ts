import { afterEach, describe, expect, it } from '@jest/globals';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { transferPerson } from '../../application/commands/transfer-person.ts';
import { addDays } from '../../domain/law/time.ts';
import { event, eventsOf, outcomes, receive, receivedEvent, releasedEvent } from '../support/events.ts';
import {
  closeWorlds,
  journeyWorld,
  ok,
  OFFICER,
  PERSON,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { POM } from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const NEXT_DAY = addDays(PLAIN_RELEASE, 1);
const at = (day: string, time = '08:45'): string => `${day}T${time}:00Z`;
const RELEASED = releasedEvent(at(PLAIN_RELEASE));

/** The day after the release date, when nothing about release has been recorded. */
async function theDayAfter(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(3);
  await world.advanceTo(addDays(PLAIN_RELEASE, 2));
  return world;
}

describe('a release that the prison’s system reports', () => {
  it('is recorded on its day, and the journey goes on in the community', async () => {
    const world = await theDayAfter();
    await receive(world, RELEASED);
    expect(await world.journey()).toMatchObject({ releasedOn: PLAIN_RELEASE, phase: 'community' });
    await expect(world).toBeWaitingFor('first-appointment');
    expect(await outcomes(world)).toEqual(['done released']);
    const timeline = ok(await getTimeline(world.services, OFFICER, world.id, { newestFirst: true }));
    expect(timeline.items.find(({ type }) => type === 'released')).toMatchObject({
      who: 'The prison and probation service’s systems',
      sentence: expect.stringContaining('The person was released on Tuesday 9 March 2027'),
    });
    expect(world.problems).toEqual([]);
  });

  it('changes nothing when it is sent again', async () => {
    const world = await theDayAfter();
    await receive(world, RELEASED);
    const before = await world.journey();
    const again = ok(await world.runtime.receiveEvent({ ...RELEASED, description: 'Sent again' }));
    expect(again.received).toBe('repeated');
    expect(await world.journey()).toEqual(before);
    expect(await eventsOf(world)).toHaveLength(1);
  });

  it.each([
    ['SENT_TO_COURT', 'held'],
    ['TRANSFERRED', 'not-a-release'],
    ['TEMPORARY_ABSENCE_RELEASE', 'held'],
    ['RELEASED_TO_HOSPITAL', 'held'],
    ['UNKNOWN', 'not-a-release'],
  ])('is no release with the reason %s', async (reason, outcome) => {
    const world = await theDayAfter();
    await receive(world, releasedEvent(at(PLAIN_RELEASE), reason));
    expect((await world.journey()).releasedOn).toBeUndefined();
    expect(await outcomes(world)).toEqual([`done ${outcome}`]);
  });

  it('is undone when the person is back on the same day or the next', async () => {
    const world = await theDayAfter();
    const before = await world.journey();
    await receive(world, RELEASED, receivedEvent(at(NEXT_DAY)));
    const journey = await world.journey();
    expect(journey.releasedOn).toBeUndefined();
    expect(journey.phase).toBe(before.phase);
    expect(journey.open.map(({ key }) => key).sort()).toEqual(before.open.map(({ key }) => key).sort());
    await expect(world).toHaveFact('release-undone', { correction: 'NOT_RELEASED' });
    expect(world.problems).toEqual([]);
  });

  it('is not recorded when the report that the person is back came first', async () => {
    const world = await theDayAfter();
    await receive(world, receivedEvent(at(NEXT_DAY)), RELEASED);
    expect((await world.journey()).releasedOn).toBeUndefined();
    expect(await outcomes(world)).toEqual(['done already-so', 'done already-so']);
  });

  it('before the day it is allowed is a release in error', async () => {
    const world = await daysBeforeRelease(20);
    await receive(world, releasedEvent(at(world.today(), '07:00')));
    await expect(world).toBeWaitingFor('release-in-error', 'release-in-error-informed');
  });

  it('about an earlier sentence changes nothing', async () => {
    const world = await theDayAfter();
    await receive(world, releasedEvent('2025-05-01T09:00:00Z'));
    expect((await world.journey()).releasedOn).toBeUndefined();
    expect(await outcomes(world)).toEqual(['done before-this-sentence']);
  });

  it('from a clock that is ahead waits until that moment', async () => {
    const world = await daysBeforeRelease(3);
    await world.advanceTo(PLAIN_RELEASE);
    await receive(world, releasedEvent(at(PLAIN_RELEASE, '14:00')));
    expect((await world.journey()).releasedOn).toBeUndefined();
    expect(await outcomes(world)).toEqual(['waiting not-yet']);
    await world.advanceTo(NEXT_DAY);
    expect((await world.journey()).releasedOn).toBe(PLAIN_RELEASE);
  });
});

describe('reports that contradict each other', () => {
  const LATER = releasedEvent(at(addDays(PLAIN_RELEASE, 2), '07:00'));
  const BACK = receivedEvent(at(NEXT_DAY, '16:00'));

  it('change nothing, and ask somebody, with both in the timeline', async () => {
    const world = await theDayAfter();
    await receive(world, RELEASED, LATER);
    expect((await world.journey()).releasedOn).toBe(PLAIN_RELEASE);
    await expect(world).toBeWaitingFor(`contradictory-events.event.${(await eventsOf(world))[1]?.event.id}`);
    const [first, second] = await eventsOf(world);
    expect(second).toMatchObject({ state: 'contradictory', other: first?.event.id });
    const timeline = ok(await getTimeline(world.services, OFFICER, world.id, { newestFirst: true }));
    expect(timeline.items.find(({ type }) => type === 'events-contradict')?.sentence).toBe(
      'Two reports from the prison’s system contradict each other: one says that the person was released on Tuesday 9 March 2027, another that the person was released on Thursday 11 March 2027. Nothing was changed.',
    );
  });

  it('are explained by a report that comes late', async () => {
    const world = await theDayAfter();
    await receive(world, RELEASED, LATER, BACK);
    expect((await world.journey()).releasedOn).toBe(addDays(PLAIN_RELEASE, 2));
    expect((await world.journey()).open.some(({ kind }) => kind === 'contradictory-events')).toBe(false);
    await expect(world).toHaveFact('contradiction-explained', {});
    expect((await eventsOf(world)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(world.problems).toEqual([]);
  });

  it('are settled by whoever is asked, and stay settled', async () => {
    const world = await theDayAfter();
    await receive(world, RELEASED, LATER);
    const id = (await eventsOf(world))[1]?.event.id;
    await world.complete(`contradictory-events.event.${id}`, 'SETTLED', {
      reason: 'It was a clerical error.',
    });
    await world.advanceTo(addDays(PLAIN_RELEASE, 4));
    expect((await outcomes(world))[1]).toBe('done settled');
    await receive(world, receivedEvent(at(addDays(PLAIN_RELEASE, 3)), 'RETURN_FROM_COURT'));
    expect((await world.journey()).open.some(({ kind }) => kind === 'contradictory-events')).toBe(false);
  });

  it('with what officers recorded leave the record as it is', async () => {
    const world = await theDayAfter();
    await world.release({ on: NEXT_DAY });
    await receive(world, RELEASED);
    expect((await world.journey()).releasedOn).toBe(NEXT_DAY);
    const [found] = await eventsOf(world);
    expect(found).toMatchObject({ state: 'contradictory', other: 'record' });
    await expect(world).toHaveFact('events-contradict', { recorded: true });
  });

  it('of a return without a recall long after release ask somebody', async () => {
    const world = await theDayAfter();
    await receive(world, RELEASED);
    await world.advanceTo(addDays(PLAIN_RELEASE, 30));
    await receive(world, receivedEvent(at(addDays(PLAIN_RELEASE, 29))));
    expect(await world.journey()).toMatchObject({ releasedOn: PLAIN_RELEASE, phase: 'community' });
    expect((await outcomes(world))[1]).toBe('contradictory contradicts');
  });
});

describe('a release that officers recorded', () => {
  it('is the same as the one reported for its day', async () => {
    const world = await theDayAfter();
    await world.release({ on: PLAIN_RELEASE });
    const before = await world.journey();
    await receive(world, RELEASED);
    expect(await world.journey()).toEqual(before);
    expect(await outcomes(world)).toEqual(['done already-so']);
  });

  it('and corrected since is not changed by an earlier report', async () => {
    const world = await theDayAfter();
    await receive(world, RELEASED);
    const correction = { correction: 'ANOTHER_DAY', on: NEXT_DAY, reason: 'They left a day later.' } as const;
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, correction));
    ok(await world.answerProposal(proposal));
    await world.settle();
    await receive(world, releasedEvent(at(PLAIN_RELEASE, '08:50')));
    expect((await world.journey()).releasedOn).toBe(NEXT_DAY);
    expect(await outcomes(world)).toEqual(['done released', 'done corrected-since']);
  });
});

describe('a recalled person who comes in', () => {
  const REVOKED = addDays(PLAIN_RELEASE, 20);
  const SENTENCE = { lengthDays: 334, supervisionEndsOn: addDays(PLAIN_RELEASE, 150) };

  async function onLicence(): Promise<JourneyWorld> {
    const world = await releasedAfter(57, { sentence: SENTENCE });
    await world.advanceTo(REVOKED);
    return world;
  }

  it('has returned, as if an officer had recorded it', async () => {
    const world = await onLicence();
    await world.recall();
    await world.advanceTo(addDays(REVOKED, 1));
    await receive(world, receivedEvent(at(REVOKED, '15:00')));
    expect(await outcomes(world)).toEqual(['done returned']);
    const { recall, phase } = await world.journey();
    expect(recall).toMatchObject({ returnedOn: REVOKED });
    expect(phase).not.toBe('recalled');
    expect(world.problems).toEqual([]);
  });

  it('before the recall is recorded has returned once it is', async () => {
    const world = await onLicence();
    await world.advanceTo(addDays(REVOKED, 1));
    await receive(world, receivedEvent(at(REVOKED, '15:00')));
    expect(await outcomes(world)).toEqual(['contradictory contradicts']);
    await world.recall({ revokedOn: REVOKED });
    await world.advanceTo(addDays(REVOKED, 3));
    expect(await outcomes(world)).toEqual(['done returned']);
    expect((await world.journey()).recall).toMatchObject({ returnedOn: REVOKED });
  });
});

describe('an event about somebody who is not known', () => {
  it('is kept, and followed when their journey begins', async () => {
    const world = await journeyWorld({ today: '2027-03-10' });
    await receive(world, RELEASED);
    expect(await outcomes(world)).toEqual(['unmatched no-journey']);
    await world.startJourney({
      prisonNumber: PERSON,
      releaseDate: '2027-03-12',
      sentence: { startDate: '2027-01-04' },
    });
    await world.runtime.sweep();
    expect(await outcomes(world)).toEqual(['done released']);
    expect((await world.journey()).releasedOn).toBe(PLAIN_RELEASE);
  });

  it('is stored when it names nobody', async () => {
    const world = await theDayAfter();
    await receive(world, event('prison-offender-events.prisoner.released', at(NEXT_DAY), {}, []));
    expect(await outcomes(world, 'NOBODY')).toEqual(['unmatched names-nobody']);
  });
});

describe('a transfer that the prison’s system reports', () => {
  const DAY = addDays(PLAIN_RELEASE, -50);
  const transferred = (time: string, prison: string) => receivedEvent(at(DAY, time), 'TRANSFERRED', prison);

  async function twoDaysLater(): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(60);
    await world.advanceTo(addDays(DAY, 2));
    return world;
  }

  it('moves the person, whose desks are asked from then on', async () => {
    const world = await twoDaysLater();
    await receive(world, transferred('10:00', 'LEI'));
    expect((await world.journey()).prison).toBe('LEI');
    await expect(world).toHaveFact('transferred', { from: 'MDI', to: 'LEI' });
    expect((await world.step('allocate-officers')).waitsFor).toBe('role:OMU@LEI');
    expect(world.problems).toEqual([]);
  });

  it.each([
    ['in order', ['10:00', 'LEI'], ['12:00', 'CFI'], ['done transferred', 'done transferred']],
    ['out of order', ['12:00', 'CFI'], ['10:00', 'LEI'], ['done superseded', 'done transferred']],
  ] as const)(
    'leaves the person where the later of two says, %s',
    async (_order, first, second, expected) => {
      const world = await twoDaysLater();
      for (const [time, prison] of [first, second]) await receive(world, transferred(time, prison));
      expect((await world.journey()).prison).toBe('CFI');
      expect(await outcomes(world)).toEqual(expected);
    },
  );

  it('changes nothing when an officer has recorded a later one', async () => {
    const world = await twoDaysLater();
    ok(await transferPerson(world.services, POM, world.id, { prison: 'LEI' }));
    await receive(world, transferred('10:00', 'CFI'));
    expect((await world.journey()).prison).toBe('LEI');
    expect(await outcomes(world)).toEqual(['done superseded']);
  });

  it.each([
    ['the prison is not known', 'QQQ', 'done prison-unknown'],
    ['the person is there already', 'MDI', 'done already-so'],
  ])('changes nothing when %s', async (_why, prison, expected) => {
    const world = await twoDaysLater();
    await receive(world, transferred('10:00', prison));
    expect((await world.journey()).prison).toBe('MDI');
    expect(await outcomes(world)).toEqual([expected]);
  });

  it('changes nothing for a person who is out', async () => {
    const world = await releasedAfter(3);
    await receive(world, receivedEvent(at(addDays(PLAIN_RELEASE, -1)), 'TRANSFERRED', 'LEI'));
    expect((await world.journey()).prison).toBe('MDI');
    expect(await outcomes(world)).toEqual(['done not-a-reception']);
  });
});
