import type { Journey, OpenStep } from '../record/journey.ts';

/** Rungs taken from which a step is overdue: the reminder is the first, and no cause for alarm. */
export const OVERDUE_RUNGS = 2;

/** Open steps that by themselves need someone to look, however young they are. */
const ALARMS = new Set([
  'incident',
  'delivery-parked',
  'authorities-exhausted',
  'urgent-housing',
  'late-answer',
]);

export function isAlarming(open: OpenStep): boolean {
  return ALARMS.has(open.kind) || open.escalation >= OVERDUE_RUNGS;
}

export function needsAttention(journey: Journey): boolean {
  return journey.phase !== 'closed' && journey.open.some(isAlarming);
}
