import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { isPassing, nameOf } from './sdk-errors.ts';

/** Newest first; two while a key is being rotated. */
const Keys = z.strictObject({
  keys: z
    .array(z.string().regex(/^whs[ek]/))
    .min(1)
    .max(5),
});

const KEPT_MS = 5 * 60_000;

export interface ParameterSigningKeysOptions {
  readonly client: SSMClient;
  /** The prefix of each agency's parameter: `/through-the-gate/dev/agencies/`. */
  readonly namePrefix: string;
  /** Milliseconds, for the age of cached keys. */
  readonly now: () => number;
}

/** A parameter without valid keys. The message never contains any of it. */
export class SigningParameterError extends Error {
  override readonly name = 'SigningParameterError';
}

/**
 * An agency's signing keys from Parameter Store, a SecureString of `{"keys": ["whsec_..."]}`. Keys are cached for five
 * minutes. An agency without a parameter has no keys.
 */
export function parameterSigningKeys({
  client,
  namePrefix,
  now,
}: ParameterSigningKeysOptions): (agencyId: string) => Promise<readonly string[]> {
  const cache = new Map<string, { readonly keys: readonly string[]; readonly at: number }>();

  return async (agencyId) => {
    const known = cache.get(agencyId);
    if (known !== undefined && now() - known.at < KEPT_MS) return known.keys;
    try {
      const { Parameter } = await client.send(
        new GetParameterCommand({ Name: `${namePrefix}${agencyId}`, WithDecryption: true }),
      );
      const keys = keysIn(Parameter?.Value, agencyId);
      cache.set(agencyId, { keys, at: now() });
      return keys;
    } catch (error) {
      if (nameOf(error) === 'ParameterNotFound') return [];
      if (known !== undefined && isPassing(error)) return known.keys;
      throw error;
    }
  };
}

function keysIn(value: string | undefined, agencyId: string): readonly string[] {
  const parsed = Keys.safeParse(jsonOf(value ?? ''));
  if (!parsed.success)
    throw new SigningParameterError(`The parameter of agency ${agencyId} holds no signing keys.`);
  return parsed.data.keys;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
