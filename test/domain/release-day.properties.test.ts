import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { calendarFrom, isKnown, isNonReleaseDay, isWorkingDay } from '../../domain/law/calendar.ts';
import { isEligibleDay } from '../../domain/law/eligible-days.ts';
import type { Law } from '../../domain/law/law.ts';
import { countOf } from '../../domain/law/number-words.ts';
import { nonFridayReleaseDay } from '../../domain/law/non-friday-release.ts';
import {
  assessReleaseDay,
  RELEASE_DATE_TYPES,
  RELEASE_KINDS,
  type ReleaseDayInput,
} from '../../domain/law/release-day.ts';
import type { ReleaseDayAssessment } from '../../domain/law/release-day-terms.ts';
import { lawWith, THE_LAW } from '../support/law.ts';

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

function assessed(input: ReleaseDayInput, law: Law = THE_LAW): ReleaseDayAssessment {
  const result = assessReleaseDay(input, calendar, law);
  if (!result.ok) throw new Error(result.explanation.join(' '));
  return result.assessment;
}

const isChristmas = ({ month, day }: Temporal.PlainDate) => month === 12 && day === 25;
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
        const result = assessReleaseDay(input, calendar, THE_LAW);
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
        const result = assessReleaseDay(input, calendar, THE_LAW);
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

  it('is proposed and permitted as many eligible days earlier as the law says, whatever it says', () => {
    const figures = fc
      .record({
        adultEligibleDaysEarlier: fc.integer({ min: 1, max: 4 }),
        childEligibleDaysEarlier: fc.integer({ min: 1, max: 4 }),
        mostEligibleDaysEarlier: fc.integer({ min: 4, max: 6 }),
      })
      .map((given) => ({ given, law: lawWith(given) }));
    fc.assert(
      fc.property(withinScheme, figures, (input, { given, law }) => {
        const { schemeApplies, presumptiveDate, earliestPermittedDate, statutoryDate } = assessed(input, law);
        const proposed = input.adult ? given.adultEligibleDaysEarlier : given.childEligibleDaysEarlier;
        expect(eligibleDaysBetween(presumptiveDate, statutoryDate)).toBe(schemeApplies ? proposed : 0);
        expect(eligibleDaysBetween(earliestPermittedDate, statutoryDate)).toBe(
          schemeApplies ? given.mostEligibleDaysEarlier : 0,
        );
      }),
    );
  });

  it('is excluded exactly when fewer days have been served than the policy asks for, whatever it asks', () => {
    const minimum = fc.integer({ min: 0, max: 366 });
    fc.assert(
      fc.property(withinScheme, minimum, fc.integer({ min: 0, max: 400 }), (input, least, served) => {
        const law = lawWith({ minimumDaysServed: least });
        const { reason, explanation } = assessed({ ...input, daysServedSinceSentence: served }, law);
        expect(reason).toBe(served < least ? 'SERVED_TOO_LITTLE' : undefined);
        if (served < least) expect(explanation.join(' ')).toContain(countOf(least, 'day'));
      }),
    );
  });

  it('may end on a Saturday exactly when the term is as short as the law says, whatever it says', () => {
    const saturdays = fc
      .integer({ min: 0, max: 200 })
      .map((n) => Temporal.PlainDate.from('2024-01-06').add({ weeks: n }));
    const days = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(saturdays, days, days, (releaseDate, longest, sentenceLengthDays) => {
        const input = { releaseDate, dateType: 'CRD', adult: true, releaseKind: 'DETERMINATE' } as const;
        const law = lawWith({ saturdayTermDays: longest });
        const { statutoryDate } = assessed(
          { ...input, daysServedSinceSentence: 400, sentenceLengthDays },
          law,
        );
        const namedByTheAct = calendar.bankHolidays.has(releaseDate.toString()) || isChristmas(releaseDate);
        expect(statutoryDate.equals(releaseDate)).toBe(sentenceLengthDays <= longest && !namedByTheAct);
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
        const quick = nonFridayReleaseDay(input.releaseDate, today, calendar, THE_LAW);
        expect(quick).toMatchObject({ ok: true, usePolicy: schemeApplies });
        if (quick.ok) expect(quick.date.equals(presumptiveDate)).toBe(true);
      }),
    );
  });
});
