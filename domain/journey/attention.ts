import { isSheltered } from '../pathways/accommodation/places.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import { addDays, type IsoDate } from '../law/time.ts';
import type { Journey, OpenStep } from './journey.ts';

/** Rungs taken from which a step is overdue: the reminder is the first, and no cause for alarm. */
export const OVERDUE_RUNGS = 2;

/** The step needs someone to look: its kind raises an alarm however young it is, or it is overdue. */
export function isAlarming({ kind, escalation }: Pick<OpenStep, 'kind' | 'escalation'>): boolean {
  return stepEntry(kind).alarm !== undefined || escalation >= OVERDUE_RUNGS;
}

/**
 * The person is outside tonight or tomorrow night, as far as anyone knows, and has nowhere to sleep. From release-day
 * work on, which is days before, the first night counts as one of them.
 */
export function hasNowhereSoon(journey: Journey, today: IsoDate): boolean {
  const { phase, releasedOn, releaseDateInForce } = journey;
  if (phase === 'closed' || phase === 'recalled') return false;
  if (releasedOn === undefined) {
    if (releaseDateInForce === undefined) return false;
    if (phase !== 'release-day' && releaseDateInForce > addDays(today, 1)) return false;
  }
  return !isSheltered(journey, today);
}

export function needsAttention(journey: Journey, today: IsoDate): boolean {
  return journey.phase !== 'closed' && (journey.open.some(isAlarming) || hasNowhereSoon(journey, today));
}
