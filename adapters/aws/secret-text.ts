import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { cached } from './cached.ts';
import { nameOf } from './sdk-errors.ts';

export interface SecretTextOptions {
  readonly client: SecretsManagerClient;
  /** The secret's name or ARN. */
  readonly secretId: string;
  /** Milliseconds, for the age of the cached secret. */
  readonly now: () => number;
}

/** A secret without text. The message never contains any of it. */
export class EmptySecretError extends Error {
  override readonly name = 'EmptySecretError';
}

/** The text of a secret in Secrets Manager, {@link cached} for five minutes. */
export function secretText(options: SecretTextOptions): () => Promise<string> {
  return cached(() => read(options, 'AWSCURRENT'), options.now);
}

/**
 * The present and the previous value of a secret, newest first, so that callers with the old one are accepted. {@link
 * cached} for five minutes.
 */
export function secretTexts(options: SecretTextOptions): () => Promise<readonly string[]> {
  return cached(async () => {
    const all = await Promise.all([read(options, 'AWSCURRENT'), previous(options)]);
    return all.filter((text) => text !== undefined);
  }, options.now);
}

async function read({ client, secretId }: SecretTextOptions, version: string): Promise<string> {
  const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: version });
  const { SecretString: text = '' } = await client.send(command);
  if (text === '') throw new EmptySecretError('A secret holds no text.');
  return text;
}

/** Undefined for a secret that was never changed. */
async function previous(options: SecretTextOptions): Promise<string | undefined> {
  try {
    return await read(options, 'AWSPREVIOUS');
  } catch (error) {
    if (nameOf(error) === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
