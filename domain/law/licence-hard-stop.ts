import type { Temporal } from 'temporal-polyfill';
import { previousWorkingDay, workingDaysBefore, type Calendar } from './calendar.ts';
import { LEGISLATION, requiredOn } from './legislation.ts';

/** Whether the person is still to be released, or has already served the time when the licence is made. */
export type TimeToServe = 'REMAINING' | 'ALREADY_SERVED';

/**
 * The day from which probation can no longer change a licence before release: two working days before it
 * starts, its start first rolled back to a working day. Null without a start date, and when the time is
 * already served, for then there is no hard stop.
 * Policy of the licence service. Throws CalendarHorizonError; ask `isKnown` first.
 */
export function hardStopDate(
  licenceStartDate: Temporal.PlainDate | null,
  calendar: Calendar,
  timeToServe: TimeToServe = 'REMAINING',
): Temporal.PlainDate | null {
  if (licenceStartDate === null || timeToServe === 'ALREADY_SERVED') return null;
  const { workingDaysBeforeStart } = requiredOn(LEGISLATION.licenceHardStop, licenceStartDate);
  return workingDaysBefore(previousWorkingDay(licenceStartDate, calendar), workingDaysBeforeStart, calendar);
}

/** The day to warn of the hard stop: two working days before it. Otherwise as `hardStopDate`. */
export function hardStopWarningDate(
  licenceStartDate: Temporal.PlainDate | null,
  calendar: Calendar,
  timeToServe: TimeToServe = 'REMAINING',
): Temporal.PlainDate | null {
  const hardStop = hardStopDate(licenceStartDate, calendar, timeToServe);
  if (hardStop === null) return null;
  const { warningWorkingDaysBefore } = requiredOn(LEGISLATION.licenceHardStop, hardStop);
  return workingDaysBefore(hardStop, warningWorkingDaysBefore, calendar);
}
