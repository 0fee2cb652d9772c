import type { Journey } from '../../domain/journey/journey.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeJourney } from '../change-journey.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readStuckSort } from '../stuck-sort.ts';
import { lookAtAttention } from './attention-walk.ts';
import type { ReconcileRun } from './reconcile-run.ts';

/**
 * Writes the heads of stuck journeys whose keys do not say why they are stuck. To be done once: a head that is written
 * from then on says so. See {@link lookAtAttention}.
 */
export async function nameAllCauses(run: ReconcileRun, from: string): Promise<string> {
  return lookAtAttention(
    run,
    from,
    (journey) => writeAgain(run.services, journey),
    ({ attentionSk }) => readStuckSort(attentionSk).causes === undefined,
  );
}

async function writeAgain(services: Services, { id }: Journey): Promise<void> {
  await changeJourney(services, id, { by: SYSTEM }, ({ draft }) => {
    draft.update({});
    return done('');
  });
}
