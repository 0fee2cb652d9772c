import { Temporal } from 'temporal-polyfill';
import { previousWorkingDay, type Calendar } from './calendar.ts';
import type { IsoDate } from './time.ts';

export interface LicenceStartInput {
  /** The day of release as it is planned or decided. */
  readonly confirmedDate?: IsoDate | undefined;
  readonly conditionalReleaseDate?: IsoDate | undefined;
  /** Not on remand or awaiting sentence. */
  readonly convicted: boolean;
  /** Detained for immigration after the release date: the licence runs although the person stays in detention. */
  readonly detainedForImmigration?: boolean;
}

/**
 * The day a licence starts, as the licence service (Create and Vary a Licence) works it out: the confirmed date of a
 * convicted person when it is on or before the conditional release date, and otherwise the last working day on or before
 * the conditional release date. For somebody detained for immigration, and for somebody not convicted, the confirmed date
 * counts only from that working day on, because the sentence is served whatever is decided about them. Without a conditional
 * release date, the last working day on or before the confirmed date. Undefined while
 * neither is known. Throws CalendarHorizonError beyond the last known bank holiday.
 */
export function licenceStart(input: LicenceStartInput, calendar: Calendar): IsoDate | undefined {
  const { confirmedDate, conditionalReleaseDate, convicted, detainedForImmigration } = input;
  if (conditionalReleaseDate === undefined)
    return confirmedDate === undefined ? undefined : workingDayUpTo(confirmedDate, calendar);
  const workingDay = workingDayUpTo(conditionalReleaseDate, calendar);
  const from = convicted && detainedForImmigration !== true ? undefined : workingDay;
  const confirmed = confirmedDate !== undefined && confirmedDate <= conditionalReleaseDate;
  return confirmed && (from === undefined || confirmedDate >= from) ? confirmedDate : workingDay;
}

function workingDayUpTo(date: IsoDate, calendar: Calendar): IsoDate {
  return previousWorkingDay(Temporal.PlainDate.from(date), calendar).toString();
}
