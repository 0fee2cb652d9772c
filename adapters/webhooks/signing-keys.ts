import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * The signing keys of Standard Webhooks 1.0, by their prefix: `whsec_` (shared secret, base64 of 24 to 64 bytes) and
 * `whsk_` (Ed25519 private key: seed then public key, 64 bytes).
 */
export type WebhookKey =
  { readonly kind: 'secret'; readonly bytes: Buffer } | { readonly kind: 'private'; readonly key: KeyObject };

const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
const ED25519_BYTES = 32;
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** An invalid key. The message never contains any part of it. */
export class WebhookKeyError extends Error {
  override readonly name = 'WebhookKeyError';
}

/** @throws WebhookKeyError for an unknown prefix, base64 that is not canonical, a wrong length or unmatched halves. */
export function parseKey(text: string): WebhookKey {
  const [prefix, encoded] = splitPrefix(text);
  const bytes = Buffer.from(encoded, 'base64');
  // Padded, in the standard alphabet and with zero spare bits: one text for each value.
  if (bytes.toString('base64') !== encoded)
    throw new WebhookKeyError(`A ${prefix} key is not canonical base64`);
  switch (prefix) {
    case 'whsec_':
      if (bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES)
        throw new WebhookKeyError(`A whsec_ secret holds ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes`);
      return { kind: 'secret', bytes };
    case 'whsk_':
      if (bytes.length !== 2 * ED25519_BYTES)
        throw new WebhookKeyError(`A whsk_ key holds ${2 * ED25519_BYTES} bytes`);
      return parsePrivateKey(bytes);
  }
}

function splitPrefix(text: string): readonly ['whsec_' | 'whsk_', string] {
  for (const prefix of ['whsec_', 'whsk_'] as const)
    if (text.startsWith(prefix)) return [prefix, text.slice(prefix.length)];
  throw new WebhookKeyError('A signing key starts with whsec_ or whsk_');
}

function parsePrivateKey(bytes: Buffer): WebhookKey {
  const seed = bytes.subarray(0, ED25519_BYTES);
  const publicBytes = bytes.subarray(ED25519_BYTES);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  // A pair whose halves differ would make signatures that its own public key refuses.
  if (!rawPublicKey(createPublicKey(key)).equals(publicBytes))
    throw new WebhookKeyError('The two halves of a whsk_ key do not belong together');
  return { kind: 'private', key };
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_ED25519.length);
}
