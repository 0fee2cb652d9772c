import { Temporal } from 'temporal-polyfill';
import type { Law } from './law.ts';
import { countOf } from './number-words.ts';
import { sayDate } from './say-date.ts';
import { addDays, daysBetween, type IsoDate } from './time.ts';

export interface TimeInCustody {
  /** The first day in custody, on remand or by sentence; undefined where it is not recorded. */
  readonly began?: IsoDate | undefined;
  /** The day on which release is expected; undefined while it is not known. */
  readonly release?: IsoDate | undefined;
  /** On remand nobody has set a term yet. */
  readonly sentenced: boolean;
}

/** Whether a single person keeps the housing element of Universal Credit while in custody. */
export type HousingElement =
  | { readonly kind: 'KEPT'; readonly lastDay: IsoDate; readonly daysLeft: number }
  | { readonly kind: 'TOO_LONG'; readonly release: IsoDate; readonly lastDay: IsoDate }
  | { readonly kind: 'OVER'; readonly lastDay: IsoDate }
  | { readonly kind: 'NO_RELEASE_DATE'; readonly lastDay: IsoDate }
  | { readonly kind: 'NO_FIRST_DAY' | 'DATES_OUT_OF_ORDER' };

/**
 * A single person whose Universal Credit had a housing element keeps it for the first months in custody, unless a
 * sentence is expected to last longer than those months (Universal Credit Regulations 2013, regulation 19). A person who
 * is released on the day after the last of them was in custody no longer. `daysLeft` are days from today to the last day.
 */
export function housingElement(
  { began, release, sentenced }: TimeInCustody,
  today: IsoDate,
  law: Law,
): HousingElement {
  if (began === undefined) return { kind: 'NO_FIRST_DAY' };
  if (began > today || (release !== undefined && release < began)) return { kind: 'DATES_OUT_OF_ORDER' };
  const lastDay = lastDayOf(began, law.on(began).housingElementMonths);
  if (sentenced && release !== undefined && release > addDays(lastDay, 1))
    return { kind: 'TOO_LONG', release, lastDay };
  if (today > lastDay) return { kind: 'OVER', lastDay };
  if (sentenced && release === undefined) return { kind: 'NO_RELEASE_DATE', lastDay };
  return { kind: 'KEPT', lastDay, daysLeft: daysBetween(today, lastDay) };
}

/** The last day of a number of months that begin on a day. Without such a day in the last month, its last day. */
function lastDayOf(began: IsoDate, months: number): IsoDate {
  const first = Temporal.PlainDate.from(began);
  const same = first.add({ months });
  return same.day === first.day ? same.subtract({ days: 1 }).toString() : same.toString();
}

/** What follows for an officer, in sentences. */
export function sayHousingElement(element: HousingElement, began: IsoDate | undefined, law: Law): string {
  const months = began === undefined ? '' : countOf(law.on(began).housingElementMonths, 'month');
  switch (element.kind) {
    case 'KEPT': {
      const { lastDay, daysLeft } = element;
      const left = daysLeft === 0 ? 'which is today' : `${countOf(daysLeft, 'day')} from today`;
      return `A single person whose Universal Credit paid towards their rent keeps the housing element for the first ${months} in custody. The last day is ${sayDate(lastDay)}, ${left}.`;
    }
    case 'TOO_LONG':
      return `Release is expected on ${sayDate(element.release)}, more than ${months} after custody began, so the housing element is not kept. The rent has to be paid another way, or the tenancy ended.`;
    case 'OVER':
      return `The first ${months} in custody ended on ${sayDate(element.lastDay)}, so the housing element is no longer kept. The rent has to be paid another way, or the tenancy ended.`;
    case 'NO_RELEASE_DATE':
      return `No release date is known. A single person keeps the housing element of Universal Credit only if they are expected to be in custody for ${months} at most, and until ${sayDate(element.lastDay)} at the latest.`;
    case 'NO_FIRST_DAY':
      return 'The first day in custody is not recorded, so nobody can say whether the housing element of Universal Credit is kept.';
    case 'DATES_OUT_OF_ORDER':
      return 'The recorded dates of custody and release are out of order, so nobody can say whether the housing element of Universal Credit is kept. Correct the dates first.';
  }
}
