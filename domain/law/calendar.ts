import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { dayNumberOf, plainDateOf, weekdayOf, type DayNumber } from './day-number.ts';
import { longDate } from './long-date.ts';
import { namedDay } from './named-days.ts';

/** The bank holidays of England and Wales, as far as they are known. */
export interface Calendar {
  /** ISO dates. */
  readonly bankHolidays: ReadonlySet<string>;
  /** What each bank holiday is called, by ISO date; a date may have no title. */
  readonly titles: ReadonlyMap<string, string>;
  /** First day the data covers; undefined when the list is to be taken as complete. */
  readonly knownFrom: Temporal.PlainDate | undefined;
  /** Last day the data covers; undefined when the list is to be taken as complete. */
  readonly knownUntil: Temporal.PlainDate | undefined;
}

/** The working day a date moves to, and what it had to step over. */
export interface WorkingDayMove {
  readonly date: Temporal.PlainDate;
  readonly adjustedForWeekend: boolean;
  readonly adjustedForBankHoliday: boolean;
}

/** A weekday outside the bank-holiday data was looked at: whether it is a working day is not known yet. */
export class CalendarHorizonError extends Error {
  override readonly name = 'CalendarHorizonError';
  readonly date: Temporal.PlainDate;
  readonly knownFrom: Temporal.PlainDate | undefined;
  readonly knownUntil: Temporal.PlainDate | undefined;

  constructor(date: Temporal.PlainDate, calendar: Pick<Calendar, 'knownFrom' | 'knownUntil'>) {
    super(`Bank holidays are not known for ${longDate(date)}`);
    this.date = date;
    this.knownFrom = calendar.knownFrom;
    this.knownUntil = calendar.knownUntil;
  }
}

// Fields we do not use may come and go in the published feed, so unknown ones are let through.
const feedSchema = z.object({
  'england-and-wales': z.object({
    division: z.literal('england-and-wales'),
    events: z
      .array(z.object({ title: z.string().min(1), date: z.iso.date(), notes: z.string().optional() }))
      .min(1),
  }),
});

/**
 * The calendar of the England and Wales division of the public gov.uk bank-holiday feed
 * (https://www.gov.uk/bank-holidays.json), which always lists whole years: it is taken to cover
 * 1 January of its first year to 31 December of its last.
 * Throws an Error naming each fault when the feed has another shape, lists nothing or has an impossible date.
 */
export function calendarFrom(feed: unknown): Calendar {
  const parsed = feedSchema.safeParse(feed);
  if (!parsed.success) {
    throw new Error(`The bank holiday feed cannot be read:\n${z.prettifyError(parsed.error)}`);
  }
  const { events } = parsed.data['england-and-wales'];
  const titles = new Map(
    events.map(({ date, title, notes = '' }) => [
      date,
      notes === '' ? title : `${title} (${lowerFirst(notes)})`,
    ]),
  );
  const years = events.map(({ date }) => Number(date.slice(0, 4)));
  return {
    bankHolidays: new Set(titles.keys()),
    titles,
    knownFrom: new Temporal.PlainDate(Math.min(...years), 1, 1),
    knownUntil: new Temporal.PlainDate(Math.max(...years), 12, 31),
  };
}

/**
 * A calendar from bare dates. Without `knownUntil` the list is taken as complete for all time, which is
 * right for a worked example or a caller's own list, never for the published data. Christmas Day and Good Friday need
 * not be in it.
 * Throws RangeError for a date that does not exist.
 */
export function calendarOf(dates: readonly string[], knownUntil?: Temporal.PlainDate): Calendar {
  const isoDates = dates.map((date) => Temporal.PlainDate.from(date, { overflow: 'reject' }).toString());
  return { bankHolidays: new Set(isoDates), titles: new Map(), knownFrom: undefined, knownUntil };
}

/** Whether the bank-holiday data covers this date, so that every question about it has an answer. */
export function isKnown(date: Temporal.PlainDate, calendar: Calendar): boolean {
  return covers(indexOf(calendar), dayNumberOf(date));
}

/** Monday to Friday, and no bank holiday, Christmas Day or Good Friday. Throws CalendarHorizonError for a weekday outside the data. */
export function isWorkingDay(date: Temporal.PlainDate, calendar: Calendar): boolean {
  return isWorking(indexOf(calendar), dayNumberOf(date));
}

