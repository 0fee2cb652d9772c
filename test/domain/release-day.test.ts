import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { calendarFrom, calendarOf, type Calendar } from '../../domain/law/calendar.ts';
import {
  assessReleaseDay,
  RELEASE_DATE_TYPES,
  RELEASE_KINDS,
  type ReleaseDateType,
  type ReleaseDayInput,
  type ReleaseKind,
} from '../../domain/law/release-day.ts';
import type { ExclusionReason } from '../../domain/law/release-day-terms.ts';
import releaseDayCases from '../cases/release-day.json' with { type: 'json' };
import { THE_LAW } from '../support/law.ts';

const published = calendarFrom(bankHolidayData);
const day = (iso: string) => Temporal.PlainDate.from(iso);

const adult: Omit<ReleaseDayInput, 'releaseDate'> = {
  dateType: 'CRD',
  adult: true,
  daysServedSinceSentence: 60,
  releaseKind: 'DETERMINATE',
};
const due = (iso: string, changes: Partial<ReleaseDayInput> = {}): ReleaseDayInput => ({
  ...adult,
  releaseDate: day(iso),
  ...changes,
});

function datesOf(input: ReleaseDayInput, calendar: Calendar = published) {
  const result = assessReleaseDay(input, calendar, THE_LAW);
  if (!result.ok) throw new Error(result.explanation.join(' '));
  const { statutoryDate, schemeApplies, presumptiveDate, earliestPermittedDate, reason } = result.assessment;
  return {
    statutoryDate: statutoryDate.toString(),
    schemeApplies,
    presumptiveDate: presumptiveDate.toString(),
    earliestPermittedDate: earliestPermittedDate.toString(),
    ...(reason === undefined ? {} : { reason }),
  };
}

const unmoved = (iso: string, reason?: ExclusionReason) => ({
  statutoryDate: iso,
  schemeApplies: false,
  presumptiveDate: iso,
  earliestPermittedDate: iso,
  ...(reason === undefined ? {} : { reason }),
});

describe('the worked cases of the release day', () => {
  const oneOf = <T extends string>(known: readonly T[], value: string): T => {
    const found = known.find((each) => each === value);
    if (found === undefined) throw new Error(`The case says ${value}, which is not known`);
    return found;
  };

  it.each(releaseDayCases)('$id: $note', ({ input, bankHolidays, expected }) => {
    const calendar = bankHolidays.length === 0 ? published : calendarOf(bankHolidays);
    const dates = datesOf(
      due(input.calculatedReleaseDate, {
        dateType: oneOf(RELEASE_DATE_TYPES, input.dateType),
        adult: input.adult,
        daysServedSinceSentence: input.daysServedSinceSentence,
        releaseKind: oneOf(RELEASE_KINDS, input.releaseKind),
      }),
      calendar,
    );
    expect(dates).toMatchObject(expected);
    if (!('reason' in expected) && input.dateType === 'CRD') expect(dates).not.toHaveProperty('reason');
  });
});

describe('the edges that must be right, on the published bank holidays', () => {
  it.each([
    { of: 'a plain Friday', date: '2026-11-27', moves: ['2026-11-27', '2026-11-26', '2026-11-25'] },
    { of: 'a Saturday', date: '2026-11-28', moves: ['2026-11-27', '2026-11-26', '2026-11-25'] },
    { of: 'a Sunday', date: '2026-11-29', moves: ['2026-11-27', '2026-11-26', '2026-11-25'] },
    { of: 'Maundy Thursday', date: '2026-04-02', moves: ['2026-04-02', '2026-04-01', '2026-03-31'] },
    { of: 'Easter Monday', date: '2026-04-06', moves: ['2026-04-02', '2026-04-01', '2026-03-31'] },
    { of: 'Thursday 24 December', date: '2026-12-24', moves: ['2026-12-24', '2026-12-23', '2026-12-22'] },
    { of: 'Friday 25 December', date: '2026-12-25', moves: ['2026-12-24', '2026-12-23', '2026-12-22'] },
    { of: 'Monday 28 December', date: '2026-12-28', moves: ['2026-12-24', '2026-12-23', '2026-12-22'] },
    { of: 'Friday 27 December 2024', date: '2024-12-27', moves: ['2024-12-27', '2024-12-23', '2024-12-19'] },
    { of: 'the last Friday known', date: '2028-12-29', moves: ['2028-12-29', '2028-12-28', '2028-12-27'] },
  ])('$of', ({ date, moves: [statutoryDate, presumptiveDate, earliestPermittedDate] }) => {
    const expected = { statutoryDate, schemeApplies: true, presumptiveDate, earliestPermittedDate };
    expect(datesOf(due(date))).toEqual(expected);
  });

  it.each(['2026-11-26', '2026-11-30', '2026-12-29', '2026-04-07'])('%s stays where it is', (date) => {
    expect(datesOf(due(date))).toEqual(unmoved(date));
  });

  it('proposes the second eligible day at once for a child', () => {
    expect(datesOf(due('2026-11-27', { adult: false }))).toMatchObject({
      presumptiveDate: '2026-11-25',
      earliestPermittedDate: '2026-11-25',
    });
  });
});

