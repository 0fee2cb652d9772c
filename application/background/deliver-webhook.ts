import { SYSTEM } from '../../domain/record/actor.ts';
import { classifyOutcome, nextAttempt, type NextAttempt } from '../../domain/partners/delivery-ladder.ts';
import { Temporal } from 'temporal-polyfill';
import { agencySubject } from '../../domain/record/subjects.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { isoInstant } from '../../domain/law/time.ts';
import type { Delivery, DeliveryAttempt } from '../../domain/record/webhook-event.ts';
import { agencyRows, findAgency } from '../agencies.ts';
import { isPutOff } from '../agencies-wait.ts';
import { isHeldBack, notHeldBack } from './hold-back.ts';
import { isNoLongerAgreed } from './no-longer-agreed.ts';
import { park } from './park-delivery.ts';
import type { Change } from '../change.ts';
import { changeJourney } from '../change-journey.ts';
import { readReferral } from '../items.ts';
import { deliveryItem, readDelivery } from '../message-items.ts';
import { keys } from '../keys.ts';
import type { Agency } from '../ports/agencies.ts';
import type { Clock } from '../ports/clock.ts';
import type { SendOutcome, WebhookSender } from '../ports/webhook-sender.ts';
import { NoSigningKeyError, type WebhookSigner } from '../ports/webhook-signer.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface DeliveryServices extends Services {
  readonly sender: WebhookSender;
  readonly signer: WebhookSigner;
  /** The real time, which receivers compare signatures with, even when the product's clock has been moved. */
  readonly wallClock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
}

export type DeliveryResult = 'delivered' | 'will-retry' | 'parked' | 'held-back' | 'not-due' | 'gone';

/**
 * Makes one attempt at one delivery and records the result: delivered, tried again later, or parked with a step for an
 * administrator. A second attempt sends the same id, which the partner may ignore. While its agency is paused no attempt is
 * made.
 */
export async function deliverWebhook(
  services: DeliveryServices,
  wanted: { readonly agencyId: string; readonly deliveryId: string; readonly again?: true },
): Promise<DeliveryResult> {
  const row = await services.table.get(keys.delivery(wanted.agencyId, wanted.deliveryId));
  if (!row) return 'gone';
  const delivery = readDelivery(row);
  const now = services.clock.now();
  if (delivery.state === 'delivered' || delivery.state === 'dropped') return 'gone';
  if (delivery.state === 'parked' && wanted.again !== true) return 'gone';
  const retried = delivery.attempts.length > 0;
  if (retried && delivery.nextAttemptAt !== undefined && delivery.nextAttemptAt > isoInstant(now)) {
    return 'not-due';
  }
  if (await isHeldBack(services, delivery)) return 'held-back';
  if (await isPutOff(services, delivery)) return 'not-due';
  const waited = delivery.nextAttemptAt === undefined || delivery.nextAttemptAt <= isoInstant(now);
  if (waited && (await isNoLongerAgreed(services, delivery))) return drop(services, delivery);
  const before = delivery.state === 'parked' ? delivery.attempts.length : (delivery.attemptsBefore ?? 0);
  const agency = await findAgency(services, wanted.agencyId);
  const attempt = await attemptOf(services, agency, delivery, now);
  const next = decideNext(attempt, delivery.attempts.slice(before), delivery, now, services.random());
  const attempts = [...delivery.attempts, attempt.record];
  const tried = { ...notHeldBack(delivery), attempts, ...(before > 0 && { attemptsBefore: before }) };
  return settle(services, tried, next, agency);
}

async function drop({ table }: DeliveryServices, delivery: Delivery): Promise<DeliveryResult> {
  const { nextAttemptAt: _never, ...rest } = notHeldBack(delivery);
  await table.transact([put({ ...rest, state: 'dropped' }, delivery.version)]);
  return 'gone';
}

interface Attempt {
  readonly outcome: SendOutcome | { readonly kind: 'no-endpoint' } | { readonly kind: 'no-signing-key' };
  readonly record: DeliveryAttempt;
}

async function attemptOf(
  services: DeliveryServices,
  agency: Agency | undefined,
  delivery: Delivery,
  now: Temporal.Instant,
): Promise<Attempt> {
  const at = isoInstant(now);
  if (agency?.endpoint?.state !== 'live') {
    return { outcome: { kind: 'no-endpoint' }, record: { at, problem: 'no live endpoint', latencyMs: 0 } };
  }
  const timestampSeconds = Math.floor(services.wallClock.now().epochMilliseconds / 1000);
  const signature = await signatureFor(services, agency.id, delivery, timestampSeconds);
  if (signature === undefined) {
    return { outcome: { kind: 'no-signing-key' }, record: { at, problem: 'no signing key', latencyMs: 0 } };
  }
  const outcome = await services.sender.send({
    url: agency.endpoint.url,
    webhookId: delivery.id,
    timestampSeconds,
    body: delivery.body,
    signature,
  });
  switch (outcome.kind) {
    case 'response':
      return { outcome, record: { at, status: outcome.status, latencyMs: outcome.latencyMs } };
    case 'network-error':
      return { outcome, record: { at, problem: outcome.reason, latencyMs: outcome.latencyMs } };
    case 'timed-out':
      return { outcome, record: { at, problem: 'timed out', latencyMs: outcome.latencyMs } };
    case 'refused':
      return { outcome, record: { at, problem: outcome.reason, latencyMs: 0 } };
  }
}

