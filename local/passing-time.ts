import { Temporal } from 'temporal-polyfill';
import type { MovableClock } from '../adapters/clock/movable-clock.ts';
import {
  DUE_PARTITIONS,
  nextDueAt,
  nextMailboxAt,
  nextReminderAt,
  type FirstDue,
} from '../application/background/next-due.ts';
import { dueUpTo, sweep, type SweepQueues } from '../application/background/sweep.ts';
import type { Services } from '../application/services.ts';
import type { DueSource } from './due-source.ts';

export interface PassingTimeOptions {
  readonly services: Services;
  readonly clock: MovableClock;
  readonly firstDue: FirstDue;
  readonly sources: readonly DueSource[];
  readonly send: SweepQueues;
  /** Keeps how far the clock has been moved, before anything is fired at its new time. */
  readonly keepClock: () => Promise<void>;
  readonly beforeFiring: () => Promise<void>;
  readonly settle: () => Promise<void>;
  readonly onProblem: (what: string, error: unknown) => void;
}

/** Moves the clock, firing everything that comes due on the way, in order and at its own time. */
export function passingTime(options: PassingTimeOptions) {
  const { services, clock, firstDue, sources, send, keepClock, beforeFiring, settle, onProblem } = options;

  async function partitionsDue(): Promise<readonly string[]> {
    const firsts = await Promise.all(DUE_PARTITIONS.map(firstDue));
    const dueBy = dueUpTo(clock.now());
    return DUE_PARTITIONS.filter((_, index) => {
      const first = firsts[index];
      return first !== undefined && first.dueSk <= dueBy;
    });
  }

  /** Fires what is due now; answers whether all of it could be fired. */
  async function fire(): Promise<boolean> {
    await beforeFiring();
    const { failures } = await sweep(services, send, await partitionsDue());
    for (const failure of failures) onProblem('firing what is due', failure);
    for (const source of sources) await source.fireDue(clock.now());
    await settle();
    return failures.length === 0;
  }

  async function moveTo(instant: Temporal.Instant): Promise<void> {
    if (Temporal.Instant.compare(instant, clock.now()) <= 0) return;
    clock.moveTo(instant);
    await keepClock();
  }

  /** Messages are sent on the way, and are nothing to move the clock to while anything else is due. */
  async function nextTarget(): Promise<string | undefined> {
    const all = [await nextDueAt(firstDue)];
    for (const source of sources) all.push(await source.nextDueAt());
    return all.filter((at) => at !== undefined).sort()[0] ?? (await nextMailboxAt(firstDue));
  }

  async function nextAt(): Promise<string | undefined> {
    const all = [await nextTarget(), await nextMailboxAt(firstDue), await nextReminderAt(firstDue)];
    return all.filter((at) => at !== undefined).sort()[0];
  }

  async function fireNextBefore(limit: Temporal.Instant): Promise<Temporal.Instant | undefined> {
    await settle();
    const at = await nextAt();
    if (at === undefined) return undefined;
    const instant = Temporal.Instant.from(at);
    if (Temporal.Instant.compare(instant, limit) > 0) return undefined;
    await moveTo(instant);
    if (!(await fire()) && (await nextAt()) === at) {
      throw new Error(`What was due at ${at} could not be fired, so the clock stays there.`);
    }
    return instant;
  }

  return {
    fire,
    /** Moves the clock to an instant, or leaves it where it is when that has passed. */
    advanceTo: async (instant: Temporal.Instant): Promise<void> => {
      while ((await fireNextBefore(instant)) !== undefined);
      await moveTo(instant);
    },
    /** Moves the clock to the next thing that is due, by the limit if there is one; answers when, or undefined when nothing is. */
    advanceToNext: async (limit?: Temporal.Instant): Promise<Temporal.Instant | undefined> => {
      await settle();
      const at = await nextTarget();
      if (at === undefined) return undefined;
      const target = Temporal.Instant.from(at);
      if (limit !== undefined && Temporal.Instant.compare(target, limit) > 0) return undefined;
      let fired = await fireNextBefore(target);
      while (fired !== undefined && Temporal.Instant.compare(fired, target) < 0) {
        fired = await fireNextBefore(target);
      }
      return fired;
    },
  };
}