describe('types of date', () => {
  it.each<ReleaseDateType>(['CRD', 'ARD', 'PRRD', 'ETD', 'MTD', 'LTD'])('%s moves', (dateType) => {
    expect(datesOf(due('2026-12-25', { dateType })).presumptiveDate).toBe('2026-12-23');
  });

  it.each<ReleaseDateType>(['SED', 'LED', 'SLED', 'TUSED', 'PED'])('%s keeps its own date', (dateType) => {
    expect(datesOf(due('2026-12-25', { dateType }))).toEqual(unmoved('2026-12-25', 'DATE_TYPE_NOT_MOVED'));
  });

  it.each<ReleaseDateType>(['HDCED', 'HDCAD'])('%s moves forward to the next working day', (dateType) => {
    expect(datesOf(due('2026-12-25', { dateType }))).toEqual(unmoved('2026-12-29', 'DATE_TYPE_NOT_MOVED'));
  });

  it.each<ReleaseDateType>(['APD', 'CONFIRMED'])('%s moves back by law but not by the scheme', (dateType) => {
    expect(datesOf(due('2026-12-25', { dateType }))).toEqual(unmoved('2026-12-24', 'DATE_TYPE_NOT_MOVED'));
  });

  it('that never move are answered even beyond the horizon, because they need no bank holidays', () => {
    expect(datesOf(due('2035-05-01', { dateType: 'SLED' }))).toEqual(
      unmoved('2035-05-01', 'DATE_TYPE_NOT_MOVED'),
    );
  });
});

describe('a term of 5 days or fewer', () => {
  it.each([
    { termDays: 5, date: '2026-11-28', statutoryDate: '2026-11-28', of: 'on a Saturday stays' },
    { termDays: 6, date: '2026-11-28', statutoryDate: '2026-11-27', of: 'and a day longer does not' },
    { termDays: undefined, date: '2026-11-28', statutoryDate: '2026-11-27', of: 'is not presumed' },
    { termDays: 5, date: '2026-11-29', statutoryDate: '2026-11-28', of: 'on a Sunday goes to the Saturday' },
    { termDays: 5, date: '2027-12-25', statutoryDate: '2027-12-24', of: 'on a Saturday Christmas Day' },
    { termDays: 5, date: '2026-12-28', statutoryDate: '2026-12-26', of: 'on a Monday bank holiday' },
  ])('$of ($termDays days, $date)', ({ termDays, date, statutoryDate }) => {
    const input = due(date, { sentenceLengthDays: termDays, daysServedSinceSentence: 5 });
    expect(datesOf(input)).toEqual(unmoved(statutoryDate, 'SERVED_TOO_LITTLE'));
  });

  it('does not end on a Saturday that is a bank holiday in the data', () => {
    const input = due('2026-11-28', { sentenceLengthDays: 3, daysServedSinceSentence: 3 });
    expect(datesOf(input, calendarOf(['2026-11-28'])).statutoryDate).toBe('2026-11-27');
  });
});

