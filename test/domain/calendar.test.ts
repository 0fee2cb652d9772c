import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import {
  CalendarHorizonError,
  calendarFrom,
  calendarOf,
  isKnown,
  isNonReleaseDay,
  isWeekend,
  isWorkingDay,
  moveToWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysAfter,
  workingDaysBefore,
} from '../../domain/law/calendar.ts';
import workingDayCases from '../cases/working-days.json' with { type: 'json' };

const day = (iso: string) => Temporal.PlainDate.from(iso);
const calendar = calendarFrom(bankHolidayData);

const feedOf = (...events: unknown[]) => ({ 'england-and-wales': { division: 'england-and-wales', events } });

describe('the bank holiday feed', () => {
  it('covers whole years, from the first in the data to the last', () => {
    expect(calendar.knownFrom?.toString()).toBe('2018-01-01');
    expect(calendar.knownUntil?.toString()).toBe('2028-12-31');
  });

  it('keeps the title of each bank holiday and says when it is a substitute', () => {
    expect(calendar.titles.get('2026-12-25')).toBe('Christmas Day');
    expect(calendar.titles.get('2026-12-28')).toBe('Boxing Day (substitute day)');
  });

  it('lets unknown fields and other divisions through, as the published feed may grow', () => {
    const grown = {
      ...feedOf({ title: 'New Year', date: '2030-01-01', bunting: true, colour: 'red' }),
      scotland: { division: 'scotland', events: [{ title: '2nd January', date: '2030-01-02' }] },
    };
    expect([...calendarFrom(grown).bankHolidays]).toEqual(['2030-01-01']);
  });

  it.each([
    { fault: 'nothing', feed: undefined },
    { fault: 'another shape', feed: [] },
    { fault: 'another division', feed: { scotland: { division: 'scotland', events: [] } } },
    { fault: 'no events', feed: feedOf() },
    { fault: 'an event without a title', feed: feedOf({ date: '2026-12-25' }) },
    { fault: 'a date that does not exist', feed: feedOf({ title: 'Leap', date: '2026-02-30' }) },
    { fault: 'a date in another form', feed: feedOf({ title: 'Christmas', date: '25/12/2026' }) },
  ])('is refused with a clear error when it has $fault', ({ feed }) => {
    expect(() => calendarFrom(feed)).toThrow(/^The bank holiday feed cannot be read:\n./);
  });

  it('names the place of each fault', () => {
    expect(() => calendarFrom(feedOf({ title: 'Leap', date: '2026-02-30' }))).toThrow(/events\[0\]\.date/);
  });
});

describe('a calendar of bare dates', () => {
  it('is complete for all time when no horizon is given', () => {
    const bare = calendarOf(['2026-12-25']);
    expect(isKnown(day('2099-06-01'), bare)).toBe(true);
    expect(isWorkingDay(day('2026-12-25'), bare)).toBe(false);
    expect(isWorkingDay(day('2099-06-01'), bare)).toBe(true);
  });

  it('ends at the horizon it is given', () => {
    const bare = calendarOf([], day('2026-12-31'));
    expect(isKnown(day('2026-12-31'), bare)).toBe(true);
    expect(isKnown(day('2027-01-01'), bare)).toBe(false);
  });

  it('refuses a date that does not exist', () => {
    expect(() => calendarOf(['2026-02-30'])).toThrow(RangeError);
  });
});

describe('kinds of day', () => {
  it.each([
    { date: '2026-11-27', kind: 'a plain Friday', working: true },
    { date: '2026-11-28', kind: 'a Saturday', working: false },
    { date: '2026-11-29', kind: 'a Sunday', working: false },
    { date: '2026-04-03', kind: 'Good Friday', working: false },
    { date: '2026-12-25', kind: 'Christmas Day', working: false },
    { date: '2026-12-28', kind: 'a substitute day', working: false },
    { date: '2022-06-03', kind: 'a one-off bank holiday', working: false },
    { date: '2024-02-29', kind: 'a leap day', working: true },
  ])('$kind, $date, is a working day: $working', ({ date, working }) => {
    expect(isWorkingDay(day(date), calendar)).toBe(working);
    expect(isNonReleaseDay(day(date), calendar)).toBe(!working);
  });

  it('knows a weekend without any data', () => {
    expect(
      ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map((iso) => isWeekend(day(iso))),
    ).toEqual([false, true, true, false]);
  });
});

