import type { Temporal } from 'temporal-polyfill';
import { isNonReleaseDay, isWorkingDay, type Calendar } from './calendar.ts';
import { dayNumberOf, plainDateOf, weekdayOf } from './day-number.ts';
import type { Figures } from './figures.ts';
import type { Law } from './law.ts';
import { namedDay } from './named-days.ts';

const SATURDAY = 5;

/**
 * The day a person due on `dueDate` must be discharged: the nearest day, not later, that is no Saturday,
 * Sunday, Christmas Day, Good Friday or bank holiday. In a short term a Saturday is a day of
 * discharge like any other, unless it is Christmas Day or a bank holiday.
 * Criminal Justice Act 1961, section 23(3). Throws CalendarHorizonError.
 */
export function statutoryReleaseDay(
  dueDate: Temporal.PlainDate,
  termDays: number | undefined,
  calendar: Calendar,
  law: Law,
): Temporal.PlainDate {
  const saturdayStays = saturdayIsReleaseDay(dueDate, termDays, law);
  let day = dueDate;
  while (isNonReleaseDay(day, calendar)) {
    if (saturdayStays && isPlainSaturday(day, calendar)) return day;
    day = dayBefore(day);
  }
  return day;
}

/**
 * Whether the day after is a Saturday, Sunday or bank holiday, so that a person released would find
 * services shut. Offenders (Day of Release from Detention) Act 2023. Throws CalendarHorizonError.
 */
export function isBeforeNonReleaseDay(date: Temporal.PlainDate, calendar: Calendar): boolean {
  return isNonReleaseDay(dayAfter(date), calendar);
}

/** A working day whose next day is one too. Throws CalendarHorizonError. */
export function isEligibleDay(date: Temporal.PlainDate, calendar: Calendar): boolean {
  return isWorkingDay(date, calendar) && !isBeforeNonReleaseDay(date, calendar);
}

/** The nth eligible day strictly before a date; the date itself for n = 0. Throws CalendarHorizonError. */
export function eligibleDaysBefore(
  date: Temporal.PlainDate,
  n: number,
  calendar: Calendar,
): Temporal.PlainDate {
  let day = date;
  for (let remaining = n; remaining > 0;) {
    day = dayBefore(day);
    if (isEligibleDay(day, calendar)) remaining -= 1;
  }
  return day;
}

/** How many eligible days earlier is proposed without anyone asking. Policy, and more for a child. */
export function presumptiveDaysOf({ adult }: { readonly adult: boolean }, figures: Figures): number {
  return adult ? figures.adultEligibleDaysEarlier : figures.childEligibleDaysEarlier;
}

export function dayAfter(date: Temporal.PlainDate): Temporal.PlainDate {
  return plainDateOf(dayNumberOf(date) + 1);
}

function dayBefore(date: Temporal.PlainDate): Temporal.PlainDate {
  return plainDateOf(dayNumberOf(date) - 1);
}

function saturdayIsReleaseDay(dueDate: Temporal.PlainDate, termDays: number | undefined, law: Law): boolean {
  const { saturdayTermDays } = law.on(dueDate.toString());
  return termDays !== undefined && saturdayTermDays !== undefined && termDays <= saturdayTermDays;
}

// When Christmas Day falls on a Saturday the published list has only its substitute.
function isPlainSaturday(date: Temporal.PlainDate, calendar: Calendar): boolean {
  const day = dayNumberOf(date);
  return (
    weekdayOf(day) === SATURDAY && namedDay(day) === undefined && !calendar.bankHolidays.has(date.toString())
  );
}
