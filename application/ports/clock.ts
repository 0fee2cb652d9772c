import type { Temporal } from 'temporal-polyfill';

/** The time. Everything that depends on time asks this, so that training and tests can move it. */
export interface Clock {
  now(): Temporal.Instant;
}
