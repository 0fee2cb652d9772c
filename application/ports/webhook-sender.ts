/** Sends one signed message to one partner's endpoint, once. When to try again is decided elsewhere. */

export interface WebhookRequest {
  readonly url: string;
  /** The event's id, the same on every attempt. */
  readonly webhookId: string;
  /** Of this attempt: the one the signature covers. */
  readonly timestampSeconds: number;
  /** The exact text that was signed; sent as UTF-8. */
  readonly body: string;
  /** The whole `webhook-signature` header. */
  readonly signature: string;
  /** Further headers, such as `content-type`; they never replace the three above. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why we would not connect. */
export type SendRefusal =
  | 'URL_INVALID'
  | 'URL_HAS_CREDENTIALS'
  | 'NOT_HTTPS'
  | 'PORT_NOT_ALLOWED'
  | 'ADDRESS_LITERAL'
  | 'ADDRESS_NOT_PUBLIC';

export type SendOutcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Seconds, whether the receiver gave a number or a date; absent when it gave neither. */
      readonly retryAfterSeconds?: number;
      /** At most 1 KiB of the answer, without control characters or anything like a secret. */
      readonly bodyExcerpt: string;
      readonly latencyMs: number;
    }
  /** `reason` is a code such as ECONNRESET or ENOTFOUND. */
  | { readonly kind: 'network-error'; readonly reason: string; readonly latencyMs: number }
  /** No status in time. The message may have arrived: send it again under the same id. */
  | { readonly kind: 'timed-out'; readonly latencyMs: number }
  | { readonly kind: 'refused'; readonly reason: SendRefusal };

export interface WebhookSender {
  /** Never follows a redirect. @throws only for a request that is malformed on our side, such as a line break in a header. */
  send(request: WebhookRequest): Promise<SendOutcome>;
}
