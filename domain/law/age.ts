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

/** The day on which a person is of full age, by the law of a day. */
export function fullAgeOn(dateOfBirth: IsoDate, asOf: IsoDate, law: Law): IsoDate {
  const born = Temporal.PlainDate.from(dateOfBirth);
  const birthday = born.add({ years: law.on(asOf).adultAge });
  return (birthday.day === born.day ? birthday : birthday.add({ days: 1 })).toString();
}

/** Of full age on a day. */
export function isAdultOn(dateOfBirth: IsoDate, date: IsoDate, law: Law): boolean {
  return ageOn(dateOfBirth, date) >= law.on(date).adultAge;
}
