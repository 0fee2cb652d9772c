import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { CalendarHorizonError, calendarFrom, calendarOf, isWorkingDay } from '../../domain/law/calendar.ts';
import { hardStopDate, hardStopWarningDate } from '../../domain/law/licence-hard-stop.ts';
import workingDayCases from '../cases/working-days.json' with { type: 'json' };
import { THE_LAW } from '../support/law.ts';

const calendar = calendarFrom(bankHolidayData);
const day = (iso: string) => Temporal.PlainDate.from(iso);

const casesOf = (algorithm: string) =>
  workingDayCases
    .filter((row) => row.algorithm === algorithm)
    .map(({ id, note, input, bankHolidays, expected }) => ({
      id,
      note,
      bankHolidays,
      expected: expected.date,
      start: typeof input.licenceStartDate === 'string' ? day(input.licenceStartDate) : null,
    }));

describe('the licence hard stop', () => {
  it.each(casesOf('cvl.hardStopDate'))('$id: $note', ({ start, bankHolidays, expected }) => {
    expect(hardStopDate(start, calendarOf(bankHolidays), THE_LAW)?.toString() ?? null).toBe(expected);
  });

  it.each(casesOf('cvl.hardStopWarningDate'))('$id: $note', ({ start, bankHolidays, expected }) => {
    expect(hardStopWarningDate(start, calendarOf(bankHolidays), THE_LAW)?.toString() ?? null).toBe(expected);
  });

  it('steps over Christmas from a licence that starts on the Tuesday after', () => {
    expect(hardStopDate(day('2026-12-29'), calendar, THE_LAW)?.toString()).toBe('2026-12-23');
    expect(hardStopWarningDate(day('2026-12-29'), calendar, THE_LAW)?.toString()).toBe('2026-12-21');
  });

  it('has no warning without a licence start date', () => {
    expect(hardStopWarningDate(null, calendar, THE_LAW)).toBeNull();
  });

  it('does not exist when the time is already served', () => {
    expect(hardStopDate(day('2026-11-27'), calendar, THE_LAW, 'ALREADY_SERVED')).toBeNull();
    expect(hardStopWarningDate(day('2026-11-27'), calendar, THE_LAW, 'ALREADY_SERVED')).toBeNull();
  });

  it('is not given beyond the bank holidays that are known', () => {
    expect(() => hardStopDate(day('2029-03-01'), calendar, THE_LAW)).toThrow(CalendarHorizonError);
    expect(() => hardStopWarningDate(day('2018-01-04'), calendar, THE_LAW)).toThrow(CalendarHorizonError);
  });

  it('and its warning are always working days, in order, before the licence starts', () => {
    const starts = fc.integer({ min: 0, max: 3900 }).map((days) => day('2018-02-01').add({ days }));
    fc.assert(
      fc.property(starts, (start) => {
        const hardStop = hardStopDate(start, calendar, THE_LAW);
        const warning = hardStopWarningDate(start, calendar, THE_LAW);
        if (hardStop === null || warning === null) throw new Error('A licence that starts has both dates');
        expect(isWorkingDay(hardStop, calendar)).toBe(true);
        expect(isWorkingDay(warning, calendar)).toBe(true);
        expect(Temporal.PlainDate.compare(warning, hardStop)).toBe(-1);
        expect(Temporal.PlainDate.compare(hardStop, start)).toBe(-1);
      }),
    );
  });
});
