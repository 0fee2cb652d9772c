import { RUNGS } from '../../domain/journey/escalation.ts';
import type { Journey, OpenStep } from '../../domain/journey/journey.ts';
import { recountStep } from '../../domain/journey/recount.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeJourney } from '../change-journey.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { lookAtAttention } from './attention-walk.ts';
import type { ReconcileRun } from './reconcile-run.ts';

/**
 * Puts steps that were escalated before there were lists of the desks above on those lists. To be done once: what is
 * escalated from then on is listed at once. See {@link lookAtAttention}.
 */
export async function listAllEscalated(run: ReconcileRun, from: string): Promise<string> {
  return lookAtAttention(run, from, (journey) => listEscalated(run.services, journey));
}

async function listEscalated(services: Services, { id, open }: Journey): Promise<void> {
  const unlisted = open.filter(isUnlisted).map(({ key }) => key);
  if (unlisted.length === 0) return;
  await changeJourney(services, id, { by: SYSTEM }, async ({ draft, loadSteps }) => {
    await loadSteps(unlisted);
    for (const step of unlisted.flatMap((key) => draft.step(key) ?? [])) {
      if (isOpen(step)) recountStep(draft, step);
    }
    return done('');
  });
}

function isUnlisted({ escalation, escalatedTo }: OpenStep): boolean {
  const taken = RUNGS[escalation - 1];
  return escalatedTo === undefined && (taken === 'MANAGER' || taken === 'HEAD');
}
