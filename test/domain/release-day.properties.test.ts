import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { calendarFrom, isKnown, isNonReleaseDay, isWorkingDay } from '../../domain/law/calendar.ts';
import { isEligibleDay } from '../../domain/law/eligible-days.ts';
import { nonFridayReleaseDay } from '../../domain/law/non-friday-release.ts';
import {
  assessReleaseDay,
  RELEASE_DATE_TYPES,
  RELEASE_KINDS,
  type ReleaseDayAssessment,
  type ReleaseDayInput,
} from '../../domain/law/release-day.ts';

const calendar = calendarFrom(bankHolidayData);
const { compare } = Temporal.PlainDate;
const dates = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((n) => Temporal.PlainDate.from(from).add({ days: n }));
const underTheAct = dates('2024-01-01', 1800);

const days = fc.integer({ min: 0, max: 400 });
const inputOn = (releaseDate: fc.Arbitrary<Temporal.PlainDate>): fc.Arbitrary<ReleaseDayInput> =>
  fc.record(
    {
      releaseDate,
      dateType: fc.constantFrom(...RELEASE_DATE_TYPES),
      adult: fc.boolean(),
      daysServedSinceSentence: days,
      releaseKind: fc.constantFrom(...RELEASE_KINDS),
      cumulativeDaysServedSinceSentence: days,
      sentenceLengthDays: fc.integer({ min: 1, max: 20 }),
      exceptionalCircumstances: fc.boolean(),
    },
    { requiredKeys: ['releaseDate', 'dateType', 'adult', 'daysServedSinceSentence', 'releaseKind'] },
  );
const withinScheme: fc.Arbitrary<ReleaseDayInput> = fc.record({
  releaseDate: underTheAct,
  dateType: fc.constantFrom('CRD', 'ARD', 'PRRD', 'ETD', 'MTD', 'LTD'),
  adult: fc.boolean(),
  daysServedSinceSentence: fc.integer({ min: 28, max: 4000 }),
  releaseKind: fc.constant('DETERMINATE'),
});

function assessed(input: ReleaseDayInput): ReleaseDayAssessment {
  const result = assessReleaseDay(input, calendar);
  if (!result.ok) throw new Error(result.explanation.join(' '));
  return result.assessment;
}

const dayAfter = (date: Temporal.PlainDate) => date.add({ days: 1 });

function eligibleDaysBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): number {
  let count = 0;
  for (let date = from; compare(date, until) < 0; date = dayAfter(date)) {
    if (isEligibleDay(date, calendar)) count += 1;
  }
  return count;
}