describe('the worked cases of working days', () => {
  interface WorkingDayCase {
    readonly id: string;
    readonly algorithm: string;
    readonly input: { readonly date?: string; readonly count?: number };
    readonly bankHolidays: readonly string[];
    readonly expected: object;
    readonly note: string;
  }
  const cases: readonly WorkingDayCase[] = workingDayCases;
  const of = (algorithm: string) =>
    cases
      .filter((row) => row.algorithm === algorithm)
      .map((row) => ({ ...row, date: day(row.input.date ?? ''), count: row.input.count ?? NaN }));

  it.each(of('workingDay.next'))('$id: $note', ({ date, bankHolidays, expected }) => {
    const move = moveToWorkingDay(date, 'FORWARD', calendarOf(bankHolidays));
    expect({ ...move, date: move.date.toString() }).toEqual(expected);
  });

  it.each(of('workingDays.after'))('$id: $note', ({ date, count, bankHolidays, expected }) => {
    expect({ date: workingDaysAfter(date, count, calendarOf(bankHolidays)).toString() }).toEqual(expected);
  });

  it.each(of('workingDays.before'))('$id: $note', ({ date, count, bankHolidays, expected }) => {
    expect({ date: workingDaysBefore(date, count, calendarOf(bankHolidays)).toString() }).toEqual(expected);
  });

  it('are all covered here or with the licence hard stop', () => {
    const known = ['workingDay.next', 'workingDays.after', 'workingDays.before'];
    const rest = cases.filter((row) => !known.includes(row.algorithm)).map((row) => row.algorithm);
    expect(new Set(rest)).toEqual(new Set(['cvl.hardStopDate', 'cvl.hardStopWarningDate']));
  });
});

describe('moving to a working day', () => {
  it('leaves a working day where it is', () => {
    expect(nextWorkingDay(day('2026-11-27'), calendar).toString()).toBe('2026-11-27');
    expect(previousWorkingDay(day('2026-11-27'), calendar).toString()).toBe('2026-11-27');
  });

  it('says that it stepped over both a bank holiday and a weekend', () => {
    const move = moveToWorkingDay(day('2026-12-25'), 'FORWARD', calendar);
    expect(move.date.toString()).toBe('2026-12-29');
    expect(move).toMatchObject({ adjustedForWeekend: true, adjustedForBankHoliday: true });
  });

  it('goes back over Easter to the Thursday', () => {
    expect(previousWorkingDay(day('2026-04-06'), calendar).toString()).toBe('2026-04-02');
  });

  it.each([-1, 1.5, NaN, Infinity])('cannot count %p working days', (n) => {
    expect(() => workingDaysAfter(day('2026-11-27'), n, calendar)).toThrow(RangeError);
    expect(() => workingDaysBefore(day('2026-11-27'), n, calendar)).toThrow(RangeError);
  });

  it('counts none as the date itself', () => {
    expect(workingDaysAfter(day('2026-11-28'), 0, calendar).toString()).toBe('2026-11-28');
  });
});

describe('the horizon', () => {
  it('is asked with isKnown on both sides', () => {
    const dates = ['2017-12-31', '2018-01-01', '2028-12-31', '2029-01-01'];
    expect(dates.map((iso) => isKnown(day(iso), calendar))).toEqual([false, true, true, false]);
  });

  it.each([
    { what: 'a weekday after it', ask: () => isWorkingDay(day('2029-01-02'), calendar) },
    { what: 'a weekday before it', ask: () => isWorkingDay(day('2017-12-29'), calendar) },
    { what: 'the next working day past it', ask: () => nextWorkingDay(day('2028-12-31'), calendar) },
    {
      what: 'the previous working day before it',
      ask: () => previousWorkingDay(day('2018-01-01'), calendar),
    },
    { what: 'counting past it', ask: () => workingDaysAfter(day('2028-12-20'), 10, calendar) },
    { what: 'counting back past it', ask: () => workingDaysBefore(day('2018-01-05'), 10, calendar) },
  ])('refuses $what', ({ ask }) => {
    expect(ask).toThrow(CalendarHorizonError);
  });

  it('says which day was asked for and what is known', () => {
    const ask = () => isWorkingDay(day('2029-01-02'), calendar);
    expect(ask).toThrow('Bank holidays are not known for Tuesday 2 January 2029');
    try {
      ask();
    } catch (error) {
      if (!(error instanceof CalendarHorizonError)) throw error;
      expect(error.date.toString()).toBe('2029-01-02');
      expect(error.knownFrom?.toString()).toBe('2018-01-01');
      expect(error.knownUntil?.toString()).toBe('2028-12-31');
    }
    expect.assertions(4);
  });

  it('does not stand in the way of a weekend, which needs no data', () => {
    expect(isWorkingDay(day('2029-01-06'), calendar)).toBe(false);
  });
});

