import { Temporal } from 'temporal-polyfill';
import type { JourneyDraft } from './journey-draft.ts';
import type { Referral, ReferralAnswer } from '../record/referral.ts';
import { stepKey, type StepDetails } from './step.ts';
import { addDays, isoInstant, startOfDay } from '../law/time.ts';
import { webhookEvent, type WebhookEventType } from '../record/webhook-event.ts';

/**
 * A message is attempted as soon as it is carried out of the outbox. If nothing came of that, it is due like any other
 * from then on: whatever lost it, the sweep finds it.
 */
const FIRST_ATTEMPT_MINUTES = 15;

/** Queues the event a partner is sent about a referral, in the same transaction as what it tells of. */
export function tell(
  draft: JourneyDraft,
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
  const answerDue = draft.step(stepKey(referral.cycle, 'referral-answer', referral.subject))?.dueOn;
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
    deadline: startOfDay(addDays(answerDue ?? journey.releaseDateInForce, answerDue === undefined ? 0 : 1)),
    attempts: [],
  });
  draft.cause({ kind: 'deliver', agencyId: referral.agencyId, deliveryId: id });
}

/** An answer from an agency, or an officer on its behalf, as the referral keeps it. */
export function recordAnswer(
  draft: JourneyDraft,
  referral: Referral,
  answer: ReferralAnswer,
  details: StepDetails,
): void {
  const code = typeof details['code'] === 'string' ? details['code'] : undefined;
  const { now: at, by } = draft.context;
  const { answer: _earlier, ...rest } = referral;
  draft.putReferral({ ...rest, answer: { answer, at, by, ...(code !== undefined && { code }) } });
  draft.record('referral-answered', {
    referral: referral.id,
    service: referral.service,
    agency: referral.agencyId,
    answer,
    code,
  });
  if (referral.service === 'DTR' && answer === 'ACCEPTED') {
    draft.update({ housing: { ...draft.journey.housing, dutyToReferOutcome: code ?? answer } });
  }
}

/** No answer came by its date. The referral expires; an answer that comes later is a task for an officer. */
export function expire(draft: JourneyDraft, referral: Referral): void {
  draft.putReferral({ ...referral, expiredAt: draft.context.now });
}

export function withdraw(draft: JourneyDraft, referral: Referral, reason: string): void {
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
