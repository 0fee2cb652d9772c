import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry } from '../pathway-entry.ts';
import type { Health } from './data.ts';

/** Its steps wait for nothing, so pre-release opens them. */
export const HEALTH = {
  name: 'Health',
  // The record's readers who may not see the person's health have none of it.
  readiness: ({ health }) => (health === undefined ? [] : [gpWords(health), medicineWords(health)]),
} as const satisfies PathwayEntry;

function gpWords({ gp, gpSeenOn }: Health): string {
  if (gpSeenOn !== undefined) return `Seen by a GP on ${sayDate(gpSeenOn)}.`;
  return gp === undefined ? 'No GP is recorded.' : `Registered with a GP: ${gp.practice}.`;
}

function medicineWords({ medicine, needs, noMedicine }: Health): string {
  if (medicine === undefined && noMedicine === 'DECLINED') return 'The person wants no medicine for release.';
  if (needs?.medicine === false || noMedicine === 'NONE_TAKEN') return 'The person takes no medicine.';
  return medicine === undefined
    ? 'Medicine for release is not ready.'
    : `Medicine for release: ${medicine.days} days, ${medicine.as === 'SUPPLY' ? 'in hand' : 'by prescription'}.`;
}
