import { Temporal } from 'temporal-polyfill';

/** A calendar date as stored and sent: `2026-12-25`. */
export type IsoDate = string;

/** An instant as stored and sent, always with milliseconds, so that text order is time order: `2026-12-25T00:00:00.000Z`. */
export type IsoInstant = string;

/** Every date in the law and in a diary is a date in this zone. */
export const LONDON = 'Europe/London';

const startsOfDays = new Map<IsoDate, IsoInstant>();
const MOST_REMEMBERED = 20_000;

/** The stored form of an instant. */
export function isoInstant(instant: Temporal.Instant): IsoInstant {
  return new Date(instant.epochMilliseconds).toISOString();
}

/** The first instant of a date in London, where a date begins at 23:00 UTC the day before in summer. */
export function startOfDay(date: IsoDate): IsoInstant {
  const known = startsOfDays.get(date);
  if (known !== undefined) return known;
  const start = isoInstant(Temporal.PlainDate.from(date).toZonedDateTime(LONDON).toInstant());
  // Time-zone arithmetic is the dearest thing a command does, and a caseload asks about the same few hundred days.
  if (startsOfDays.size >= MOST_REMEMBERED) startsOfDays.clear();
  startsOfDays.set(date, start);
  return start;
}

/** A clock time on a date in London, such as 14:00 for a first appointment. */
export function timeOnDay(date: IsoDate, hour: number): IsoInstant {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: LONDON, plainTime: { hour } });
  return isoInstant(zoned.toInstant());
}

/** The date in London at an instant. */
export function dateInLondon(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(LONDON).toPlainDate();
}

export function addDays(date: IsoDate, days: number): IsoDate {
  const [year, month, day] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + days)).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

export function later(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
