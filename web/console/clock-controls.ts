import type { Temporal } from 'temporal-polyfill';

/** Moves the product's clock, locally and on training stages. */
export interface ClockControls {
  now(): Temporal.Instant;
  /** Moves to the next due row and fires it; undefined when there is none. */
  advanceToNext(): Promise<Temporal.Instant | undefined>;
  /** Moves by whole days, and fires everything due on the way. */
  advanceBy(days: number): Promise<Temporal.Instant>;
}
