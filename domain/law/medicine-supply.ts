import { Temporal } from 'temporal-polyfill';
import { CalendarHorizonError, isNonReleaseDay, type Calendar } from './calendar.ts';
import { countOf } from './number-words.ts';
import type { LastingFigures } from './figures.ts';
import { sayDate } from './say-date.ts';
import { addDays, type IsoDate } from './time.ts';

/** Days on end on which pharmacies and surgeries are closed. */
export interface Closure {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** How much medicine a person leaves with, and why. */
export interface MedicineSupply {
  readonly days: number;
  /** Why it is the larger supply; absent for the ordinary one. */
  readonly closure?: Closure;
  /** Bank holidays of these days are not known, so the larger supply is the safer one. */
  readonly notKnown?: true;
}

/**
 * The medicine, or the prescription for it, with which a person leaves prison on a day: the ordinary supply, or the
 * larger one where services will be closed. They count as closed when the day of release or the day after it is no
 * working day, and when the ordinary supply would run through a closure longer than a weekend, such as Christmas.
 */
export function medicineSupply(
  release: IsoDate,
  calendar: Calendar,
  figures: Pick<LastingFigures, 'medicineDays' | 'medicineClosedDays' | 'longClosureDays'>,
): MedicineSupply {
  const { medicineDays, medicineClosedDays, longClosureDays } = figures;
  try {
    const closure = closureAfter(release, medicineDays, longClosureDays, calendar);
    return closure === undefined ? { days: medicineDays } : { days: medicineClosedDays, closure };
  } catch (error) {
    if (!(error instanceof CalendarHorizonError)) throw error;
    return { days: medicineClosedDays, notKnown: true };
  }
}

function closureAfter(
  release: IsoDate,
  ordinary: number,
  long: number,
  calendar: Calendar,
): Closure | undefined {
  const last = addDays(release, ordinary);
  for (let day = release; day <= last; day = addDays(day, 1)) {
    if (!isClosed(day, calendar)) continue;
    const from = day;
    const until = lastClosedDay(from, calendar);
    if (from <= addDays(release, 1) || addDays(from, long - 1) <= until) return { from, until };
    day = until;
  }
  return undefined;
}

function lastClosedDay(from: IsoDate, calendar: Calendar): IsoDate {
  let last = from;
  while (isClosed(addDays(last, 1), calendar)) last = addDays(last, 1);
  return last;
}

function isClosed(day: IsoDate, calendar: Calendar): boolean {
  return isNonReleaseDay(Temporal.PlainDate.from(day), calendar);
}

/** "At least 28 days of medicine, or a prescription: services are closed from Friday 25 December to ...". */
export function sayMedicineSupply({ days, closure, notKnown }: MedicineSupply): string {
  const least = `At least ${countOf(days, 'day')} of medicine, or a prescription for it`;
  if (notKnown === true)
    return `${least}: the bank holidays after the day of release are not known yet, so services may be closed.`;
  if (closure === undefined) return `${least}.`;
  const { from, until } = closure;
  return `${least}: services are closed ${from === until ? `on ${sayDate(from)}` : `from ${sayDate(from)} to ${sayDate(until)}`}.`;
}
