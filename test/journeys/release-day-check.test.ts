import { afterEach, describe, expect, it } from '@jest/globals';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { SHARES } from '../../application/background/compare-engine.ts';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { calendarFrom, type Calendar } from '../../domain/law/calendar.ts';
import { isConfirmed } from '../../domain/record/head.ts';
import { addDays } from '../../domain/law/time.ts';
import {
  closeWorlds,
  journeyWorld,
  OFFICER,
  REAL_CALENDAR,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { daysBeforeRelease, OFFICERS } from '../support/stages.ts';
import { once } from '../support/watched-table.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const PLAIN_FRIDAY = '2027-03-12';

describe('the Friday check of a journey', () => {
  it.each([
    { case: 'an adult, one eligible day', dateOfBirth: '1990-01-01', proposed: '2027-03-11' },
    { case: 'a child, two eligible days', dateOfBirth: '2009-06-01', proposed: '2027-03-10' },
    { case: 'a person who turns 18 on the day, one', dateOfBirth: '2009-03-12', proposed: '2027-03-11' },
  ])('proposes $proposed for $case', async ({ dateOfBirth, proposed }) => {
    const officers = dateOfBirth < '2000' ? OFFICERS : { pom: 'p.taylor', yot: 'y.young' };
    const world = await daysBeforeRelease(80, { releaseDate: PLAIN_FRIDAY, dateOfBirth, officers });
    expect((await world.journey()).releaseDateInForce).toBe(proposed);
    await expect(world).toBeWaitingFor('release-day-decision');
  });

  it.each([
    { case: 'recalled with 27 days in all', earlierDaysServed: 6, waits: false },
    { case: 'recalled with 28 days in all', earlierDaysServed: 7, waits: true },
  ])('asks the governor about a person $case: $waits', async ({ earlierDaysServed, waits }) => {
    const world = await journeyWorld({ today: addDays(PLAIN_FRIDAY, -20) });
    await world.startJourney({
      releaseDate: PLAIN_FRIDAY,
      dateType: 'PRRD',
      officers: OFFICERS,
      sentence: { releaseKind: 'RECALL', earlierDaysServed },
    });
    await world.runtime.sweep();
    const { releaseDay } = await world.journey();
    expect(releaseDay?.known === true && releaseDay.reason).toBe(waits ? undefined : 'UNDER_28_DAYS');
    if (waits) await expect(world).toBeWaitingFor('release-day-decision');
    else await expect(world).not.toBeWaitingFor('release-day-decision');
  });

  it.each([
    { case: 'the 27th day', startDate: addDays(PLAIN_FRIDAY, -26), reason: 'UNDER_28_DAYS' },
    { case: 'the 28th day', startDate: addDays(PLAIN_FRIDAY, -27), reason: undefined },
  ])('counts the day of sentence for a person due out on $case', async ({ startDate, reason }) => {
    const world = await journeyWorld({ today: startDate });
    await world.startJourney({
      releaseDate: PLAIN_FRIDAY,
      officers: OFFICERS,
      sentence: { startDate },
    });
    const { releaseDay } = await world.journey();
    expect(releaseDay?.known === true && releaseDay.reason).toBe(reason);
  });

  it('runs again when the date changes, with the decision on the old date void and said so', async () => {
    const world = await daysBeforeRelease(80, { releaseDate: PLAIN_FRIDAY });
    await world.decide('STATUTORY', { reason: 'A bail hostel opens on Friday only' });
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_FRIDAY);

    await world.moveReleaseDate('2027-03-19');

    await expect(world).toHaveFact('release-day-decision-voided', {
      outcome: 'STATUTORY',
      date: PLAIN_FRIDAY,
    });
    const journey = await world.journey();
    expect(journey.decision).toBeUndefined();
    expect(isConfirmed(journey)).toBe(false);
    expect(journey.releaseDateInForce).toBe('2027-03-18');
    await expect(world).toBeWaitingFor('release-day-decision');
    const assessed = (await world.facts()).filter(({ type }) => type === 'release-day-assessed');
    expect(assessed.map(({ data }) => data['presumptiveDate'])).toEqual(['2027-03-11', '2027-03-18']);
  });

  it('keeps the decision when the same date is told twice', async () => {
    const world = await daysBeforeRelease(80, { releaseDate: PLAIN_FRIDAY });
    await world.decide('PRESUMPTIVE');
    await world.moveReleaseDate(PLAIN_FRIDAY);
    await expect(world).not.toHaveFact('release-day-decision-voided');
    await expect(world).not.toHaveFact('release-date-set');
    expect(isConfirmed(await world.journey())).toBe(true);
  });

  it('asks nobody when the new date is a plain weekday', async () => {
    const world = await daysBeforeRelease(80, { releaseDate: PLAIN_FRIDAY });
    await world.moveReleaseDate('2027-03-16');
    await expect(world).not.toBeWaitingFor('release-day-decision');
    await expect(world).toBeWaitingFor('release-date-watch');
    expect(isConfirmed(await world.journey())).toBe(true);
  });

  it('is due soon, then overdue, then on the list of one desk after the other as the day comes nearer', async () => {
    const world = await daysBeforeRelease(80, { releaseDate: PLAIN_FRIDAY });
    await world.advanceTo(addDays(PLAIN_FRIDAY, -2));
    for (const type of ['step-reminded', 'step-overdue', 'step-escalated'] as const)
      await expect(world).toHaveFact(type, { step: 'release-day-decision' });
    await expect(world).toHaveFact('step-escalated', {
      step: 'release-day-decision',
      list: 'role:GOVERNOR@MDI',
    });
  });
});

