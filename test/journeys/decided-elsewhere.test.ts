import { afterEach, describe, expect, it } from '@jest/globals';
import { dateOfType } from '../../domain/record/sentence-dates.ts';
import { event, hmppsAnswers, outcomes, receive } from '../support/events.ts';
import { closeWorlds, PERSON, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const WEDNESDAY = '2027-03-10';
const THURSDAY = '2027-03-11';
const FRIDAY = '2027-03-12';

/** The prison's system has these dates now. */
async function reports(
  world: JourneyWorld,
  dates: Readonly<Record<'conditionalReleaseDate' | 'confirmedReleaseDate', string>>,
): Promise<void> {
  await hmppsAnswers(world, 'prisoner', PERSON, {
    prisonerNumber: PERSON,
    bookingId: '1201234',
    prisonId: 'MDI',
    ...dates,
  });
  const type = 'prison-offender-events.prisoner.sentence-dates-changed';
  const about = { nomsNumber: PERSON, bookingId: 1201234 };
  await receive(world, event(type, `${world.today()}T07:00:00Z`, about));
}

describe('a confirmed date that the prison’s system reports before anybody has decided here', () => {
  it.each([
    ['the proposed day', THURSDAY, 'PRESUMPTIVE'],
    ['the earliest day permitted', WEDNESDAY, 'SECOND_DAY'],
  ])('on %s is a decision that was made at the prison', async (_what, date, outcome) => {
    const world = await daysBeforeRelease(40, { releaseDate: FRIDAY });
    await expect(world).toBeWaitingFor('release-day-decision');
    await reports(world, { conditionalReleaseDate: FRIDAY, confirmedReleaseDate: date });
    const journey = await world.journey();
    expect(await outcomes(world)).toEqual(['done dates-recorded']);
    expect(journey.releaseDateInForce).toBe(date);
    expect(journey.release).toMatchObject({ dateType: 'CONFIRMED', source: 'EVENT' });
    await expect(world).toHaveFact('release-day-decided', { outcome, date, elsewhere: true });
    await expect(world).not.toBeWaitingFor('release-day-decision');
    await expect(world).not.toBeWaitingFor('second-day-request');
    expect(world.problems).toEqual([]);
  });

  it('makes a release on that day no release in error', async () => {
    const world = await daysBeforeRelease(40, { releaseDate: FRIDAY });
    await reports(world, { conditionalReleaseDate: FRIDAY, confirmedReleaseDate: THURSDAY });
    await world.advanceTo(THURSDAY);
    const about = { nomsNumber: PERSON, reason: 'RELEASED', prisonId: 'MDI' };
    const type = 'prison-offender-events.prisoner.released';
    await receive(world, event(type, `${THURSDAY}T08:00:00Z`, about));
    expect((await world.journey()).recordedRelease).toMatchObject({ on: THURSDAY, ground: 'DATE_IN_FORCE' });
  });

  it('counts from the date that comes with it, and is void with that date', async () => {
    const world = await daysBeforeRelease(60);
    await reports(world, { conditionalReleaseDate: FRIDAY, confirmedReleaseDate: THURSDAY });
    expect((await world.journey()).releaseDateInForce).toBe(THURSDAY);
    await world.moveReleaseDate('2027-03-19');
    const journey = await world.journey();
    expect(dateOfType(journey.dates, 'CONFIRMED')).toBeUndefined();
    expect(journey.decision).toBeUndefined();
    const facts = await world.facts();
    const voided = facts.find(({ type }) => type === 'release-day-decision-voided');
    expect(voided?.data).toEqual({ outcome: 'PRESUMPTIVE', date: THURSDAY });
    expect(world.problems).toEqual([]);
  });

  it('on an earlier day than a governor has decided on here is asked about', async () => {
    const world = await daysBeforeRelease(40, { releaseDate: FRIDAY });
    await world.decide('STATUTORY', { reason: 'The family can come only on Friday' });
    await reports(world, { conditionalReleaseDate: FRIDAY, confirmedReleaseDate: THURSDAY });
    expect(await outcomes(world)).toEqual(['contradictory dates-refused']);
    expect((await world.journey()).releaseDateInForce).toBe(FRIDAY);
  });
});

describe('a confirmed date that the prison’s system reports with another release date', () => {
  it('is judged by the new one, where that is earlier', async () => {
    const world = await daysBeforeRelease(60);
    const earlier = '2027-02-16';
    await reports(world, { conditionalReleaseDate: earlier, confirmedReleaseDate: earlier });
    expect(await outcomes(world)).toEqual(['done dates-recorded']);
    expect((await world.journey()).releaseDateInForce).toBe(earlier);
  });

  it('is refused where days were added, so that nobody is released on the old day', async () => {
    const world = await daysBeforeRelease(60);
    await reports(world, { conditionalReleaseDate: '2027-04-13', confirmedReleaseDate: '2027-03-09' });
    expect(await outcomes(world)).toEqual(['contradictory dates-refused']);
    expect(dateOfType((await world.journey()).dates, 'CONFIRMED')).toBeUndefined();
  });
});
