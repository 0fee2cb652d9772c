import { createHmac, sign, timingSafeEqual, verify as verifyEd25519 } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { decodeCanonicalBase64, parseKey, WebhookKeyError } from './signing-keys.ts';
import type { WebhookKey } from './signing-keys.ts';

/** Standard Webhooks 1.0: the signed content is `id.timestamp.body` over the exact bytes that travel. */

/** Visible ASCII without the dot, which separates the signed parts: with it, two messages could share a signature. */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const TIMESTAMP = /^[0-9]{1,12}$/;
const TOLERANCE_SECONDS = 5 * 60;
/** Far more than any rotation leaves live; bounds the work one header can ask for. */
const MAX_SIGNATURES = 20;

/** An id or timestamp that may not be signed: ours to mend, so thrown. */
export class WebhookContentError extends Error {
  override readonly name = 'WebhookContentError';
}

export type VerificationFailure =
  | 'HEADER_MISSING'
  | 'HEADER_REPEATED'
  | 'ID_INVALID'
  | 'TIMESTAMP_INVALID'
  | 'TIMESTAMP_TOO_OLD'
  | 'TIMESTAMP_TOO_NEW'
  | 'TOO_MANY_SIGNATURES'
  | 'KEY_INVALID'
  | 'SIGNATURE_MISMATCH';

export type VerificationResult =
  | { readonly ok: true; readonly id: string; readonly timestampSeconds: number }
  | { readonly ok: false; readonly code: VerificationFailure };

export interface VerificationInput {
  /** As node:http gives them; names are matched whatever their case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The raw body, before any parsing. */
  readonly body: Uint8Array | string;
  /** Every key still live: `whsec_` for v1, `whpk_` for v1a. */
  readonly keys: readonly string[];
  readonly now: Temporal.Instant;
}

/**
 * `v1,` and the base64 HMAC-SHA256 of the message under a `whsec_` secret.
 * @throws WebhookKeyError, WebhookContentError
 */
export function signV1(
  secret: string,
  id: string,
  timestampSeconds: number,
  body: Uint8Array | string,
): string {
  const key = parseKey(secret);
  if (key.kind !== 'secret') throw new WebhookKeyError('A v1 signature needs a whsec_ secret');
  return `v1,${hmac(key.bytes, signedContent(id, timestampSeconds, body)).toString('base64')}`;
}

/**
 * `v1a,` and the base64 Ed25519 signature of the message under a `whsk_` key.
 * @throws WebhookKeyError, WebhookContentError
 */
export function signV1a(
  privateKey: string,
  id: string,
  timestampSeconds: number,
  body: Uint8Array | string,
): string {
  const key = parseKey(privateKey);
  if (key.kind !== 'private') throw new WebhookKeyError('A v1a signature needs a whsk_ key');
  return `v1a,${sign(null, signedContent(id, timestampSeconds, body), key.key).toString('base64')}`;
}

/**
 * The `webhook-signature` header: one signature for each live key, in order, so that a receiver may hold either
 * the old or the new one while a key is rotated.
 * @throws WebhookKeyError (also for no key at all), WebhookContentError
 */
export function signatureHeader(
  keys: readonly string[],
  id: string,
  timestampSeconds: number,
  body: Uint8Array | string,
): string {
  if (keys.length === 0) throw new WebhookKeyError('Nothing can be sent without a signing key');
  return keys
    .map((key) => (key.startsWith('whsk_') ? signV1a : signV1)(key, id, timestampSeconds, body))
    .join(' ');
}

/**
 * Is this message from a holder of one of `keys`, and of the last or next five minutes? Signatures of unknown
 * versions are passed over, as the specification asks; every other irregularity is refused.
 */
export function verify(input: VerificationInput): VerificationResult {
  const id = header(input.headers, 'webhook-id');
  const timestamp = header(input.headers, 'webhook-timestamp');
  const signatures = header(input.headers, 'webhook-signature');
  if (!id.ok) return id;
  if (!timestamp.ok) return timestamp;
  if (!signatures.ok) return signatures;
  if (!ID.test(id.value)) return refuse('ID_INVALID');
  if (!TIMESTAMP.test(timestamp.value)) return refuse('TIMESTAMP_INVALID');
  const timestampSeconds = Number(timestamp.value);
  const nowSeconds = Math.floor(input.now.epochMilliseconds / 1000);
  if (nowSeconds - timestampSeconds > TOLERANCE_SECONDS) return refuse('TIMESTAMP_TOO_OLD');
  if (timestampSeconds - nowSeconds > TOLERANCE_SECONDS) return refuse('TIMESTAMP_TOO_NEW');

  const keys = parseVerificationKeys(input.keys);
  if (keys === undefined) return refuse('KEY_INVALID');
  const offered = signatures.value.split(' ');
  if (offered.length > MAX_SIGNATURES) return refuse('TOO_MANY_SIGNATURES');
  // The timestamp goes in as it was written: leading zeros are part of what was signed.
  const content = contentOf(id.value, timestamp.value, input.body);
  const matched = keys.some((key) => offered.some((signature) => matches(key, signature, content)));
  return matched ? { ok: true, id: id.value, timestampSeconds } : refuse('SIGNATURE_MISMATCH');
}

function matches(key: WebhookKey, offered: string, content: Buffer): boolean {
  const comma = offered.indexOf(',');
  const version = offered.slice(0, comma);
  const signature = decodeCanonicalBase64(offered.slice(comma + 1));
  if (comma < 0 || signature === undefined) return false;
  if (version === 'v1' && key.kind === 'secret') {
    const expected = hmac(key.bytes, content);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
  return version === 'v1a' && key.kind === 'public' && verifyEd25519(null, content, key.key, signature);
}

function parseVerificationKeys(texts: readonly string[]): readonly WebhookKey[] | undefined {
  try {
    const keys = texts.map(parseKey);
    return keys.length > 0 && keys.every((key) => key.kind !== 'private') ? keys : undefined;
  } catch (error) {
    if (error instanceof WebhookKeyError) return undefined;
    throw error;
  }
}

type Header =
  { readonly ok: true; readonly value: string } | { readonly ok: false; code: VerificationFailure };

function header(headers: VerificationInput['headers'], name: string): Header {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  const [value] = values;
  if (value === undefined || value === '') return refuse('HEADER_MISSING');
  return values.length === 1 ? { ok: true, value } : refuse('HEADER_REPEATED');
}

function refuse(code: VerificationFailure): { readonly ok: false; readonly code: VerificationFailure } {
  return { ok: false, code };
}

function signedContent(id: string, timestampSeconds: number, body: Uint8Array | string): Buffer {
  const timestamp = String(timestampSeconds);
  if (!ID.test(id)) throw new WebhookContentError('A webhook id is visible ASCII without a dot');
  if (!TIMESTAMP.test(timestamp)) throw new WebhookContentError('A webhook timestamp is whole seconds');
  return contentOf(id, timestamp, body);
}

function contentOf(id: string, timestamp: string, body: Uint8Array | string): Buffer {
  return Buffer.concat([
    Buffer.from(`${id}.${timestamp}.`),
    typeof body === 'string' ? Buffer.from(body) : body,
  ]);
}

function hmac(secret: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}
