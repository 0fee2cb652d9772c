import type { IsoInstant } from '../law/time.ts';
import type { Referral } from './referral.ts';

export const WEBHOOK_EVENT_TYPES = [
  'through-the-gate.referral.created',
  'through-the-gate.referral.updated',
  'through-the-gate.referral.withdrawn',
] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];

/**
 * The thin event a partner receives: CloudEvents 1.0, structured JSON. It says that something happened to a
 * referral and where to ask what; it carries no name, identifier, offence, risk or address.
 */
export interface WebhookEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: WebhookEventType;
  readonly time: IsoInstant;
  readonly subject: string;
  readonly sequence: string;
  readonly dataref: string;
  readonly datacontenttype: 'application/json';
  readonly data: { readonly changed?: readonly string[] };
}

export function webhookEvent(input: {
  readonly id: string;
  readonly type: WebhookEventType;
  readonly at: IsoInstant;
  readonly referral: Referral;
  readonly changed?: readonly string[];
  readonly publicUrl: string;
}): WebhookEvent {
  return {
    specversion: '1.0',
    id: input.id,
    source: 'urn:through-the-gate',
    type: input.type,
    time: input.at,
    subject: input.referral.id,
    sequence: String(input.referral.sequence).padStart(6, '0'),
    dataref: `${input.publicUrl}/api/referrals/${input.referral.id}`,
    datacontenttype: 'application/json',
    data: input.changed ? { changed: input.changed } : {},
  };
}

/** One event to one endpoint, with its attempts. The body is stored as sent: every attempt signs the same bytes. */
export interface Delivery {
  readonly id: string;
  readonly version: number;
  readonly agencyId: string;
  readonly journeyId: string;
  readonly referralId: string;
  readonly type: WebhookEventType;
  readonly body: string;
  /** `dropped`: the person no longer agreed to the referral before it was delivered, so it is not sent. */
  readonly state: 'pending' | 'delivered' | 'parked' | 'dropped';
  readonly createdAt: IsoInstant;
  /** The answer is wanted by this instant; the ladder tightens as it comes nearer. */
  readonly deadline?: IsoInstant;
  /**
   * Not attempted before this instant, except for the first attempt, which is made at once and must have been made by
   * then.
   */
  readonly nextAttemptAt?: IsoInstant;
  readonly parkedBecause?: string;
  /** It waits because its agency is paused; no attempt is made, and none is counted. */
  readonly heldBack?: true;
  /** Every attempt there was, also those before it was parked and sent again. */
  readonly attempts: readonly DeliveryAttempt[];
  /** How many of them were made before it was last sent again: the waits between attempts begin again from there. */
  readonly attemptsBefore?: number;
}

export interface DeliveryAttempt {
  readonly at: IsoInstant;
  readonly status?: number;
  readonly problem?: string;
  readonly latencyMs: number;
}
