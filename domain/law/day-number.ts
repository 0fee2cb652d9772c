import { Temporal } from 'temporal-polyfill';

/** Whole days since 1 January 1970, negative before it. Deadlines are counted on these numbers. */
export type DayNumber = number;

/** 0 for Monday to 6 for Sunday. */
export type WeekdayIndex = number;

const DAYS_PER_ERA = 146_097;
const DAYS_FROM_YEAR_0_TO_1970 = 719_468;
const MOST_CACHED_DATES = 20_000;

// Building a PlainDate costs thirty times as much as finding one, and a caseload asks for the same few
// thousand days again and again. The values are immutable, so sharing them cannot be noticed.
const plainDates = new Map<DayNumber, Temporal.PlainDate>();

/**
 * The day number of a calendar date (proleptic Gregorian, as Temporal uses).
 * Years are counted from March, so that a leap day falls at the end of its year.
 */
export function dayNumberOf(date: Temporal.PlainDate): DayNumber {
  const { year, month, day } = date;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_YEAR_0_TO_1970;
}

/** The calendar date of a day number: the inverse of `dayNumberOf`. */
export function plainDateOf(dayNumber: DayNumber): Temporal.PlainDate {
  const known = plainDates.get(dayNumber);
  if (known !== undefined) return known;
  const date = buildPlainDate(dayNumber);
  if (plainDates.size >= MOST_CACHED_DATES) plainDates.clear();
  plainDates.set(dayNumber, date);
  return date;
}

/** The day of the week of a day number, counted from Monday. */
export function weekdayOf(dayNumber: DayNumber): WeekdayIndex {
  return (((dayNumber + 3) % 7) + 7) % 7;
}

function buildPlainDate(dayNumber: DayNumber): Temporal.PlainDate {
  const shifted = dayNumber + DAYS_FROM_YEAR_0_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth + (marchMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return new Temporal.PlainDate(year, month, day);
}
