import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { calendarFrom, calendarOf, type Calendar } from '../../domain/law/calendar.ts';
import { nonFridayReleaseDay } from '../../domain/law/non-friday-release.ts';
import nonFridayCases from '../cases/non-friday.json' with { type: 'json' };
import { THE_LAW } from '../support/law.ts';

const published = calendarFrom(bankHolidayData);
const day = (iso: string) => Temporal.PlainDate.from(iso);

function ask(date: string, today: string, calendar: Calendar = published) {
  const answer = nonFridayReleaseDay(day(date), day(today), calendar, THE_LAW);
  return answer.ok ? { date: answer.date.toString(), usePolicy: answer.usePolicy } : answer;
}

describe('the presumptive date alone', () => {
  it.each(nonFridayCases)('$id: $note', ({ input, bankHolidays, expected }) => {
    expect(ask(input.date, input.today, calendarOf(bankHolidays))).toEqual(expected);
  });

  it.each([
    { of: 'a Tuesday stays', date: '2026-12-01', today: '2026-11-22', moved: '2026-12-01', usePolicy: false },
    { of: 'Christmas Day', date: '2026-12-25', today: '2026-11-22', moved: '2026-12-23', usePolicy: true },
    { of: 'a Saturday', date: '2026-11-28', today: '2026-11-22', moved: '2026-11-26', usePolicy: true },
    {
      of: 'a Friday past stays',
      date: '2026-11-20',
      today: '2026-11-22',
      moved: '2026-11-20',
      usePolicy: false,
    },
    {
      of: 'a Friday tomorrow',
      date: '2026-11-27',
      today: '2026-11-26',
      moved: '2026-11-26',
      usePolicy: true,
    },
    {
      of: 'a Friday today stays',
      date: '2026-11-27',
      today: '2026-11-27',
      moved: '2026-11-27',
      usePolicy: false,
    },
  ])('$of', ({ date, today, moved, usePolicy }) => {
    expect(ask(date, today)).toEqual({ date: moved, usePolicy });
  });

  it('is refused as a value beyond the bank holidays that are known', () => {
    expect(ask('2029-03-02', '2026-11-22')).toMatchObject({ ok: false, code: 'RULE_REFUSED' });
  });
});
