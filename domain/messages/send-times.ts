import type { Temporal } from 'temporal-polyfill';
import { addDays, dateInLondon, isoInstant, timeOnDay, type IsoInstant } from '../law/time.ts';

/** Hours in London, from the figures in force: nothing is sent from one until the other. */
export interface QuietHours {
  readonly messagesFromHour: number;
  readonly messagesUntilHour: number;
}

/** The morning at which an officer's message of the day is sent: this one if it has not passed. */
export function nextMorning(now: Temporal.Instant, { messagesFromHour }: QuietHours): IsoInstant {
  const today = dateInLondon(now).toString();
  const morning = timeOnDay(today, messagesFromHour);
  return morning >= isoInstant(now) ? morning : timeOnDay(addDays(today, 1), messagesFromHour);
}

/** Now, or in the quiet hours the end of them. */
export function notInQuietHours(now: Temporal.Instant, hours: QuietHours): IsoInstant {
  const today = dateInLondon(now).toString();
  const at = isoInstant(now);
  const open =
    at >= timeOnDay(today, hours.messagesFromHour) && at < timeOnDay(today, hours.messagesUntilHour);
  return open ? at : nextMorning(now, hours);
}
