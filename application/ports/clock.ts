import type { Temporal } from 'temporal-polyfill';

/** What time it is. Everything that depends on time asks this, so that time can be moved in training and in tests. */
export interface Clock {
  now(): Temporal.Instant;
}
