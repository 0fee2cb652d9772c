import { Temporal } from 'temporal-polyfill';
import { addDays, isoInstant, startOfDay, type IsoInstant } from '../../law/time.ts';
import type { RecordDraft } from '../../record/record-draft.ts';
import { isStale, type Referral, type WithdrawalReason } from '../../record/referral.ts';
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

/**
 * Sends every agency with a live referral what has changed, with the change made to its referral. One that is stale no
 * longer counts, so its agency is sent nothing.
 */
export function tellLive(
  draft: RecordDraft,
  change: (referral: Referral) => Referral,
  changed: readonly string[],
): void {
  const { today, law } = draft.context;
  for (const referral of draft.liveReferrals()) {
    if (isStale(referral, today, law)) continue;
    tell(draft, change(referral), 'through-the-gate.referral.updated', changed);
  }
}

export function withdraw(
  draft: RecordDraft,
  referral: Referral,
  reason: WithdrawalReason,
  text?: string,
): void {
  const { now: at, by } = draft.context;
  const withdrawn: Referral = {
    ...referral,
    withdrawn: { reason, at, by, ...(text !== undefined && { text }) },
  };
  draft.putReferral(withdrawn);
  draft.record('referral-withdrawn', {
    referral: referral.id,
    service: referral.service,
    agency: referral.agencyId,
    reason,
    text,
  });
  tell(draft, withdrawn, 'through-the-gate.referral.withdrawn');
}

/** No answer came by its date. The referral still stands, and a later answer counts. */
export function expire(draft: RecordDraft, referral: Referral): void {
  draft.putReferral({ ...referral, expiredAt: draft.context.now });
}
