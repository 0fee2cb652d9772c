import { Temporal } from 'temporal-polyfill';
import { dayNumberOf, plainDateOf, weekdayOf, type DayNumber } from './day-number.ts';

const FRIDAY = 4;

/**
 * Christmas Day or Good Friday. The Act names them itself, so they are no days of release whether or not a list of
 * bank holidays has them. Criminal Justice Act 1961, section 23(3).
 */
export function namedDay(day: DayNumber): 'Christmas Day' | 'Good Friday' | undefined {
  const { year, month, day: dayOfMonth } = plainDateOf(day);
  if (month === 12 && dayOfMonth === 25) return 'Christmas Day';
  const mayBeGoodFriday = (month === 3 || month === 4) && weekdayOf(day) === FRIDAY;
  return mayBeGoodFriday && day === dayNumberOf(easterSunday(year)) - 2 ? 'Good Friday' : undefined;
}

/** Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
function easterSunday(year: number): Temporal.PlainDate {
  const { floor } = Math;
  const [golden, century, yearOfCentury] = [year % 19, floor(year / 100), year % 100];
  const moonCorrection = floor((century - floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - floor(century / 4) - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoon = floor((golden + 11 * epact + 22 * weekday) / 451);
  const fromMarch = epact + weekday - 7 * lateMoon + 114;
  return new Temporal.PlainDate(year, floor(fromMarch / 31), (fromMarch % 31) + 1);
}
