import { addDays, type IsoDate } from './time.ts';
import type { Law } from './law.ts';

/** In whole years. Someone born on 29 February is a year older on 1 March of a common year. */
export function ageOn(dateOfBirth: IsoDate, date: IsoDate): number {
  const birthdayHasCome = monthDayOf(date) >= monthDayOf(dateOfBirth);
  return yearOf(date) - yearOf(dateOfBirth) - (birthdayHasCome ? 0 : 1);
}

/** The day on which a person is of full age, by the law of a day. */
export function fullAgeOn(dateOfBirth: IsoDate, asOf: IsoDate, law: Law): IsoDate {
  const year = yearOf(dateOfBirth) + law.on(asOf).adultAge;
  // The day after 28 February is 29 February where there is one, and 1 March elsewhere.
  return monthDayOf(dateOfBirth) === '02-29'
    ? addDays(`${year}-02-28`, 1)
    : `${year}-${monthDayOf(dateOfBirth)}`;
}

/** Of full age on a day. */
export function isAdultOn(dateOfBirth: IsoDate, date: IsoDate, law: Law): boolean {
  return ageOn(dateOfBirth, date) >= law.on(date).adultAge;
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

/** In the order of the year, as text. */
function monthDayOf(date: IsoDate): string {
  return date.slice(5);
}
