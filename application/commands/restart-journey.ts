import type { User } from '../../domain/access/user.ts';
import { changeFor, type Terms } from '../access.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { startAgain } from '../start-again.ts';

export type Restarted = { readonly machines: readonly string[] };

/**
 * Stops whatever drives the journey and starts it again on the newest definitions. Nothing is lost and nothing is done
 * twice: the new executions ask the record, pass through what is done, and wait where the old ones waited.
 *
 * @returns NOT_PERMITTED; CONFLICT for a closed journey, and for one asleep in custody, which nothing drives.
 */
export async function restartJourney(
  services: Services,
  user: User,
  journeyId: string,
  reason: string,
  terms: Terms = {},
): Promise<Result<Restarted>> {
  return changeFor(services, user, journeyId, { action: 'restart-journey' }, terms, async (change) => {
    const machines = await startAgain(change, reason);
    if (machines.length > 0) return done({ machines: [...machines] });
    return refuse('CONFLICT', 'Nothing drives this journey now, so there is nothing to start again.', {
      current: { phase: change.draft.journey.phase },
    });
  });
}
