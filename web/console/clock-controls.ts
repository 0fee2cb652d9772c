import type { Temporal } from 'temporal-polyfill';

/** Moves the product's clock, where that makes sense: on one's own machine and in training, never on AWS. */
export interface ClockControls {
  now(): Temporal.Instant;
  /** Moves to the next thing that is due and lets it happen; undefined when nothing is. */
  advanceToNext(): Promise<Temporal.Instant | undefined>;
  /** Moves by whole days, letting everything that comes due on the way happen. */
  advanceBy(days: number): Promise<Temporal.Instant>;
}
