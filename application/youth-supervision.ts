import {
  askForYouthWorker,
  needsYouthWorker,
  rowsOfYouthWorker,
} from '../domain/journey/child-supervisor.ts';
import type { Change } from './change.ts';

/**
 * Part of every change of a journey: a child who has a community offender manager, from before children had youth
 * offending team workers, is asked one for in their place.
 */
export async function keepYouthSupervision({ draft, loadSteps }: Change): Promise<void> {
  if (!needsYouthWorker(draft.journey, draft.context.today, draft.context.law)) return;
  await loadSteps(rowsOfYouthWorker(draft.journey));
  askForYouthWorker(draft);
}
