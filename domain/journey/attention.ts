import { hasNowhereSoon } from '../pathways/accommodation/places.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import type { IsoDate } from '../law/time.ts';
import type { Journey, OpenStep } from './journey.ts';

/** Rungs taken from which a step is overdue: the reminder is the first, and no cause for alarm. */
export const OVERDUE_RUNGS = 2;

/** The step needs someone to look: its kind raises an alarm however young it is, or it is overdue. */
export function isAlarming({ kind, escalation }: Pick<OpenStep, 'kind' | 'escalation'>): boolean {
  return stepEntry(kind).alarm !== undefined || escalation >= OVERDUE_RUNGS;
}

/** After closing: someone without a home to whom nobody has offered follow-up yet, and a death not yet notified. */
export function needsAttention(journey: Journey, today: IsoDate): boolean {
  if (journey.death !== undefined) return journey.open.some(isAlarming);
  if (journey.phase === 'closed') return awaitsHousingFollowUp(journey) || hasChangedTimeline(journey);
  return journey.open.some(isAlarming) || hasNowhereSoon(journey, today);
}

/** A question that is asked of a closed journey too. */
function hasChangedTimeline({ open }: Journey): boolean {
  return open.some(({ kind }) => kind === 'changed-timeline');
}

function awaitsHousingFollowUp({ closed, open }: Journey): boolean {
  const isAsked = open.some(({ kind }) => kind === 'voluntary-follow-up');
  return isAsked && closed?.followUp?.about.includes('housing') === true;
}
