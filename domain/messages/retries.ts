import type { Temporal } from 'temporal-polyfill';
import type { IsoInstant } from '../law/time.ts';
import { notInQuietHours, type QuietHours } from './send-times.ts';

/** Minutes between the tries of one message: about a day in all. */
const WAITS = [1, 5, 15, 60, 120, 240, 480, 480] as const;

/** When a message that was not handed over is tried again, never in the quiet hours; undefined when it is given up. */
export function nextTryAt(
  failedTries: number,
  now: Temporal.Instant,
  hours: QuietHours,
): IsoInstant | undefined {
  const minutes = WAITS[failedTries - 1];
  return minutes === undefined ? undefined : notInQuietHours(now.add({ minutes }), hours);
}
