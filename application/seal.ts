import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals short texts, so that only the product can read them, and only for the purpose they were sealed for. */
export interface Sealer {
  /** @returns text that is safe in a URL, a cookie and a row. @throws SealUnavailableError */
  seal(text: string, purpose: string): Promise<string>;
  /** @returns undefined for what was changed, was sealed for another purpose or with another key, or is no seal. @throws SealUnavailableError */
  open(sealed: string, purpose: string): Promise<string | undefined>;
}

/** The secret cannot be read now: try again later. */
export class SealUnavailableError extends Error {
  override readonly name = 'SealUnavailableError';
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a new nonce for each text; the purpose is authenticated with it.
 *
 * @param secret at least 32 bytes, read when first needed; each `use` has a key of its own (HKDF, RFC 5869).
 */
export function createSealer(secret: () => Promise<Uint8Array>, use: string): Sealer {
  let known: { readonly secret: Uint8Array; readonly key: Uint8Array } | undefined;

  async function key(): Promise<Uint8Array> {
    const given = await secret().catch((cause: unknown) => {
      throw new SealUnavailableError('The secret to seal with cannot be read.', { cause });
    });
    if (known?.secret !== given) known = { secret: given, key: deriveKey(given, use) };
    return known.key;
  }

  return {
    async seal(text, purpose) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, await key(), iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    async open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) return undefined;
      const decipher = createDecipheriv(ALGORITHM, await key(), bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

function deriveKey(secret: Uint8Array, use: string): Uint8Array {
  if (secret.length < KEY_BYTES)
    throw new RangeError(`A secret to seal with has at least ${KEY_BYTES} bytes.`);
  return new Uint8Array(hkdfSync('sha256', secret, '', `through-the-gate/${use}`, KEY_BYTES));
}