describe('any release date', () => {
  it('keeps earliest, presumptive and statutory date in order', () => {
    fc.assert(
      fc.property(inputOn(underTheAct), (input) => {
        const { earliestPermittedDate, presumptiveDate, statutoryDate } = assessed(input);
        expect(compare(earliestPermittedDate, presumptiveDate)).toBeLessThanOrEqual(0);
        expect(compare(presumptiveDate, statutoryDate)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('moves only when the scheme applies, and has a reason when it is excluded', () => {
    fc.assert(
      fc.property(inputOn(underTheAct), (input) => {
        const { schemeApplies, reason, presumptiveDate, earliestPermittedDate, statutoryDate } =
          assessed(input);
        expect(presumptiveDate.equals(statutoryDate)).toBe(!schemeApplies);
        expect(earliestPermittedDate.equals(statutoryDate)).toBe(!schemeApplies);
        if (schemeApplies) expect(reason).toBeUndefined();
      }),
    );
  });

  it('is always explained', () => {
    fc.assert(
      fc.property(inputOn(dates('2000-01-01', 20_000)), (input) => {
        const result = assessReleaseDay(input, calendar);
        const { explanation } = result.ok ? result.assessment : result;
        expect(explanation.length).toBeGreaterThanOrEqual(2);
        for (const sentence of explanation) expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(explanation.join(' ')).not.toMatch(/undefined|null|NaN| {2}/);
      }),
    );
  });

  it('never has an answer beyond the horizon, unless it is of a type that needs no bank holidays', () => {
    fc.assert(
      fc.property(inputOn(dates('2029-01-01', 9000)), (input) => {
        const result = assessReleaseDay(input, calendar);
        const neverMoves = ['SED', 'LED', 'SLED', 'TUSED', 'PED'].includes(input.dateType);
        expect(result.ok).toBe(neverMoves);
        if (result.ok) expect(result.assessment.statutoryDate.equals(input.releaseDate)).toBe(true);
      }),
    );
  });
});

describe('a release the scheme can reach', () => {
  it('has a statutory date that is a working day, no later than it is due, with only non-working days between', () => {
    fc.assert(
      fc.property(withinScheme, (input) => {
        const { statutoryDate } = assessed(input);
        expect(isWorkingDay(statutoryDate, calendar)).toBe(true);
        for (
          let date = input.releaseDate;
          compare(date, statutoryDate) > 0;
          date = date.subtract({ days: 1 })
        ) {
          expect(isNonReleaseDay(date, calendar)).toBe(true);
        }
        expect(compare(statutoryDate, input.releaseDate)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is brought forward exactly when the day after is a weekend or bank holiday', () => {
    fc.assert(
      fc.property(withinScheme, (input) => {
        const { statutoryDate, schemeApplies } = assessed(input);
        expect(schemeApplies).toBe(isNonReleaseDay(dayAfter(statutoryDate), calendar));
      }),
    );
  });

  it('is proposed one eligible day earlier for an adult, two for a child, and never more than two', () => {
    fc.assert(
      fc.property(withinScheme, (input) => {
        const { schemeApplies, presumptiveDate, earliestPermittedDate, statutoryDate } = assessed(input);
        const proposed = schemeApplies ? (input.adult ? 1 : 2) : 0;
        expect(eligibleDaysBetween(presumptiveDate, statutoryDate)).toBe(proposed);
        expect(eligibleDaysBetween(earliestPermittedDate, statutoryDate)).toBe(schemeApplies ? 2 : 0);
      }),
    );
  });

  it('never falls on a Friday or a day before a bank holiday as proposed', () => {
    fc.assert(
      fc.property(withinScheme, (input) => {
        const { presumptiveDate } = assessed(input);
        expect(isNonReleaseDay(dayAfter(presumptiveDate), calendar)).toBe(false);
        expect(presumptiveDate.dayOfWeek).not.toBe(5);
      }),
    );
  });

  it('does not move again when the proposed date is checked in its turn', () => {
    fc.assert(
      fc.property(withinScheme, (input) => {
        const { presumptiveDate } = assessed(input);
        const again = assessed({ ...input, releaseDate: presumptiveDate });
        expect(again.statutoryDate.equals(presumptiveDate)).toBe(true);
        expect(again.schemeApplies).toBe(false);
      }),
    );
  });

  it('keeps its order: due later never means released earlier', () => {
    fc.assert(
      fc.property(withinScheme, underTheAct, (input, other) => {
        const [early, late] =
          compare(input.releaseDate, other) <= 0 ? [input.releaseDate, other] : [other, input.releaseDate];
        const a = assessed({ ...input, releaseDate: early });
        const b = assessed({ ...input, releaseDate: late });
        expect(compare(a.statutoryDate, b.statutoryDate)).toBeLessThanOrEqual(0);
        expect(isKnown(a.presumptiveDate, calendar)).toBe(true);
      }),
    );
  });

  it('has the same proposed date in the quick look ahead', () => {
    fc.assert(
      fc.property(withinScheme, (input) => {
        const today = input.releaseDate.subtract({ days: 30 });
        const { presumptiveDate, schemeApplies } = assessed({ ...input, adult: true });
        const quick = nonFridayReleaseDay(input.releaseDate, today, calendar);
        expect(quick).toMatchObject({ ok: true, usePolicy: schemeApplies });
        if (quick.ok) expect(quick.date.equals(presumptiveDate)).toBe(true);
      }),
    );
  });
});
