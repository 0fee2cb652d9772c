import { Temporal } from 'temporal-polyfill';
import { dayNumberOf, plainDateOf, weekdayOf, type DayNumber } from './day-number.ts';

/** A calendar date as stored and sent: `2026-12-25`. */
export type IsoDate = string;

/** An instant as stored and sent, always with milliseconds, so that text order is time order: `2026-12-25T00:00:00.000Z`. */
export type IsoInstant = string;

/** Every date in the law and in a diary is a date in this zone. */
export const LONDON = 'Europe/London';

// Reading and writing dates is the most costly part of a command, and a caseload asks about the same few thousand
// days again and again. All values are immutable, so remembering them cannot be noticed.
const startsOfDays = remember((date: IsoDate): IsoInstant => {
  return isoInstant(Temporal.PlainDate.from(date).toZonedDateTime(LONDON).toInstant());
});
const dayNumbers = remember((date: IsoDate): DayNumber => dayNumberOf(Temporal.PlainDate.from(date)));
const isoDates = remember((day: DayNumber): IsoDate => plainDateOf(day).toString());
const londonDates = remember((epochMilliseconds: number): Temporal.PlainDate => {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(LONDON).toPlainDate();
});
const daysOfInstants = remember((instant: IsoInstant): IsoDate => {
  return dateInLondon(Temporal.Instant.from(instant)).toString();
});
const timesOfDays = remember((time: string): IsoInstant => {
  return isoInstant(Temporal.PlainDateTime.from(time).toZonedDateTime(LONDON).toInstant());
});
const instants = remember((epochMilliseconds: number): IsoInstant => {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString({ fractionalSecondDigits: 3 });
});

/** The stored form of an instant. */
export function isoInstant(instant: Temporal.Instant): IsoInstant {
  return instants(instant.epochMilliseconds);
}

/** The first instant of a date in London, where a date begins at 23:00 UTC the day before in summer. */
export function startOfDay(date: IsoDate): IsoInstant {
  return startsOfDays(date);
}

/** A clock time on a date in London, such as 14:00 for a first appointment. */
export function timeOnDay(date: IsoDate, hour: number, minute = 0): IsoInstant {
  return timesOfDays(`${date}T${twoDigits(hour)}:${twoDigits(minute)}`);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** The date in London at an instant. */
export function dateInLondon(instant: Temporal.Instant): Temporal.PlainDate {
  return londonDates(instant.epochMilliseconds);
}

/** The date in London at a stored instant. */
export function dayInLondon(instant: IsoInstant): IsoDate {
  return daysOfInstants(instant);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDates(dayNumbers(date) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumbers(to) - dayNumbers(from);
}

export function isWeekday(date: IsoDate): boolean {
  return weekdayOf(dayNumbers(date)) < 5;
}

export function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

export function later(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}

/** A pure function that keeps its answers, up to a number, and then begins again. */
function remember<Question, Answer extends string | number | object>(
  work: (question: Question) => Answer,
): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  const most = 20_000;
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = work(question);
    if (answers.size >= most) answers.clear();
    answers.set(question, answer);
    return answer;
  };
}
