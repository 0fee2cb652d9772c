/** Sends one signed message to one partner's endpoint, once. */

export interface WebhookRequest {
  readonly url: string;
  /** The event's id, the same on every attempt. */
  readonly webhookId: string;
  /** The timestamp of this attempt, which the signature covers. */
  readonly timestampSeconds: number;
  /** The exact text that was signed; sent as UTF-8. */
  readonly body: string;
  /** The whole `webhook-signature` header. */
  readonly signature: string;
  /** Further headers, such as `content-type`; they never replace the three above. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why the address was refused. */
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
      /** Seconds, from a number or a date; absent without either. */
      readonly retryAfterSeconds?: number;
      /** At most 1 KiB of the response, without control characters or secrets. */
      readonly bodyExcerpt: string;
      readonly latencyMs: number;
    }
  /** `reason` is a code such as ECONNRESET or ENOTFOUND. */
  | { readonly kind: 'network-error'; readonly reason: string; readonly latencyMs: number }
  /** No status in time. The message may have arrived: send it again with the same id. */
  | { readonly kind: 'timed-out'; readonly latencyMs: number }
  | { readonly kind: 'refused'; readonly reason: SendRefusal };

export interface WebhookSender {
  /** Never follows a redirect. @throws only for a request that we malformed, such as a line break in a header. */
  send(request: WebhookRequest): Promise<SendOutcome>;
}
