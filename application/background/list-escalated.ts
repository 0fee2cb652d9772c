import { RUNGS } from '../../domain/journey/escalation.ts';
import type { Journey, OpenStep } from '../../domain/journey/journey.ts';
import { recountStep } from '../../domain/journey/recount.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeJourney } from '../change-journey.ts';
import { AFTER_ALL } from '../driven-journeys.ts';
import { partitions } from '../keys.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { journeysBehind } from '../whole-rows.ts';
import type { ReconcileRun } from './reconcile-run.ts';

const PAGE = 200;

/**
 * Puts steps that were escalated before there were lists of the desks above on those lists. Each such journey needs
 * attention, whether or not it has a driver. To be done once: what is escalated from then on is listed at once.
 * @param from the sort key up to which it has been done.
 * @returns the sort key that it reached; {@link AFTER_ALL} when everything is done.
 */
export async function listAllEscalated(run: ReconcileRun, from: string): Promise<string> {
  if (from === AFTER_ALL) return from;
  const { services, hasTime, failed } = run;
  let reached = from;
  let cursor: string | undefined;
  try {
    // The first page whatever the time, so that runs which are always busy finish too.
    do {
      const page = await services.table.query({
        partition: partitions.attention(),
        index: 'attention',
        limit: PAGE,
        ...(from !== '' && { from }),
        ...(cursor !== undefined && { cursor }),
      });
      const journeys = await journeysBehind(services.table, page.items);
      for (const journey of journeys.values()) await listEscalated(services, journey);
      cursor = page.cursor;
      const last = page.items.at(-1)?.['attentionSk'];
      if (typeof last === 'string') reached = last;
      if (cursor === undefined) return AFTER_ALL;
    } while (hasTime());
  } catch (error) {
    failed(error);
  }
  return reached;
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
