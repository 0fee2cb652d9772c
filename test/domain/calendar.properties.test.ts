import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import {
  CalendarHorizonError,
  calendarFrom,
  isKnown,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysAfter,
  workingDaysBefore,
} from '../../domain/law/calendar.ts';
import { dayNumberOf, plainDateOf, weekdayOf } from '../../domain/law/day-number.ts';
import { longDate } from '../../domain/law/long-date.ts';

const calendar = calendarFrom(bankHolidayData);
const { compare } = Temporal.PlainDate;
const first = Temporal.PlainDate.from('1900-01-01');
const anyDate = fc.integer({ min: 0, max: 110_000 }).map((days) => first.add({ days }));
const knownDate = fc
  .integer({ min: 0, max: 3900 })
  .map((days) => Temporal.PlainDate.from('2018-02-01').add({ days }));
const workingDay = knownDate.filter((date) => isWorkingDay(date, calendar));
const count = fc.integer({ min: 0, max: 15 });

const answerOrHorizon = (ask: () => Temporal.PlainDate) => {
  try {
    return ask();
  } catch (error) {
    if (error instanceof CalendarHorizonError) return error;
    throw error;
  }
};

describe('day numbers', () => {
  it('agree with Temporal on the day of the week and on the distance between any two dates', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(weekdayOf(dayNumberOf(a)) + 1).toBe(a.dayOfWeek);
        expect(dayNumberOf(b) - dayNumberOf(a)).toBe(a.until(b, { largestUnit: 'day' }).days);
      }),
    );
  });

  it('lead back to the date they came from', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(plainDateOf(dayNumberOf(date)).toString()).toBe(date.toString());
      }),
    );
  });

  it('still lead back after more dates than are kept', () => {
    const days = Array.from({ length: 30_000 }, (_, at) => at - 15_000);
    expect(days.filter((day) => dayNumberOf(plainDateOf(day)) !== day)).toEqual([]);
  });
});

describe('a date in words', () => {
  it('is the same as the platform writes it', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const platform = date.toLocaleString('en-GB', {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          year: 'numeric',
        });
        expect(longDate(date)).toBe(platform.replace(',', ''));
      }),
      { numRuns: 50 },
    );
  });
});

describe('working days', () => {
  it('are the only answers of next and previous, which stay put on one', () => {
    fc.assert(
      fc.property(knownDate, (date) => {
        const next = nextWorkingDay(date, calendar);
        const previous = previousWorkingDay(date, calendar);
        expect([isWorkingDay(next, calendar), isWorkingDay(previous, calendar)]).toEqual([true, true]);
        expect(nextWorkingDay(next, calendar).equals(next)).toBe(true);
        expect(previousWorkingDay(previous, calendar).equals(previous)).toBe(true);
        expect(compare(previous, date)).toBeLessThanOrEqual(0);
        expect(compare(date, next)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('keep their order: a later date never has an earlier next or previous working day', () => {
    fc.assert(
      fc.property(knownDate, knownDate, (a, b) => {
        const [early, late] = compare(a, b) <= 0 ? [a, b] : [b, a];
        expect(compare(nextWorkingDay(early, calendar), nextWorkingDay(late, calendar))).toBeLessThanOrEqual(
          0,
        );
        expect(
          compare(previousWorkingDay(early, calendar), previousWorkingDay(late, calendar)),
        ).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('count n forward and n back to where they began', () => {
    fc.assert(
      fc.property(workingDay, count, (date, n) => {
        const there = workingDaysAfter(date, n, calendar);
        expect(workingDaysBefore(there, n, calendar).toString()).toBe(date.toString());
      }),
    );
  });

  it('add up: n then m working days are n + m', () => {
    fc.assert(
      fc.property(knownDate, count, count, (date, n, m) => {
        const inTwo = workingDaysAfter(workingDaysAfter(date, n, calendar), m, calendar);
        expect(inTwo.toString()).toBe(workingDaysAfter(date, n + m, calendar).toString());
      }),
    );
  });

  it('never give an answer beyond the horizon', () => {
    fc.assert(
      fc.property(anyDate, count, (date, n) => {
        const answers = [
          answerOrHorizon(() => nextWorkingDay(date, calendar)),
          answerOrHorizon(() => previousWorkingDay(date, calendar)),
          answerOrHorizon(() => workingDaysAfter(date, n + 1, calendar)),
          answerOrHorizon(() => workingDaysBefore(date, n + 1, calendar)),
        ];
        for (const answer of answers) {
          if (answer instanceof CalendarHorizonError) expect(isKnown(answer.date, calendar)).toBe(false);
          else expect(isKnown(answer, calendar)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
