import type { User } from '../../domain/access/user.ts';
import { changeFor, type Terms } from '../access.ts';
import { done, refuse, refuseHiddenText, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { startAgain } from '../start-again.ts';

export type Restarted = { readonly machines: readonly string[] };

/**
 * Stops the journey's driver and starts a new one on the newest definition, which fast-forwards.
 * @returns NOT_PERMITTED; CONFLICT for a closed journey, and for one asleep in custody, which has no driver.
 */
export async function restartJourney(
  services: Services,
  user: User,
  journeyId: string,
  reason: string,
  terms: Terms = {},
): Promise<Result<Restarted>> {
  const hidden = refuseHiddenText('reason', reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'restart-journey' }, terms, async (change) => {
    const machines = await startAgain(change, reason);
    if (machines.length > 0) return done({ machines: [...machines] });
    return refuse('CONFLICT', 'This journey only waits for a date, so there is nothing to restart.', {
      current: { phase: change.draft.journey.phase },
    });
  });
}
