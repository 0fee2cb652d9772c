import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type * as z from 'zod';
import { cached } from './cached.ts';

export interface ParameterOptions {
  readonly client: SSMClient;
  readonly name: string;
  /** Milliseconds, for the age of the cached value. */
  readonly now: () => number;
}

/** A parameter that does not hold what it should. The message never contains any of it. */
export class ParameterContentError extends Error {
  override readonly name = 'ParameterContentError';
}

/**
 * A SecureString of JSON from Parameter Store, {@link cached} for five minutes.
 * @param what What it should hold, for the error: `credentials`.
 */
export function parameterJson<T>(
  { client, name, now }: ParameterOptions,
  schema: z.ZodType<T>,
  what: string,
): () => Promise<T> {
  return cached(async () => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    const parsed = schema.safeParse(jsonOf(Parameter?.Value ?? ''));
    if (!parsed.success) throw new ParameterContentError(`The parameter holds no ${what}.`);
    return parsed.data;
  }, now);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
