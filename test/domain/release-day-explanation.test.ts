import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { calendarFrom, calendarOf, type Calendar } from '../../domain/law/calendar.ts';
import { assessReleaseDay, type ReleaseDayInput } from '../../domain/law/release-day.ts';
import { THE_LAW } from '../support/law.ts';

const published = calendarFrom(bankHolidayData);

function explain(iso: string, changes: Partial<ReleaseDayInput> = {}, calendar: Calendar = published) {
  const result = assessReleaseDay(
    {
      releaseDate: Temporal.PlainDate.from(iso),
      dateType: 'CRD',
      adult: true,
      daysServedSinceSentence: 60,
      releaseKind: 'DETERMINATE',
      ...changes,
    },
    calendar,
    THE_LAW,
  );
  return result.ok ? result.assessment.explanation : result.explanation;
}

describe('the explanation of a release day', () => {
  it('tells the whole way from Christmas Day to the proposed and the earliest date', () => {
    expect(explain('2026-12-25')).toEqual([
      'Friday 25 December 2026 is Christmas Day, a bank holiday, so by law release moves back to the working day before: Thursday 24 December 2026 (Criminal Justice Act 1961, section 23(3)).',
      'Release would then be on the day before Friday 25 December 2026, so the early release scheme for Fridays and days before bank holidays applies (Offenders (Day of Release from Detention) Act 2023).',
      'The proposed release date is Wednesday 23 December 2026, one eligible day earlier, for an adult. An eligible day is a working day with a working day after it.',
      'The earliest date permitted is Tuesday 22 December 2026, two eligible days earlier: it needs a request from the community offender manager for a resettlement need, and the governor’s approval.',
    ]);
  });

  it('proposes two days to a child and permits none earlier', () => {
    expect(explain('2026-11-27', { adult: false }).slice(2)).toEqual([
      'The proposed release date is Wednesday 25 November 2026, two eligible days earlier, for a child. An eligible day is a working day with a working day after it.',
      'No earlier date is permitted.',
    ]);
  });

  it('says why a Monday stays', () => {
    expect(explain('2026-11-30')).toEqual([
      'Monday 30 November 2026 is a working day, so release is due that day (Criminal Justice Act 1961, section 23(3)).',
      'The day after is a working day, so the early release scheme for Fridays and days before bank holidays leaves the date as it is (Offenders (Day of Release from Detention) Act 2023).',
    ]);
  });

  it.each<{
    of: string;
    date: string;
    changes?: Partial<ReleaseDayInput>;
    calendar?: Calendar;
    says: string;
  }>([
    { of: 'a Saturday', date: '2026-11-28', says: 'Saturday 28 November 2026 is a Saturday, so by law' },
    {
      of: 'a substitute day',
      date: '2026-12-28',
      says: 'Monday 28 December 2026 is Boxing Day (substitute day), a bank holiday, so by law',
    },
    {
      of: 'a bank holiday so called',
      date: '2026-05-04',
      says: 'Monday 4 May 2026 is the Early May bank holiday, so by law',
    },
    {
      of: 'a bank holiday without a title',
      date: '2026-11-30',
      calendar: calendarOf(['2026-11-30']),
      says: 'Monday 30 November 2026 is a bank holiday, so by law',
    },
    {
      of: 'a date that never moves',
      date: '2026-12-25',
      changes: { dateType: 'SLED' },
      says: 'Friday 25 December 2026 is a date of the type SLED, which never moves.',
    },
    {
      of: 'curfew',
      date: '2026-12-25',
      changes: { dateType: 'HDCED' },
      says: 'so release on curfew moves forward to the next working day: Tuesday 29 December 2026.',
    },
    {
      of: 'a short term ending on a Saturday',
      date: '2026-11-28',
      changes: { sentenceLengthDays: 5 },
      says: 'Saturday 28 November 2026 is a Saturday, on which a term of five days or fewer may end',
    },
    {
      of: 'a short term moved to a Saturday',
      date: '2026-11-29',
      changes: { sentenceLengthDays: 5 },
      says: 'moves back to the Saturday before, on which a term of five days or fewer may end: Saturday 28 November 2026',
    },
    {
      of: 'the time before the Act',
      date: '2023-12-08',
      says: 'On that day the early release scheme for Fridays and days before bank holidays was not law',
    },
    { of: 'HDC', date: '2026-11-27', changes: { releaseKind: 'HDC' }, says: 'home detention curfew' },
    { of: 'life', date: '2026-11-27', changes: { releaseKind: 'INDETERMINATE' }, says: 'is indeterminate' },
    {
      of: 'parole',
      date: '2026-11-27',
      changes: { releaseKind: 'PAROLE_BOARD' },
      says: 'the Parole Board decides',
    },
    {
      of: 'a type',
      date: '2026-11-27',
      changes: { dateType: 'APD' },
      says: 'it moves no date of the type APD',
    },
    {
      of: 'few days',
      date: '2026-11-27',
      changes: { daysServedSinceSentence: 9 },
      says: 'By policy the date does not move under the early release scheme for Fridays and days before bank holidays: the person will have been in custody for fewer than 28 days',
    },
    {
      of: 'a reversal',
      date: '2026-11-27',
      changes: { exceptionalCircumstances: true },
      says: 'the governor has gone back to the statutory date in exceptional circumstances',
    },
    {
      of: 'the horizon',
      date: '2029-03-02',
      says: 'are known from Monday 1 January 2018 until Sunday 31 December 2028. The release day depends on Friday 2 March 2029',
    },
  ])('speaks plainly of $of', ({ date, changes, calendar, says }) => {
    expect(explain(date, changes, calendar).join(' ')).toContain(says);
  });
});
