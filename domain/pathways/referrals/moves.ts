import { Temporal } from 'temporal-polyfill';
import { addDays, isoInstant, startOfDay, type IsoInstant } from '../../law/time.ts';
import type { RecordDraft } from '../../record/record-draft.ts';
import type { Referral } from '../../record/referral.ts';
import { stepKey } from '../../record/step-key.ts';
import { webhookEvent, type WebhookEventType } from '../../record/webhook-event.ts';

/**
 * A message is attempted as soon as it is carried out of the outbox. If that fails, it is due like any other from this
 * many minutes on, and the sweep finds it.
 */
const FIRST_ATTEMPT_MINUTES = 15;

/** Queues the event a partner is sent about a referral, in the same transaction as the change it reports. */
export function tell(
  draft: RecordDraft,
  referral: Referral,
  type: WebhookEventType,
  changed?: readonly string[],
): void {
  const { context, journey } = draft;
  const next: Referral = { ...referral, sequence: referral.sequence + 1 };
  draft.putReferral(next);
  const id = context.newId();
  const event = webhookEvent({
    id,
    type,
    at: context.now,
    referral: next,
    publicUrl: context.publicUrl,
    ...(changed && { changed }),
  });
  const deadline = deliveryDeadline(draft, referral);
  draft.deliveries.push({
    id,
    version: 1,
    agencyId: referral.agencyId,
    journeyId: journey.id,
    referralId: referral.id,
    type,
    body: JSON.stringify(event),
    state: 'pending',
    createdAt: context.now,
    nextAttemptAt: isoInstant(Temporal.Instant.from(context.now).add({ minutes: FIRST_ATTEMPT_MINUTES })),
    ...(deadline !== undefined && { deadline }),
    attempts: [],
  });
  draft.cause({ kind: 'deliver', agencyId: referral.agencyId, deliveryId: id });
}

/**
 * The end of the day on which the agency's answer is due; while none is asked for, the start of the release date, if any. Read
 * from the head, which always lists every open step, so it does not depend on which rows a command has loaded.
 */
function deliveryDeadline({ journey }: RecordDraft, { cycle, subject }: Referral): IsoInstant | undefined {
  const asked = stepKey(cycle, 'referral-answer', subject);
  const answerDue = journey.open.find(({ key }) => key === asked)?.dueOn;
  if (answerDue !== undefined) return startOfDay(addDays(answerDue, 1));
  return journey.releaseDateInForce === undefined ? undefined : startOfDay(journey.releaseDateInForce);
}

export function withdraw(draft: RecordDraft, referral: Referral, reason: string): void {
  const { now: at, by } = draft.context;
  const withdrawn: Referral = { ...referral, withdrawn: { reason, at, by } };
  draft.putReferral(withdrawn);
  draft.record('referral-withdrawn', {
    referral: referral.id,
    service: referral.service,
    agency: referral.agencyId,
    reason,
  });
  tell(draft, withdrawn, 'through-the-gate.referral.withdrawn');
}

/** No answer came by its date. The referral expires; an answer that comes later is a task for an officer. */
export function expire(draft: RecordDraft, referral: Referral): void {
  draft.putReferral({ ...referral, expiredAt: draft.context.now });
}
