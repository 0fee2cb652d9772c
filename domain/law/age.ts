import { Temporal } from 'temporal-polyfill';
import type { Law } from './law.ts';
import type { IsoDate } from './time.ts';

/** In whole years. Someone born on 29 February is a year older on 1 March of a common year. */
export function ageOn(dateOfBirth: IsoDate, date: IsoDate): number {
  const born = Temporal.PlainDate.from(dateOfBirth);
  const [{ year, monthDay }, day] = [partsOf(born), Temporal.PlainDate.from(date)];
  const birthdayHasCome = partsOf(day).monthDay >= monthDay;
  return day.year - year - (birthdayHasCome ? 0 : 1);
}

function partsOf({ year, month, day }: Temporal.PlainDate): {
  readonly year: number;
  readonly monthDay: number;
} {
  return { year, monthDay: month * 100 + day };
}

/** Of full age on a day. */
export function isAdultOn(dateOfBirth: IsoDate, date: IsoDate, law: Law): boolean {
  return ageOn(dateOfBirth, date) >= law.on(date).adultAge;
}
