import type { User } from '../../domain/access/user.ts';
import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import type { Actor } from '../../domain/record/actor.ts';
import { admit } from '../access.ts';
import { findAgency } from '../agencies.ts';
import { findPause, pauseWrites, resumeWrites } from '../agency-pauses.ts';
import { wakeHeldBack } from '../background/hold-back.ts';
import { lookUpKey, type Idempotency } from '../idempotency.ts';
import type { Write } from '../ports/table.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type AgencyPaused = { readonly agencyId: string; readonly pausedSince: IsoInstant };
export type AgencyResumed = { readonly agencyId: string; readonly resumedAt: IsoInstant };

const MOST_CHARACTERS = 500;

/**
 * Has messages to an agency wait, instead of being tried and parked. Deadlines do not stop. Officers of the people who
 * wait for it read the reason; who paused it, when and why is kept.
 * @returns NOT_PERMITTED; NOT_FOUND; VALIDATION_FAILED without a reason; CONFLICT when it is paused already;
 * IDEMPOTENCY_MISMATCH.
 */
export async function pauseAgency(
  services: Services,
  user: User,
  agencyId: string,
  reason: string,
  idempotency?: Idempotency,
): Promise<Result<AgencyPaused>> {
  return changeAgency(services, user, { agencyId, reason, idempotency }, (by) => {
    const since = isoInstant(services.clock.now());
    return Promise.resolve(
      done({
        writes: pauseWrites({ agencyId, since, by, reason: reason.trim() }),
        answer: { agencyId, pausedSince: since },
        conflict: 'The agency is paused already.',
      }),
    );
  });
}

/**
 * Sends what waited for an agency, each message once, and everything after it at once again.
 * @param pause `since` of the pause that the caller saw.
 * @returns NOT_PERMITTED; NOT_FOUND; VALIDATION_FAILED without a reason; CONFLICT when it is not paused, or was paused
 * again since; IDEMPOTENCY_MISMATCH.
 */
export async function resumeAgency(
  services: Services,
  user: User,
  agencyId: string,
  { reason, since }: { readonly reason: string; readonly since: IsoInstant },
  idempotency?: Idempotency,
): Promise<Result<AgencyResumed>> {
  const resumed = await changeAgency(services, user, { agencyId, reason, idempotency }, async (by) => {
    const pause = await findPause(services.table, agencyId);
    if (pause?.since !== since) return refuse('CONFLICT', NOT_PAUSED);
    const at = isoInstant(services.clock.now());
    return done({
      writes: resumeWrites(pause, { at, by, reason: reason.trim() }),
      answer: { agencyId, resumedAt: at },
      conflict: NOT_PAUSED,
    });
  });
  // Again after a repeated request: the first may have ended before this.
  if (resumed.ok) await wakeHeldBack(services, agencyId);
  return resumed;
}

const NOT_PAUSED = 'The agency is not paused, or has been paused again since you opened the page.';

interface Asked {
  readonly agencyId: string;
  readonly reason: string;
  readonly idempotency: Idempotency | undefined;
}

interface Wanted<T> {
  readonly writes: readonly Write[];
  readonly answer: T;
  /** Said when a write is refused because somebody else was first. */
  readonly conflict: string;
}

async function changeAgency<T extends AgencyPaused | AgencyResumed>(
  services: Services,
  user: User,
  { agencyId, reason, idempotency }: Asked,
  want: (by: Actor) => Promise<Result<Wanted<T>>>,
): Promise<Result<T>> {
  const admin = admit(services, user, 'pause-agency', undefined);
  if (!admin.ok) return admin;
  const wrong = wrongReason(reason);
  if (wrong !== undefined) return wrong;
  const known = idempotency && (await lookUpKey<T>(services, idempotency));
  if (known?.answered) return known.answered;
  if ((await findAgency(services, agencyId)) === undefined) {
    return refuse('NOT_FOUND', 'There is no such agency.');
  }
  const wanted = await want(admin.value);
  if (!wanted.ok) return wanted;
  const { writes, answer, conflict } = wanted.value;
  const kept = await services.table.transact([...writes, ...(known ? [known.remember(answer)] : [])]);
  if (kept.ok) return done(answer);
  // The same request at the same moment has the same answer.
  const same = idempotency && (await lookUpKey<T>(services, idempotency)).answered;
  return same ?? refuse('CONFLICT', conflict);
}

function wrongReason(reason: string): Refusal | undefined {
  const length = reason.trim().length;
  if (length > 0 && length <= MOST_CHARACTERS) return refuseHiddenText('reason', reason);
  const problem =
    length === 0 ? 'Enter the reason' : `Use ${MOST_CHARACTERS} characters or fewer for the reason`;
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'reason', problem }] });
}
