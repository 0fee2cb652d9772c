import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * The keys of Standard Webhooks 1.0, by their prefix: `whsec_` (shared secret, base64 of 24 to 64 bytes),
 * `whsk_` (Ed25519 private key: seed then public key, 64 bytes) and `whpk_` (Ed25519 public key, 32 bytes).
 */
export type WebhookKey =
  | { readonly kind: 'secret'; readonly bytes: Buffer }
  | { readonly kind: 'private'; readonly key: KeyObject; readonly publicBytes: Buffer }
  | { readonly kind: 'public'; readonly key: KeyObject };

const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
const GENERATED_SECRET_BYTES = 32;
const ED25519_BYTES = 32;
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** A key that cannot sign or verify. The message never holds any part of the key. */
export class WebhookKeyError extends Error {
  override readonly name = 'WebhookKeyError';
}

/** Padded, standard-alphabet base64 with zero spare bits, or undefined: one text for each value. */
export function decodeCanonicalBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** @throws WebhookKeyError for an unknown prefix, base64 that is not canonical, a wrong length or unmatched halves. */
export function parseKey(text: string): WebhookKey {
  const [prefix, encoded] = splitPrefix(text);
  const bytes = decodeCanonicalBase64(encoded);
  if (bytes === undefined) throw new WebhookKeyError(`A ${prefix} key is not canonical base64`);
  switch (prefix) {
    case 'whsec_':
      if (bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES)
        throw new WebhookKeyError(`A whsec_ secret holds ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes`);
      return { kind: 'secret', bytes };
    case 'whpk_':
      requireLength(bytes, ED25519_BYTES, prefix);
      return { kind: 'public', key: ed25519PublicKey(bytes) };
    case 'whsk_':
      requireLength(bytes, 2 * ED25519_BYTES, prefix);
      return parsePrivateKey(bytes);
  }
}

/** A new shared secret of 32 random bytes, as `whsec_` and base64. */
export function generateSecret(): string {
  return `whsec_${randomBytes(GENERATED_SECRET_BYTES).toString('base64')}`;
}

/** A new Ed25519 pair for an agency that chooses `v1a`: we keep `privateKey`, they are given `publicKey`. */
export function generateKeyPair(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_ED25519.length);
  const publicBytes = rawPublicKey(createPublicKey(privateKey));
  return {
    privateKey: `whsk_${Buffer.concat([seed, publicBytes]).toString('base64')}`,
    publicKey: `whpk_${publicBytes.toString('base64')}`,
  };
}

/** The `whpk_` key an agency verifies with, for one of our `whsk_` keys. @throws WebhookKeyError for any other key. */
export function publicKeyOf(privateKey: string): string {
  const key = parseKey(privateKey);
  if (key.kind !== 'private') throw new WebhookKeyError('Only a whsk_ key has a public key');
  return `whpk_${key.publicBytes.toString('base64')}`;
}

function splitPrefix(text: string): readonly ['whsec_' | 'whsk_' | 'whpk_', string] {
  for (const prefix of ['whsec_', 'whsk_', 'whpk_'] as const)
    if (text.startsWith(prefix)) return [prefix, text.slice(prefix.length)];
  throw new WebhookKeyError('A webhook key starts with whsec_, whsk_ or whpk_');
}

function requireLength(bytes: Buffer, expected: number, prefix: string): void {
  if (bytes.length !== expected) throw new WebhookKeyError(`A ${prefix} key holds ${expected} bytes`);
}

function parsePrivateKey(bytes: Buffer): WebhookKey {
  const seed = bytes.subarray(0, ED25519_BYTES);
  const publicBytes = bytes.subarray(ED25519_BYTES);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  // A pair whose halves disagree would sign what its own published key refuses.
  if (!rawPublicKey(createPublicKey(key)).equals(publicBytes))
    throw new WebhookKeyError('The two halves of a whsk_ key do not belong together');
  return { kind: 'private', key, publicBytes };
}

function ed25519PublicKey(bytes: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_ED25519, bytes]), format: 'der', type: 'spki' });
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_ED25519.length);
}
