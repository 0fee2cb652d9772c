import { recordDetails, stepsByAge } from '../../../domain/journey/record-details.ts';
import { rowsTouchedByDate } from '../../../domain/journey/touched-rows.ts';
import { isHigherTier, type Tier } from '../../../domain/record/characteristics.ts';
import type { Change } from '../../change.ts';
import { done } from '../../refusal.ts';
import type { EventType } from './event-type.ts';

/** Probation has calculated the tier again. A rise asks the officer who answers for the person to look at the plan. */
export const tierCalculated: EventType = {
  eventType: 'tier.calculation.complete',
  versions: [1],
  latestOf: 'tier',
  async prepare({ crn = '' }, { hmpps }) {
    const fetched = await hmpps.tier(crn);
    if (!fetched.ok) return fetched;
    return { ok: true, value: (change) => recordTier(change, fetched.value.tier) };
  },
};

async function recordTier(change: Change, tier: Tier) {
  const { draft } = change;
  const { journey } = draft;
  if (journey.phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' } as const);
  if (journey.tier === tier) return done({ state: 'done', outcome: 'already-so' } as const);
  await change.load(rowsTouchedByDate(journey));
  await change.loadSteps(stepsByAge(journey));
  recordDetails(draft, { tier });
  if (journey.tier !== undefined && isHigherTier(tier, journey.tier))
    await change.open({ kind: 'higher-tier' });
  return done({ state: 'done', outcome: 'tier-recorded' } as const);
}
