import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { admit } from '../access.ts';
import { changeJourney } from '../change-journey.ts';
import { lookUpKey, type Idempotency } from '../idempotency.ts';
import { keys } from '../keys.ts';
import type { Write } from '../ports/table.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type ReconcileAsked = { readonly askedAt: IsoInstant };

/**
 * Asks for a reconcile run of everything now, and records who asked. It is asked for first: asking twice is harmless, a
 * record of a request that was never made is not.
 * @returns NOT_PERMITTED for anyone but an administrator; IDEMPOTENCY_MISMATCH.
 */
export async function askForReconcile(
  services: Services,
  user: User,
  idempotency?: Idempotency,
): Promise<Result<ReconcileAsked>> {
  const asker = admit(services, user, 'reconcile', undefined);
  if (!asker.ok) return asker;
  const known = idempotency && (await lookUpKey<ReconcileAsked>(services, idempotency));
  if (known?.answered) return known.answered;
  await services.reconciler.ask();
  const askedAt = isoInstant(services.clock.now());
  const by = { ...asker.value };
  const writes: Write[] = [
    { kind: 'put', item: { ...keys.reconcileAsked(askedAt, services.ids.next()), by, askedAt } },
  ];
  if (known) writes.push(known.remember({ askedAt }));
  const kept = await services.table.transact(writes);
  // Only the idempotency key can conflict: the same request came at the same time.
  return kept.ok || idempotency === undefined
    ? done({ askedAt })
    : ((await lookUpKey<ReconcileAsked>(services, idempotency)).answered ?? done({ askedAt }));
}

/**
 * Asks for one journey to be reconciled now, with all its tokens. The request is a fact of the journey.
 * @returns NOT_PERMITTED for anyone but an administrator; NOT_FOUND; IDEMPOTENCY_MISMATCH.
 */
export async function askForJourneyReconcile(
  services: Services,
  user: User,
  journeyId: string,
  idempotency?: Idempotency,
): Promise<Result<ReconcileAsked>> {
  const asker = admit(services, user, 'reconcile', undefined);
  if (!asker.ok) return asker;
  const options = { by: asker.value, ...(idempotency && { idempotency }) };
  return changeJourney(services, journeyId, options, async ({ draft }) => {
    await services.reconciler.ask(journeyId);
    draft.record('reconcile-asked');
    return done({ askedAt: draft.context.now });
  });
}
