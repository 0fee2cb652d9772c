import { Temporal } from 'temporal-polyfill';
import { isKnown, isWeekend, isWorkingDay, type Calendar } from './calendar.ts';
import type { Law } from './law.ts';
import { addDays, dayInLondon, isoInstant, timeOnDay, type IsoDate, type IsoInstant } from './time.ts';

interface WorkingTime {
  readonly calendar: Calendar;
  readonly law: Law;
}

/**
 * The instant that is so many working hours after another. An hour that begins at the end of a working day goes on with
 * the next; outside working hours it begins with the next working day.
 */
export function workingHoursAfter(from: IsoInstant, hours: number, time: WorkingTime): IsoInstant {
  let left = hours * 3_600_000;
  for (let day = dayInLondon(from); ; day = addDays(day, 1)) {
    if (!works(day, time.calendar)) continue;
    const { begins, ends } = hoursOf(day, time.law);
    const start = from > begins ? from : begins;
    if (start >= ends) continue;
    const there =
      Temporal.Instant.from(ends).epochMilliseconds - Temporal.Instant.from(start).epochMilliseconds;
    if (left <= there) return isoInstant(Temporal.Instant.from(start).add({ milliseconds: left }));
    left -= there;
  }
}

/** When the next working day after an instant's own day begins. */
export function nextWorkingMorning(after: IsoInstant, { calendar, law }: WorkingTime): IsoInstant {
  for (let day = addDays(dayInLondon(after), 1); ; day = addDays(day, 1)) {
    if (works(day, calendar)) return hoursOf(day, law).begins;
  }
}

function hoursOf(day: IsoDate, law: Law): { readonly begins: IsoInstant; readonly ends: IsoInstant } {
  const { workingDayFromHour, workingDayUntilHour } = law.on(day);
  return { begins: timeOnDay(day, workingDayFromHour), ends: timeOnDay(day, workingDayUntilHour) };
}

/** Beyond the known bank holidays a weekday counts as a working day: nobody waits for data that is not there yet. */
function works(day: IsoDate, calendar: Calendar): boolean {
  const date = Temporal.PlainDate.from(day);
  return isKnown(date, calendar) ? isWorkingDay(date, calendar) : !isWeekend(date);
}
