import { createHmac, sign } from 'node:crypto';
import { parseKey, WebhookKeyError } from './signing-keys.ts';

/** Standard Webhooks 1.0: the signed content is `id.timestamp.body` over the exact bytes that travel. */

/** Visible ASCII without the dot, which separates the signed parts: with it, two messages could share a signature. */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const TIMESTAMP = /^[0-9]{1,12}$/;

/** An id or timestamp that may not be signed. It is a bug, so it is thrown. */
export class WebhookContentError extends Error {
  override readonly name = 'WebhookContentError';
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
 * The `webhook-signature` header: one signature per key, in order, so that a receiver may have the old or the new key.
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

function signedContent(id: string, timestampSeconds: number, body: Uint8Array | string): Buffer {
  const timestamp = String(timestampSeconds);
  if (!ID.test(id)) throw new WebhookContentError('A webhook id is visible ASCII without a dot');
  if (!TIMESTAMP.test(timestamp)) throw new WebhookContentError('A webhook timestamp is whole seconds');
  return Buffer.concat([
    Buffer.from(`${id}.${timestamp}.`),
    typeof body === 'string' ? Buffer.from(body) : body,
  ]);
}

function hmac(secret: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}
