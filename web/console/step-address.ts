import type { OpenStepView } from '../../application/queries/journey-views.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';

/** The page on which a step is answered. */
export function stepAddress(journeyId: string, { key, kind }: Pick<OpenStepView, 'key' | 'kind'>): string {
  const journey = `/journeys/${journeyId}`;
  const { answeredOn } = stepEntry(kind);
  if (answeredOn === undefined) return `${journey}/steps/${encodeURIComponent(key)}`;
  return answeredOn === 'proposal' ? journey : `${journey}/${answeredOn}`;
}