describe('a date that moves while the check is between two of its states', () => {
  it.each([
    {
      state: 'the decision is asked for',
      at: ['STEP#1.release-day-decision'],
      from: PLAIN_FRIDAY,
      to: '2027-03-16',
      waits: 'release-date-watch',
      not: 'release-day-decision',
    },
    {
      state: 'the date is confirmed',
      at: ['"type":"release-date-confirmed"'],
      from: '2027-03-16',
      to: PLAIN_FRIDAY,
      waits: 'release-day-decision',
      not: 'release-date-watch',
    },
    {
      state: 'the date is watched',
      at: ['STEP#1.release-date-watch'],
      from: '2027-03-16',
      to: PLAIN_FRIDAY,
      waits: 'release-day-decision',
      not: 'release-date-watch',
    },
  ])('is checked again though it moved just before $state', async ({ at, from, to, waits, not }) => {
    const world = await journeyWorld({ today: addDays(from, -90) });
    await world.startJourney({ releaseDate: from, officers: OFFICERS });
    await world.complete('immediate-needs', 'RECORDED');
    world.beforeTable = once(() => movesDate(world, to), ...at);
    await world.advanceTo(addDays(from, -80));

    expect((await world.journey()).release?.revision).toBe(2);
    await expect(world).toBeWaitingFor(waits);
    await expect(world).not.toBeWaitingFor(not);
    expect((await world.journey()).assessedRevision).toBe(2);
    expect(isConfirmed(await world.journey())).toBe(waits === 'release-date-watch');
  });

  it('has the interview booked again though it moved just before the booking was watched', async () => {
    const world = await daysBeforeRelease(7, { releaseDate: '2027-03-16' });
    world.beforeTable = once(() => movesDate(world, '2027-03-18'), 'STEP#1.interview-watch');
    await world.complete('jobcentre-interview', 'BOOKED');
    expect((await world.journey()).release?.revision).toBe(2);
    expect((await world.journey()).benefits.interviewOn).toBeUndefined();
    await expect(world).toBeWaitingFor('jobcentre-interview');
    await expect(world).not.toBeWaitingFor('interview-watch');
  });

  it('asks nobody to confirm a release that moved far out just before the gate was asked about', async () => {
    const world = await daysBeforeRelease(5, { releaseDate: '2027-03-16' });
    world.beforeTable = once(() => movesDate(world, '2027-04-20'), 'STEP#1.release-confirmed');
    await world.advanceTo('2027-03-12');
    expect((await world.journey()).phase).toBe('pre-release');
    await expect(world).toBeWaitingFor('release-day-opens');
    await expect(world).not.toBeWaitingFor('release-confirmed');
    await expect(world).not.toBeWaitingFor('release-checklist');
    await world.advanceTo('2027-04-16');
    await expect(world).toBeWaitingFor('release-confirmed', 'release-checklist');
  });
});

describe('a release beyond the bank-holiday data', () => {
  it('is not known, is looked at by an administrator, and is known when the data has grown', async () => {
    const first = { calendar: until(REAL_CALENDAR, '2026') };
    const world = await daysBeforeRelease(80, { releaseDate: '2027-01-04' }, first);
    expect((await world.journey()).releaseDay?.known).toBe(false);
    expect((await world.journey()).releaseDateInForce).toBe('2027-01-04');
    await expect(world).toHaveFact('release-day-assessed', { applies: 'not-known' });
    await expect(world).toBeWaitingFor('bank-holidays-known');
    await expect(world).not.toBeWaitingFor('release-day-decision');
    await world.complete('bank-holidays-known', 'KNOWN');
    await expect(world).toBeWaitingFor('bank-holidays-known');

    await world.comesBack({ calendar: REAL_CALENDAR });
    await world.complete('bank-holidays-known', 'KNOWN');

    await expect(world).not.toBeWaitingFor('bank-holidays-known');
    expect((await world.journey()).releaseDay).toMatchObject({ known: true, presumptiveDate: '2027-01-04' });
    expect(isConfirmed(await world.journey())).toBe(true);
    // Two working days before 4 January, over the New Year's Day that was not known.
    expect((await world.step('release-day-opens')).opensOn).toBe('2026-12-30');
    expect((await world.openSteps()).filter(({ provisional }) => provisional)).toEqual([]);
    const assessed = (await world.facts()).filter(({ type }) => type === 'release-day-assessed');
    expect(assessed.map(({ data }) => data['applies'])).toEqual(['not-known', false]);
  });
});

