import { Temporal } from 'temporal-polyfill';
import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { admit } from '../access.ts';
import { keys } from '../keys.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readAhead } from '../training-clock.ts';
import { firstDueOf, nextDueAt } from '../background/next-due.ts';

export const CLOCK_MOVES = ['next', 'day', 'week'] as const;
export type ClockMove = (typeof CLOCK_MOVES)[number];

export type ClockMoved = { readonly now: IsoInstant; readonly happened: boolean };

const DAYS = { day: 1, week: 7 } as const;

/**
 * Moves a training stage's clock to the next due row, by a day or by a week. The next sweep fires what came due, in
 * order.
 * @returns NOT_PERMITTED for anyone but an administrator; CONFLICT when somebody else moved it at the same time.
 */
export async function moveTrainingClock(
  services: Services,
  user: User,
  to: ClockMove,
): Promise<Result<ClockMoved>> {
  const mover = admit(services, user, 'move-clock', undefined);
  if (!mover.ok) return mover;
  const now = services.clock.now();
  const target = await targetOf(services, now, to);
  if (target === undefined || Temporal.Instant.compare(target, now) <= 0) {
    return done({ now: isoInstant(now), happened: false });
  }
  const { aheadMs, version } = await readAhead(services.table);
  const further = target.epochMilliseconds - now.epochMilliseconds;
  const item = { ...keys.trainingClock(), aheadMs: aheadMs + further, version: version + 1 };
  const when =
    version === 0 ? ({ kind: 'absent' } as const) : ({ kind: 'version', equals: version } as const);
  const written = await services.table.transact([{ kind: 'put', item, when }]);
  return written.ok
    ? done({ now: isoInstant(target), happened: true })
    : refuse('CONFLICT', 'Somebody else has just moved the clock. Check the time it shows now.');
}

async function targetOf(
  services: Services,
  now: Temporal.Instant,
  to: ClockMove,
): Promise<Temporal.Instant | undefined> {
  if (to !== 'next') return now.add({ hours: 24 * DAYS[to] });
  const due = await nextDueAt(firstDueOf(services.table));
  return due === undefined ? undefined : Temporal.Instant.from(due);
}
