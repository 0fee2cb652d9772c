import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.ts';
import { eligibleDaysBefore, isBeforeNonReleaseDay, statutoryReleaseDay } from './eligible-days.ts';
import type { Law } from './law.ts';
import { answerWithinHorizon } from './release-day.ts';
import type { ReleaseDayRefusal } from './release-day-terms.ts';

/** `usePolicy` is true when `date` was moved away from a Friday or a day before a bank holiday. */
export interface NonFridayReleaseDay {
  readonly ok: true;
  readonly date: Temporal.PlainDate;
  readonly usePolicy: boolean;
}

/**
 * The presumptive date alone, for an adult already known to be within the policy: a quick look ahead when
 * nothing is known but a date. The full check, with exclusions and the day the Act came into force, is
 * `assessReleaseDay`.
 *
 * Policy of the prison service on release before weekends and bank holidays. A date already past is
 * answered with itself, and so is one whose presumptive date would be: nobody can be released yesterday.
 * Refused as a value when the bank holidays needed are not known.
 */
export function nonFridayReleaseDay(
  date: Temporal.PlainDate,
  today: Temporal.PlainDate,
  calendar: Calendar,
  law: Law,
): NonFridayReleaseDay | ReleaseDayRefusal {
  const unmoved: NonFridayReleaseDay = { ok: true, date, usePolicy: false };
  if (Temporal.PlainDate.compare(date, today) < 0) return unmoved;
  return answerWithinHorizon<NonFridayReleaseDay>(calendar, () => {
    const statutoryDate = statutoryReleaseDay(date, undefined, calendar, law);
    if (!isBeforeNonReleaseDay(statutoryDate, calendar)) return unmoved;
    const { adultEligibleDaysEarlier } = law.on(statutoryDate.toString());
    const presumptiveDate = eligibleDaysBefore(statutoryDate, adultEligibleDaysEarlier, calendar);
    if (Temporal.PlainDate.compare(presumptiveDate, today) < 0) return unmoved;
    return { ok: true, date: presumptiveDate, usePolicy: true };
  });
}
