import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { calendarFrom, calendarOf, isWorkingDay } from '../../domain/law/calendar.ts';
import { assessReleaseDay } from '../../domain/law/release-day.ts';
import { THE_LAW } from '../support/law.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const nothing = calendarOf([]);

function check(releaseDate: string, bankHolidays: readonly string[]) {
  const result = assessReleaseDay(
    {
      releaseDate: day(releaseDate),
      dateType: 'CRD',
      adult: true,
      daysServedSinceSentence: 200,
      releaseKind: 'DETERMINATE',
    },
    calendarOf(bankHolidays),
    THE_LAW,
  );
  if (!result.ok) throw new Error(result.explanation.join(' '));
  const { statutoryDate, presumptiveDate, earliestPermittedDate, explanation } = result.assessment;
  return {
    dates: [statutoryDate, presumptiveDate, earliestPermittedDate].map(String),
    explanation: explanation.join(' '),
  };
}

/** Easter Sunday by Gauss's rule, as the Prayer Book's tables have it: not how the product finds Good Friday. */
function easterByGauss(year: number): Temporal.PlainDate {
  const century = Math.floor(year / 100);
  const p = Math.floor((13 + 8 * century) / 25);
  const m = (15 - p + century - Math.floor(century / 4)) % 30;
  const n = (4 + century - Math.floor(century / 4)) % 7;
  const d = (19 * (year % 19) + m) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
  const isLate = (d === 29 && e === 6) || (d === 28 && e === 6 && (11 * m + 11) % 30 < 19);
  return new Temporal.PlainDate(year, 3, 22).add({ days: d + e - (isLate ? 7 : 0) });
}

describe('Christmas Day and Good Friday, which section 23(3) names', () => {
  it('are no working days, whatever a list of bank holidays leaves out, in any year', () => {
    for (let year = 1970; year <= 2199; year += 1) {
      const christmas = new Temporal.PlainDate(year, 12, 25);
      const goodFriday = easterByGauss(year).subtract({ days: 2 });
      expect(`${christmas.toString()} ${isWorkingDay(christmas, nothing)}`).toBe(`${year}-12-25 false`);
      expect(`${goodFriday.toString()} ${isWorkingDay(goodFriday, nothing)}`).toMatch(/false$/);
    }
  });

  it('are the only weekdays that an empty list leaves out', () => {
    for (const year of [2018, 2024, 2027, 2038, 2100]) {
      const goodFriday = easterByGauss(year).subtract({ days: 2 }).toString();
      const first = new Temporal.PlainDate(year, 1, 1);
      const daysOff = Array.from({ length: first.daysInYear }, (_, at) => first.add({ days: at }))
        .filter((date) => date.dayOfWeek <= 5 && !isWorkingDay(date, nothing))
        .map(String);
      const christmas = new Temporal.PlainDate(year, 12, 25);
      const named = [goodFriday, ...(christmas.dayOfWeek <= 5 ? [christmas.toString()] : [])];
      expect(daysOff).toEqual(named);
    }
  });

  it('are the days that the published bank holidays have', () => {
    for (const [date, title] of calendarFrom(bankHolidayData).titles) {
      if (title === 'Good Friday' || title === 'Christmas Day') {
        expect(`${date} ${isWorkingDay(day(date), nothing)}`).toBe(`${date} false`);
      }
    }
  });

  it.each([
    { list: 'an empty list', bankHolidays: [] },
    { list: 'a list of other days', bankHolidays: ['2026-04-06', '2026-12-28'] },
    { list: 'a list that has them', bankHolidays: ['2026-04-03', '2026-12-25'] },
  ])('stay days of no release under $list', ({ bankHolidays }) => {
    expect(check('2026-12-25', bankHolidays).dates).toEqual(['2026-12-24', '2026-12-23', '2026-12-22']);
    expect(check('2026-12-24', bankHolidays).dates).toEqual(['2026-12-24', '2026-12-23', '2026-12-22']);
    expect(check('2026-04-03', bankHolidays).dates).toEqual(['2026-04-02', '2026-04-01', '2026-03-31']);
    expect(check('2026-04-02', bankHolidays).dates).toEqual(['2026-04-02', '2026-04-01', '2026-03-31']);
  });

  it('are called by their names in the explanation', () => {
    expect(check('2026-12-25', []).explanation).toContain(
      'Friday 25 December 2026 is Christmas Day, so by law',
    );
    expect(check('2026-04-02', []).explanation).toContain(
      'Friday 3 April 2026, is Good Friday, so the early',
    );
    expect(check('2027-12-25', []).explanation).toContain('Saturday 25 December 2027 is Christmas Day, so');
  });

  it('leave the other bank holidays of a caller’s list as they are', () => {
    expect(check('2026-08-31', ['2026-08-31']).dates[0]).toBe('2026-08-28');
    expect(check('2026-08-31', []).dates[0]).toBe('2026-08-31');
  });
});
