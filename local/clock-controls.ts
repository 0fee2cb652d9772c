import type { Clock } from '../application/ports/clock.ts';
import type { ClockControls } from '../web/console/clock-controls.ts';
import type { Runtime } from './runtime.ts';

export interface LocalClockControls extends ClockControls {
  /** Fires what is due now, unless the clock is being moved, which does that by itself. */
  readonly sweep: () => Promise<void>;
  /** Compares the engine with the record, and repairs the engine. */
  readonly reconcile: () => Promise<void>;
  /** Verifies every timeline, once on each day. */
  readonly nightly: () => Promise<void>;
}

/** Moves the clock for pages and API, one move at a time. */
export function clockControls(runtime: Runtime, clock: Clock): LocalClockControls {
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  return {
    now: () => clock.now(),
    advanceToNext: () => inTurn(() => runtime.advanceToNext()),
    advanceBy: (days) =>
      inTurn(async () => {
        await runtime.advanceTo(clock.now().add({ hours: 24 * days }));
        return clock.now();
      }),
    sweep: () => inTurn(() => runtime.sweep()),
    nightly: () => inTurn(() => runtime.nightly()),
    reconcile: () =>
      inTurn(async () => {
        await runtime.reconcile();
      }),
  };
}
