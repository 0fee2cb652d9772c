import type { Temporal } from 'temporal-polyfill';
import { CalendarHorizonError, isKnown, nextWorkingDay, type Calendar } from './calendar.ts';
import {
  eligibleDaysBefore,
  isBeforeNonReleaseDay,
  presumptiveDaysOf,
  statutoryReleaseDay,
} from './eligible-days.ts';
import type { Law } from './law.ts';
import { exclusionOf } from './release-day-exclusion.ts';
import { explainAssessment, explainHorizon } from './release-day-explanation.ts';
import {
  TREATMENT_OF_DATE_TYPE,
  type ReleaseDayAssessment,
  type ReleaseDayInput,
  type ReleaseDayRefusal,
  type ReleaseDayResult,
} from './release-day-terms.ts';

export { PUBLISHED_EXCLUSION, RELEASE_DATE_TYPES, RELEASE_KINDS } from './release-day-terms.ts';
export type {
  PublishedExclusion,
  ReleaseDateType,
  ReleaseDayInput,
  ReleaseDayRefusal,
  ReleaseDayResult,
  ReleaseKind,
} from './release-day-terms.ts';

/**
 * The Friday check: the statutory date of a release, whether the early release scheme applies, the date it
 * proposes and the earliest it permits, with the reasons in plain English.
 *
 * Criminal Justice Act 1961, section 23(3), as in force on the day release is due; Offenders (Day of Release from
 * Detention) Act 2023 and its policy, as in force on the statutory date. The presumptive date is policy. When several exclusions hold, the reason given is the
 * first in the order of `EXCLUSION_REASONS`: what never changes about a release before what may.
 *
 * Refused as a value, never guessed, when an answer needs bank holidays that are not known yet. A type of
 * date that never moves needs none, so it is always answered.
 */
export function assessReleaseDay(input: ReleaseDayInput, calendar: Calendar, law: Law): ReleaseDayResult {
  const needsCalendar = TREATMENT_OF_DATE_TYPE[input.dateType] !== 'NEVER';
  if (needsCalendar && !isKnown(input.releaseDate, calendar)) {
    return refusedBeyondHorizon(input.releaseDate, calendar);
  }
  return answerWithinHorizon(calendar, () => ({ ok: true, assessment: assess(input, calendar, law) }));
}

/** Runs a rule and turns a look beyond the bank-holiday data into the refusal that page and API show. */
export function answerWithinHorizon<Answer>(
  calendar: Calendar,
  rule: () => Answer,
): Answer | ReleaseDayRefusal {
  try {
    return rule();
  } catch (error) {
    if (error instanceof CalendarHorizonError) return refusedBeyondHorizon(error.date, calendar);
    throw error;
  }
}

/** The refusal for a date outside the bank-holiday data. */
export function refusedBeyondHorizon(date: Temporal.PlainDate, calendar: Calendar): ReleaseDayRefusal {
  return {
    ok: false,
    code: 'RULE_REFUSED',
    rule: 'BANK_HOLIDAYS_NOT_KNOWN',
    explanation: explainHorizon(date, calendar),
  };
}

function assess(input: ReleaseDayInput, calendar: Calendar, law: Law): ReleaseDayAssessment {
  const statutoryDate = statutoryDateOf(input, calendar, law);
  const figures = law.on(statutoryDate.toString());
  const { mostEligibleDaysEarlier } = figures;
  const excluded = exclusionOf(input, figures);
  const engaged =
    mostEligibleDaysEarlier !== undefined &&
    excluded === undefined &&
    isBeforeNonReleaseDay(statutoryDate, calendar);
  const reason = engaged && input.exceptionalCircumstances === true ? 'REVERTED_EXCEPTIONAL' : excluded;
  const schemeApplies = engaged && reason === undefined;
  const dates = {
    statutoryDate,
    schemeApplies,
    presumptiveDate: schemeApplies
      ? eligibleDaysBefore(statutoryDate, presumptiveDaysOf(input, figures), calendar)
      : statutoryDate,
    earliestPermittedDate: schemeApplies
      ? eligibleDaysBefore(statutoryDate, mostEligibleDaysEarlier, calendar)
      : statutoryDate,
    ...(reason === undefined ? {} : { reason }),
  };
  return { ...dates, explanation: explainAssessment(input, dates, calendar, law) };
}

function statutoryDateOf(input: ReleaseDayInput, calendar: Calendar, law: Law): Temporal.PlainDate {
  switch (TREATMENT_OF_DATE_TYPE[input.dateType]) {
    case 'SCHEME':
    case 'STATUTE':
      return statutoryReleaseDay(input.releaseDate, input.sentenceLengthDays, calendar, law);
    case 'FORWARD':
      return nextWorkingDay(input.releaseDate, calendar);
    case 'NEVER':
      return input.releaseDate;
  }
}
