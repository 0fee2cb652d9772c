import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { isPassing, nameOf } from './sdk-errors.ts';

/** Newest first; two while a key is being rotated. */
const Secret = z.strictObject({
  keys: z
    .array(z.string().regex(/^whs[ek]/))
    .min(1)
    .max(5),
});

const KEPT_MS = 5 * 60_000;

export interface SecretsSigningKeysOptions {
  readonly client: SecretsManagerClient;
  /** Each agency's secret is called this and its id: `through-the-gate-dev/agencies/`. */
  readonly namePrefix: string;
  /** Milliseconds, for the age of what is kept. */
  readonly now: () => number;
}

/** A secret that is there but holds no keys. The message never holds any of it. */
export class SigningSecretError extends Error {
  override readonly name = 'SigningSecretError';
}

/**
 * An agency's signing keys from Secrets Manager: `{"keys": ["whsec_..."]}`. Keys are kept for five minutes, so a
 * rotated key is in use that soon; while Secrets Manager is out, the last known keys stay in use.
 * An agency without a secret has no keys.
 */
export function secretsSigningKeys({
  client,
  namePrefix,
  now,
}: SecretsSigningKeysOptions): (agencyId: string) => Promise<readonly string[]> {
  const kept = new Map<string, { readonly keys: readonly string[]; readonly at: number }>();

  return async (agencyId) => {
    const known = kept.get(agencyId);
    if (known !== undefined && now() - known.at < KEPT_MS) return known.keys;
    try {
      const { SecretString } = await client.send(
        new GetSecretValueCommand({ SecretId: `${namePrefix}${agencyId}` }),
      );
      const keys = keysIn(SecretString, agencyId);
      kept.set(agencyId, { keys, at: now() });
      return keys;
    } catch (error) {
      if (nameOf(error) === 'ResourceNotFoundException') return [];
      if (known !== undefined && isPassing(error)) return known.keys;
      throw error;
    }
  };
}

function keysIn(secret: string | undefined, agencyId: string): readonly string[] {
  const parsed = Secret.safeParse(jsonOf(secret ?? ''));
  if (!parsed.success)
    throw new SigningSecretError(`The secret of agency ${agencyId} holds no signing keys.`);
  return parsed.data.keys;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