describe('exclusions', () => {
  it.each<{ releaseKind: ReleaseKind; reason: ExclusionReason }>([
    { releaseKind: 'HDC', reason: 'HDC' },
    { releaseKind: 'INDETERMINATE', reason: 'INDETERMINATE' },
    { releaseKind: 'PAROLE_BOARD', reason: 'PAROLE_BOARD_DISCRETIONARY' },
  ])('$releaseKind: only the statutory step is taken', ({ releaseKind, reason }) => {
    expect(datesOf(due('2026-12-25', { releaseKind }))).toEqual(unmoved('2026-12-24', reason));
  });

  it.each([
    { served: 27, cumulative: undefined, releaseKind: 'DETERMINATE', excluded: true },
    { served: 28, cumulative: undefined, releaseKind: 'DETERMINATE', excluded: false },
    { served: 27, cumulative: 200, releaseKind: 'DETERMINATE', excluded: true },
    { served: 10, cumulative: 28, releaseKind: 'RECALL', excluded: false },
    { served: 10, cumulative: 27, releaseKind: 'RECALL', excluded: true },
    { served: 27, cumulative: undefined, releaseKind: 'RECALL', excluded: true },
    { served: 28, cumulative: undefined, releaseKind: 'RECALL', excluded: false },
  ] as const)('$releaseKind with $served days served, $cumulative in all: $excluded', (row) => {
    const input = due('2026-11-27', {
      releaseKind: row.releaseKind,
      daysServedSinceSentence: row.served,
      cumulativeDaysServedSinceSentence: row.cumulative,
    });
    if (row.excluded) expect(datesOf(input)).toEqual(unmoved('2026-11-27', 'SERVED_TOO_LITTLE'));
    else expect(datesOf(input).schemeApplies).toBe(true);
  });

  it('go back to the statutory date in exceptional circumstances', () => {
    const input = due('2026-12-25', { exceptionalCircumstances: true });
    expect(datesOf(input)).toEqual(unmoved('2026-12-24', 'REVERTED_EXCEPTIONAL'));
  });

  it('do not call a Monday reverted, for the scheme would have left it alone', () => {
    expect(datesOf(due('2026-11-30', { exceptionalCircumstances: true }))).toEqual(unmoved('2026-11-30'));
  });

  it('are named on a Monday too, where they make no difference', () => {
    expect(datesOf(due('2026-11-30', { releaseKind: 'HDC' }))).toEqual(unmoved('2026-11-30', 'HDC'));
  });

  it.each<{ input: Partial<ReleaseDayInput>; reason: ExclusionReason }>([
    { input: { releaseKind: 'HDC', dateType: 'SLED', daysServedSinceSentence: 3 }, reason: 'HDC' },
    { input: { dateType: 'SLED', daysServedSinceSentence: 3 }, reason: 'DATE_TYPE_NOT_MOVED' },
    { input: { daysServedSinceSentence: 3, exceptionalCircumstances: true }, reason: 'SERVED_TOO_LITTLE' },
  ])('give the strongest reason when several hold: $reason', ({ input, reason }) => {
    expect(datesOf(due('2026-11-27', input)).reason).toBe(reason);
  });
});

describe('the law in force', () => {
  it('leaves a Friday alone before the Act came into force', () => {
    expect(datesOf(due('2023-12-08', { daysServedSinceSentence: 3 }))).toEqual(unmoved('2023-12-08'));
  });

  it('moves the first Friday after it', () => {
    expect(datesOf(due('2023-12-15')).presumptiveDate).toBe('2023-12-14');
  });
});

describe('the horizon of the bank holidays', () => {
  it.each([
    { of: 'a date after it', date: '2029-03-02', looked: 'Friday 2 March 2029' },
    { of: 'a Saturday after it', date: '2029-03-03', looked: 'Saturday 3 March 2029' },
    { of: 'a date before it', date: '2017-12-29', looked: 'Friday 29 December 2017' },
    { of: 'a date whose earlier days are before it', date: '2018-01-01', looked: 'Friday 29 December 2017' },
  ])('refuses $of as a value', ({ date, looked }) => {
    const result = assessReleaseDay(due(date), published, THE_LAW);
    expect(result).toMatchObject({ ok: false, code: 'RULE_REFUSED', rule: 'BANK_HOLIDAYS_NOT_KNOWN' });
    expect(result.ok ? [] : result.explanation).toContainEqual(expect.stringContaining(looked));
  });

  it('refuses a date whose next day is beyond it', () => {
    const untilWednesday = calendarOf([], day('2026-11-25'));
    expect(assessReleaseDay(due('2026-11-25'), untilWednesday, THE_LAW)).toEqual({
      ok: false,
      code: 'RULE_REFUSED',
      rule: 'BANK_HOLIDAYS_NOT_KNOWN',
      explanation: [
        'The bank holidays of England and Wales are known until Wednesday 25 November 2026.',
        'The release day depends on Thursday 26 November 2026, which is outside that time, so it is not known yet.',
      ],
    });
  });

  it('answers the last Friday, whose next day is a Saturday whatever the data says', () => {
    expect(datesOf(due('2026-11-27'), calendarOf([], day('2026-11-27'))).presumptiveDate).toBe('2026-11-26');
  });

  it('lets an error that is no horizon through', () => {
    const broken: Calendar = { ...published, bankHolidays: new Set(['not a date']) };
    expect(() => assessReleaseDay(due('2026-11-27'), broken, THE_LAW)).toThrow(RangeError);
  });
});