/**
 * Saturday, Sunday, Christmas Day, Good Friday or bank holiday: the days the release rules call N
 * (Criminal Justice Act 1961, section 23(3)). Throws CalendarHorizonError as `isWorkingDay` does.
 */
export function isNonReleaseDay(date: Temporal.PlainDate, calendar: Calendar): boolean {
  return !isWorkingDay(date, calendar);
}

/** Saturday or Sunday, which needs no data. */
export function isWeekend(date: Temporal.PlainDate): boolean {
  return weekdayOf(dayNumberOf(date)) >= 5;
}

/** The date itself if it is a working day, else the first working day after it. Throws CalendarHorizonError. */
export function nextWorkingDay(date: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  return moveToWorkingDay(date, 'FORWARD', calendar).date;
}

/** The date itself if it is a working day, else the last working day before it. Throws CalendarHorizonError. */
export function previousWorkingDay(date: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  return moveToWorkingDay(date, 'BACK', calendar).date;
}

/** As `nextWorkingDay` and `previousWorkingDay`, and says which kinds of day it stepped over. */
export function moveToWorkingDay(
  date: Temporal.PlainDate,
  direction: 'FORWARD' | 'BACK',
  calendar: Calendar,
): WorkingDayMove {
  const index = indexOf(calendar);
  const step = direction === 'FORWARD' ? 1 : -1;
  let day = dayNumberOf(date);
  let adjustedForWeekend = false;
  let adjustedForBankHoliday = false;
  while (!isWorking(index, day)) {
    adjustedForWeekend ||= weekdayOf(day) >= 5;
    adjustedForBankHoliday ||=
      index.bankHolidays.has(day) || (weekdayOf(day) < 5 && namedDay(day) !== undefined);
    day += step;
  }
  return { date: plainDateOf(day), adjustedForWeekend, adjustedForBankHoliday };
}

/**
 * The nth working day strictly after a date; the date itself for n = 0.
 * Throws CalendarHorizonError, and RangeError when n is not a whole number of 0 or more.
 */
export function workingDaysAfter(
  date: Temporal.PlainDate,
  n: number,
  calendar: Calendar,
): Temporal.PlainDate {
  return countWorkingDays(date, n, 1, calendar);
}

/** The nth working day strictly before a date; otherwise as `workingDaysAfter`. */
export function workingDaysBefore(
  date: Temporal.PlainDate,
  n: number,
  calendar: Calendar,
): Temporal.PlainDate {
  return countWorkingDays(date, n, -1, calendar);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

interface DayIndex {
  readonly calendar: Calendar;
  readonly bankHolidays: ReadonlySet<DayNumber>;
  readonly from: DayNumber;
  readonly until: DayNumber;
}

// Date arithmetic on day numbers is some fifty times cheaper than on PlainDate, and every deadline of every
// journey passes here, so each calendar is turned into numbers once.
const indexes = new WeakMap<Calendar, DayIndex>();

function indexOf(calendar: Calendar): DayIndex {
  const known = indexes.get(calendar);
  if (known !== undefined) return known;
  const days = [...calendar.bankHolidays].map((iso) => dayNumberOf(Temporal.PlainDate.from(iso)));
  const index: DayIndex = {
    calendar,
    bankHolidays: new Set(days),
    from: calendar.knownFrom === undefined ? -Infinity : dayNumberOf(calendar.knownFrom),
    until: calendar.knownUntil === undefined ? Infinity : dayNumberOf(calendar.knownUntil),
  };
  indexes.set(calendar, index);
  return index;
}

function covers(index: DayIndex, day: DayNumber): boolean {
  return index.from <= day && day <= index.until;
}

function isWorking(index: DayIndex, day: DayNumber): boolean {
  if (weekdayOf(day) >= 5) return false;
  if (!covers(index, day)) throw new CalendarHorizonError(plainDateOf(day), index.calendar);
  return !index.bankHolidays.has(day) && namedDay(day) === undefined;
}

function countWorkingDays(
  date: Temporal.PlainDate,
  n: number,
  step: 1 | -1,
  calendar: Calendar,
): Temporal.PlainDate {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`Cannot count ${n} working days`);
  const index = indexOf(calendar);
  let day = dayNumberOf(date);
  for (let remaining = n; remaining > 0;) {
    day += step;
    if (isWorking(index, day)) remaining -= 1;
  }
  return plainDateOf(day);
}
