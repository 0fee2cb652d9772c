import { machinesToRun, restart } from '../../domain/journey/restart.ts';
import { changeJourney, type Change, type ChangeOptions } from '../change-journey.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type Restarted = { readonly machines: readonly string[] };

/**
 * Stops whatever drives the journey and starts it again on the newest definitions. Nothing is lost and nothing is done
 * twice: the new executions ask the record, pass through what is done, and wait where the old ones waited.
 *
 * @returns CONFLICT for a closed journey, and for one asleep in custody, which nothing drives.
 */
export async function restartJourney(
  services: Services,
  journeyId: string,
  reason: string,
  options: ChangeOptions,
): Promise<Result<Restarted>> {
  return changeJourney(services, journeyId, options, async (change) => {
    const machines = await startAgain(change, reason);
    if (machines.length > 0) return done({ machines: [...machines] });
    return refuse('CONFLICT', 'Nothing drives this journey now, so there is nothing to start again.', {
      current: { phase: change.draft.journey.phase },
    });
  });
}

/** Starts again, within a change, what drives the journey. @returns the machines: none when nothing drives it. */
export async function startAgain(change: Change, reason: string): Promise<readonly string[]> {
  const { draft, loadSteps } = change;
  const machines = machinesToRun(draft.journey);
  if (machines.length === 0) return machines;
  await loadSteps(draft.journey.open.filter(({ kind }) => kind === 'incident').map(({ key }) => key));
  restart(draft, machines, reason);
  return machines;
}
