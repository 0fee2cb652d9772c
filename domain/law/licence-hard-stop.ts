import type { Temporal } from 'temporal-polyfill';
import { previousWorkingDay, workingDaysBefore, type Calendar } from './calendar.ts';
import type { Law } from './law.ts';

/** Whether the person is still to be released, or has already served the time when the licence is made. */
export type TimeToServe = 'REMAINING' | 'ALREADY_SERVED';

/**
 * The day from which probation can no longer change a licence before release: some working days before it
 * starts, its start first rolled back to a working day. Null without a start date, and when the time is
 * already served, because then there is no hard stop.
 * Policy of the licence service. Throws CalendarHorizonError; ask `isKnown` first.
 */
export function hardStopDate(
  licenceStartDate: Temporal.PlainDate | null,
  calendar: Calendar,
  law: Law,
  timeToServe: TimeToServe = 'REMAINING',
): Temporal.PlainDate | null {
  if (licenceStartDate === null || timeToServe === 'ALREADY_SERVED') return null;
  const { licenceHardStopWorkingDays } = law.on(licenceStartDate.toString());
  const start = previousWorkingDay(licenceStartDate, calendar);
  return workingDaysBefore(start, licenceHardStopWorkingDays, calendar);
}

/** The day to warn of the hard stop, some working days before it, by the policy of the day the licence starts. Otherwise as `hardStopDate`. */
export function hardStopWarningDate(
  licenceStartDate: Temporal.PlainDate | null,
  calendar: Calendar,
  law: Law,
  timeToServe: TimeToServe = 'REMAINING',
): Temporal.PlainDate | null {
  const hardStop = hardStopDate(licenceStartDate, calendar, law, timeToServe);
  if (licenceStartDate === null || hardStop === null) return null;
  const { licenceHardStopWarningWorkingDays } = law.on(licenceStartDate.toString());
  return workingDaysBefore(hardStop, licenceHardStopWarningWorkingDays, calendar);
}