describe('a sentence shorter than the work before release', () => {
  it('opens pre-release work at once when it begins inside twelve weeks', async () => {
    const world = await journeyWorld({ today: '2027-02-01' });
    await world.startJourney({ releaseDate: '2027-03-09' });
    await world.runtime.sweep();
    expect((await world.journey()).phase).toBe('pre-release');
    await expect(world).toBeWaitingFor('allocate-officers', 'housing-need', 'work-coach-meeting');
    await world.complete('allocate-officers', 'ALLOCATED', OFFICERS);
    await world.complete('immediate-needs', 'RECORDED');
    expect((await world.journey()).phase).toBe('pre-release');
    for (const step of await world.openSteps()) expect((step.dueOn ?? '9999') >= '2027-02-01').toBe(true);
  });

  it('opens everything at once when it begins inside two working days, and the release is due on its day', async () => {
    const world = await journeyWorld({ today: '2027-03-08' });
    await world.startJourney({ releaseDate: '2027-03-09', officers: OFFICERS });
    await world.runtime.sweep();
    expect((await world.journey()).phase).toBe('release-day');
    await expect(world).toBeWaitingFor(
      'immediate-needs',
      'housing-need',
      'release-checklist',
      'release-confirmed',
    );
    expect((await world.step('release-confirmed')).dueOn).toBe('2027-03-09');
    await world.advanceTo('2027-03-09');
    await world.release();
    expect((await world.journey()).phase).toBe('community');
    expect((await world.journey()).executions.map(({ machine }) => machine)).toEqual(['community']);
    expect(world.problems).toEqual([]);
  });
});

/** Another officer's change, made at that moment: it does not wait for what follows from it. */
function movesDate(world: JourneyWorld, date: string) {
  return changeReleaseDate(world.services, OFFICER, world.id, { date, dateType: 'CRD' });
}

function until(calendar: Calendar, year: string): Calendar {
  const events = [...calendar.titles].flatMap(([date, title]) =>
    date.slice(0, 4) <= year ? [{ date, title }] : [],
  );
  return calendarFrom({ 'england-and-wales': { division: 'england-and-wales', events } });
}

it('keeps the pathway of the release date in step with the check', async () => {
  const world = await journeyWorld({ today: '2026-10-05' });
  await world.startJourney({ releaseDate: '2026-12-25' });
  const status = async () => (await world.journey()).pathways['licence-and-release-date'];
  expect(await status()).toBe('NOT_STARTED');
  await world.runtime.sweep();
  expect(await status()).toBe('IN_PROGRESS');
  await world.decide('PRESUMPTIVE');
  // The licence is part of it.
  expect(await status()).toBe('IN_PROGRESS');
  await world.complete('licence-conditions', 'DRAFTED');
  await world.complete('licence-approval', 'APPROVED');
  await world.complete('licence-explained', 'EXPLAINED');
  await world.complete('licence-signed', 'SIGNED');
  expect(await status()).toBe('DONE');
  await world.moveReleaseDate('2026-12-31');
  expect(await status()).toBe('IN_PROGRESS');
});

describe('a journey that waited for the governor before the earliest day was asked about', () => {
  const BESIDE = ['second-day-request', 'release-day-proposal'] as const;

  /** With a person's date of birth, and without what is asked beside the decision. */
  async function before(starting: Parameters<typeof daysBeforeRelease>[1] = {}): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(80, { releaseDate: PLAIN_FRIDAY, ...starting });
    const journey = await world.journey();
    const open = journey.open.filter(({ kind }) => !BESIDE.some((each) => each === kind));
    await world.table.transact([
      { kind: 'put', item: journeyItem({ ...journey, open }) },
      ...BESIDE.map((kind) => ({ kind: 'delete', key: keys.step(world.id, `1.${kind}`) }) as const),
    ]);
    return world;
  }

  /** Each hour reads the heads of another share of the journeys. */
  async function reconcileForADay({ runtime }: JourneyWorld): Promise<void> {
    for (let run = 0; run < SHARES; run += 1) await runtime.reconcile();
  }

  it('is asked within a day of reconciling, once, and the proposal lapses like any other', async () => {
    const world = await before();
    await reconcileForADay(world);
    await expect(world).toBeWaitingFor(...BESIDE);
    expect((await world.step('second-day-request')).waitsFor).toBe('officer:c.ahmed');
    const { version } = await world.journey();
    await reconcileForADay(world);
    expect((await world.journey()).version).toBe(version);
    await world.advanceTo(PLAIN_FRIDAY);
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_FRIDAY);
    expect(world.problems).toEqual([]);
  });

  it('is not asked again once the community officer has answered', async () => {
    const world = await before();
    await reconcileForADay(world);
    await world.complete('second-day-request', 'NOT_REQUESTED');
    await reconcileForADay(world);
    await expect(world).not.toBeWaitingFor('second-day-request');
  });

  it('is not asked for a child, for whom the earliest day is proposed', async () => {
    const world = await before({ dateOfBirth: '2009-06-01', officers: { pom: 'p.taylor', yot: 'y.young' } });
    await reconcileForADay(world);
    await expect(world).toBeWaitingFor('release-day-proposal');
    await expect(world).not.toBeWaitingFor('second-day-request');
  });
});