describe('the days that a move steps over', () => {
  const bare = calendarOf([]);

  it.each([
    { from: '2027-03-13', direction: 'BACK', to: '2027-03-12', weekend: true, holiday: false },
    { from: '2027-03-14', direction: 'FORWARD', to: '2027-03-15', weekend: true, holiday: false },
    { from: '2027-03-12', direction: 'BACK', to: '2027-03-12', weekend: false, holiday: false },
    { from: '2025-12-25', direction: 'BACK', to: '2025-12-24', weekend: false, holiday: true },
    { from: '2027-12-25', direction: 'BACK', to: '2027-12-24', weekend: true, holiday: false },
    { from: '2027-12-25', direction: 'FORWARD', to: '2027-12-27', weekend: true, holiday: false },
    { from: '2027-03-26', direction: 'FORWARD', to: '2027-03-29', weekend: true, holiday: true },
    { from: '2027-03-26', direction: 'BACK', to: '2027-03-25', weekend: false, holiday: true },
  ] as const)(
    'from $from, $direction, are told apart where no list of bank holidays has them: weekend $weekend, holiday $holiday',
    ({ from, direction, to, weekend, holiday }) => {
      const { date, ...stepped } = moveToWorkingDay(day(from), direction, bare);
      expect(date.toString()).toBe(to);
      expect(stepped).toEqual({ adjustedForWeekend: weekend, adjustedForBankHoliday: holiday });
    },
  );

  it('are both kinds over Christmas 2026, which has a bank holiday on the Monday', () => {
    expect(moveToWorkingDay(day('2026-12-25'), 'FORWARD', calendar)).toMatchObject({
      adjustedForWeekend: true,
      adjustedForBankHoliday: true,
    });
  });
});

describe('a day outside the bank-holiday data', () => {
  const short = calendarOf([], day('2027-03-12'));

  it('is named in the error, with what is known', () => {
    const error = (() => {
      try {
        return isWorkingDay(day('2027-03-15'), short);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(CalendarHorizonError);
    expect(error).toMatchObject({
      name: 'CalendarHorizonError',
      message: 'Bank holidays are not known for Monday 15 March 2027',
      knownFrom: undefined,
    });
    expect(error instanceof CalendarHorizonError && error.date.toString()).toBe('2027-03-15');
    expect(error instanceof CalendarHorizonError && error.knownUntil?.toString()).toBe('2027-03-12');
  });

  it('needs no data on a weekend', () => {
    expect(isWorkingDay(day('2027-03-13'), short)).toBe(false);
    expect(isKnown(day('2027-03-13'), short)).toBe(false);
  });

  it('is not reached by counting to the last day that is known', () => {
    expect(workingDaysAfter(day('2027-03-10'), 2, short).toString()).toBe('2027-03-12');
    expect(() => workingDaysAfter(day('2027-03-10'), 3, short)).toThrow(CalendarHorizonError);
  });

  it.each([-1, 1.5, NaN, Infinity])('cannot be asked about by counting %d working days', (n) => {
    const count = () => workingDaysAfter(day('2027-03-10'), n, short);
    expect(count).toThrow(RangeError);
    expect(count).toThrow(`Cannot count ${n} working days`);
    expect(() => workingDaysBefore(day('2027-03-10'), n, short)).toThrow(RangeError);
  });

  it('is any day before the first year of the published data', () => {
    expect(isKnown(day('2017-12-31'), calendar)).toBe(false);
    expect(isKnown(day('2018-01-01'), calendar)).toBe(true);
    expect(isKnown(day('2028-12-31'), calendar)).toBe(true);
    expect(isKnown(day('2029-01-01'), calendar)).toBe(false);
  });
});
