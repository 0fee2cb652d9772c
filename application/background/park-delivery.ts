import { openStep, rowOpened } from '../../domain/journey/open-step.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { parkedDetails } from '../../domain/pathways/referrals/parked.ts';
import { agencySubject } from '../../domain/record/subjects.ts';
import type { Delivery } from '../../domain/record/webhook-event.ts';
import type { Change } from '../change.ts';

/** Asks an administrator, in the one step that an agency has for all its parked messages of this journey. */
export function park({ draft }: Change, { agencyId, referralId, id }: Delivery, because: string): void {
  draft.record('delivery-parked', { agency: agencyId, referral: referralId, why: because });
  if (draft.journey.phase === 'closed') return;
  const opening = { kind: 'delivery-parked', subject: agencySubject(agencyId) } as const;
  const known = draft.step(rowOpened(draft, opening));
  const parked = { agencyId, referralId, deliveryId: id, cause: because };
  if (known && isOpen(known)) {
    draft.putStep({ ...known, details: parkedDetails(known.details, parked) });
  } else {
    openStep(draft, { ...opening, details: parkedDetails(undefined, parked) });
  }
}
