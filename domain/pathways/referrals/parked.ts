import type { PathwayDraft } from '../person-record.ts';
import type { Answer, StepDetails } from '../step-entry.ts';

/**
 * An agency has one step for all its parked messages, or each move of a release date would open one more. Of each
 * referral it names the latest message only: messages carry no content, so the agency reads the referral as it stands.
 */
const MOST_PARKED = 20;

export function parkedDetails(
  before: StepDetails | undefined,
  parked: {
    readonly agencyId: string;
    readonly referralId: string;
    readonly deliveryId: string;
    readonly cause: string;
  },
): StepDetails {
  const others = listOf(before?.['parked']).filter((entry) => referralIn(entry) !== parked.referralId);
  return {
    agency: parked.agencyId,
    cause: parked.cause,
    parked: [...others, `${parked.referralId}/${parked.deliveryId}`].slice(-MOST_PARKED),
  };
}

export function resend(draft: PathwayDraft, { subject, opened }: Answer<unknown>): void {
  const agencyId = opened['agency'];
  if (typeof agencyId !== 'string') return;
  for (const deliveryId of deliveriesIn(opened, subject)) {
    draft.cause({ kind: 'deliver', agencyId, deliveryId, again: true });
  }
}

/** Steps opened before there was one for each agency have the message itself as their subject. */
function deliveriesIn(opened: StepDetails, subject: string | undefined): readonly string[] {
  const listed = listOf(opened['parked']).map((entry) => entry.slice(entry.indexOf('/') + 1));
  return listed.length > 0 || subject === undefined ? listed : [subject];
}

function referralIn(entry: string): string {
  return entry.slice(0, entry.indexOf('/'));
}

function listOf(value: StepDetails[string]): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
