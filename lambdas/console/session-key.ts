import { hkdfSync } from 'node:crypto';

const SHORTEST = 32;
const KEY_BYTES = 32;

/** A secret that is too short for a key. The message never contains any of it. */
export class SessionSecretError extends Error {
  override readonly name = 'SessionSecretError';
}

/**
 * The 32-byte session key, derived from a long random text (HKDF, RFC 5869), because Secrets Manager generates texts.
 * @throws SessionSecretError for fewer than 32 characters.
 */
export function sessionKeyFrom(text: string): Uint8Array {
  if (text.length < SHORTEST) throw new SessionSecretError(`A session secret has ${SHORTEST} characters.`);
  return new Uint8Array(hkdfSync('sha256', text, '', 'through-the-gate/console-session', KEY_BYTES));
}
