import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../application/ports/clock.ts';

/** A clock for training and tests: it can be moved forward, never back. */
export interface MovableClock extends Clock {
  /** @throws RangeError for an instant that has passed. */
  moveTo(instant: Temporal.Instant): void;
}

/** The machine's clock, plus the time that it has been moved. */
export function runningClock(machineClock: Clock, aheadMs = 0): MovableClock {
  let ahead = aheadMs;
  const now = (): Temporal.Instant => machineClock.now().add({ milliseconds: ahead });
  return {
    now,
    moveTo(instant) {
      refusePast(instant, now());
      ahead = instant.epochMilliseconds - machineClock.now().epochMilliseconds;
    },
  };
}

/** Stands still until it is moved. */
export function stillClock(start: Temporal.Instant): MovableClock {
  let current = start;
  return {
    now: () => current,
    moveTo(instant) {
      refusePast(instant, current);
      current = instant;
    },
  };
}

function refusePast(instant: Temporal.Instant, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(instant, now) < 0) throw new RangeError('A clock moves forward only');
}