/** The signature; undefined when the agency has no usable key, which more attempts would not change. */
async function signatureFor(
  services: DeliveryServices,
  agencyId: string,
  delivery: Delivery,
  timestampSeconds: number,
): Promise<string | undefined> {
  try {
    return await services.signer.sign(agencyId, delivery.id, timestampSeconds, delivery.body);
  } catch (error) {
    if (error instanceof NoSigningKeyError) return undefined;
    throw error;
  }
}

const UNSENDABLE = { 'no-endpoint': 'NO_LIVE_ENDPOINT', 'no-signing-key': 'NO_SIGNING_KEY' } as const;

type Next = NextAttempt | { readonly kind: 'no-endpoint' } | { readonly kind: 'no-signing-key' };

function decideNext(
  { outcome }: Attempt,
  earlierAttempts: readonly DeliveryAttempt[],
  delivery: Delivery,
  now: Temporal.Instant,
  jitter: number,
): Next {
  if (outcome.kind === 'no-endpoint' || outcome.kind === 'no-signing-key') return outcome;
  const observed =
    outcome.kind === 'response'
      ? { status: outcome.status }
      : outcome.kind === 'network-error'
        ? { networkError: outcome.reason }
        : outcome.kind === 'timed-out'
          ? { timedOut: true }
          : { refused: outcome.reason };
  return nextAttempt({
    attempt: earlierAttempts.length + 1,
    outcome: classifyOutcome(observed),
    now,
    jitter,
    rejectedBefore: earlierAttempts.some(({ status }) => status === 400 || status === 415 || status === 422),
    ...(delivery.deadline !== undefined && { deadline: Temporal.Instant.from(delivery.deadline) }),
    ...(outcome.kind === 'response' &&
      outcome.retryAfterSeconds !== undefined && { retryAfterSeconds: outcome.retryAfterSeconds }),
  });
}

async function settle(
  services: DeliveryServices,
  delivery: Delivery,
  next: Next,
  agency: Agency | undefined,
): Promise<DeliveryResult> {
  const { nextAttemptAt: _tried, parkedBecause: _before, ...rest } = delivery;
  switch (next.kind) {
    case 'retry':
      await services.table.transact([
        put({ ...rest, state: 'pending', nextAttemptAt: isoInstant(next.at) }, delivery.version),
      ]);
      return 'will-retry';
    case 'delivered':
      // Only the first message of a referral says something new of the journey: a later one is written alone.
      if (await isDelivered(services, delivery)) {
        await services.table.transact([put({ ...rest, state: 'delivered' }, delivery.version)]);
        return 'delivered';
      }
      await inJourney(services, { ...rest, state: 'delivered' }, delivery.version, (change) => {
        const referral = change.draft.referral(delivery.referralId);
        if (referral.deliveredAt !== undefined) return;
        change.draft.putReferral({ ...referral, deliveredAt: change.draft.context.now });
        change.draft.record('referral-delivered', {
          referral: referral.id,
          service: referral.service,
          agency: referral.agencyId,
        });
      });
      return 'delivered';
    case 'parked':
    case 'endpoint-disabled':
    case 'no-endpoint':
    case 'no-signing-key': {
      const because = 'reason' in next ? next.reason : UNSENDABLE[next.kind];
      await inJourney(
        services,
        { ...rest, state: 'parked', parkedBecause: because },
        delivery.version,
        (change) => {
          park(change, delivery, because);
          if (next.kind === 'endpoint-disabled' && agency?.endpoint) {
            for (const write of agencyRows(
              { ...agency, endpoint: { ...agency.endpoint, state: 'disabled' } },
              [],
            )) {
              change.alsoWrite(write);
            }
          }
        },
      );
      return 'parked';
    }
  }
}

async function isDelivered({ table }: Services, { journeyId, referralId }: Delivery): Promise<boolean> {
  const row = await table.get(keys.referral(journeyId, referralId));
  return row !== undefined && readReferral(row).deliveredAt !== undefined;
}

/** The delivery and its effect on the journey, in one transaction. */
async function inJourney(
  services: Services,
  delivery: Delivery,
  version: number,
  change: (change: Change) => void,
): Promise<void> {
  const result = await changeJourney(services, delivery.journeyId, { by: SYSTEM }, async (within) => {
    await within.loadReferrals([delivery.referralId]);
    await within.loadSteps([
      stepKey(within.draft.journey.cycle, 'delivery-parked', agencySubject(delivery.agencyId)),
    ]);
    const row = await services.table.get(keys.delivery(delivery.agencyId, delivery.id));
    // Another attempt was recorded at the same time: that one stands.
    if (row?.['version'] !== version) return done('overtaken');
    change(within);
    within.alsoWrite(put(delivery, version));
    within.draft.update({});
    return done('kept');
  });
  // The caller tries again: the message, the outbox row or the due row is still there.
  if (!result.ok) throw new Error(`An attempt could not be recorded: ${result.code}`);
}

function put(delivery: Delivery, version: number) {
  const item = deliveryItem({ ...delivery, version: version + 1 });
  return { kind: 'put', item, when: { kind: 'version', equals: version } } as const;
}
