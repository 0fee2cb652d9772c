import type { MovableClock } from '../adapters/clock/movable-clock.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { ClockControls } from '../web/console/clock-controls.ts';
import type { Runtime } from './runtime.ts';

export interface LocalClockControls extends ClockControls {
  /** How far the product's clock is ahead of the machine's. */
  aheadMs(): number;
  /** Fires what is due now, unless the clock is being moved, which does that by itself. */
  sweep(): Promise<void>;
  /** Holds the engine against the record. */
  reconcile(): Promise<void>;
}

/** Moves the clock for pages and API, one move at a time, and keeps how far, so that a restart goes on from there. */
export function clockControls(
  runtime: Runtime,
  clock: MovableClock,
  machineClock: Clock,
  keep: (aheadMs: number) => Promise<void>,
): LocalClockControls {
  let last: Promise<unknown> = Promise.resolve();
  const aheadMs = (): number => clock.now().epochMilliseconds - machineClock.now().epochMilliseconds;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.then(
      () => keep(aheadMs()),
      () => undefined,
    );
    return result;
  }

  return {
    now: () => clock.now(),
    aheadMs,
    advanceToNext: () => inTurn(() => runtime.advanceToNext()),
    advanceBy: (days) =>
      inTurn(async () => {
        await runtime.advanceTo(clock.now().add({ hours: 24 * days }));
        return clock.now();
      }),
    sweep: () => inTurn(() => runtime.sweep()),
    reconcile: () =>
      inTurn(async () => {
        await runtime.reconcile();
      }),
  };
}
