import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import type { HmppsCredentials } from '../hmpps/rest-get.ts';
import { cached } from './cached.ts';

const credentials = z.strictObject({ id: z.string().min(1), secret: z.string().min(1) });

export interface ParameterCredentialsOptions {
  readonly client: SSMClient;
  readonly name: string;
  /** Milliseconds, for the age of the cached value. */
  readonly now: () => number;
}

/** A parameter without credentials. The message never contains any of it. */
export class CredentialsParameterError extends Error {
  override readonly name = 'CredentialsParameterError';
}

/**
 * This product's credentials at HMPPS from Parameter Store, a SecureString of `{"id": "...", "secret": "..."}`. {@link
 * cached} for five minutes.
 */
export function parameterCredentials({
  client,
  name,
  now,
}: ParameterCredentialsOptions): () => Promise<HmppsCredentials> {
  return cached(async () => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    const parsed = credentials.safeParse(jsonOf(Parameter?.Value ?? ''));
    if (!parsed.success) throw new CredentialsParameterError('The parameter holds no credentials.');
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
