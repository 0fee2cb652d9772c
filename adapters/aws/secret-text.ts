import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { kept } from './kept.ts';
import { nameOf } from './sdk-errors.ts';

export interface SecretTextOptions {
  readonly client: SecretsManagerClient;
  /** The secret's name or ARN. */
  readonly secretId: string;
  /** Milliseconds, for the age of what is kept. */
  readonly now: () => number;
}

/** A secret that is there but holds no text. The message never holds any of it. */
export class EmptySecretError extends Error {
  override readonly name = 'EmptySecretError';
}

/** A secret of one text from Secrets Manager, {@link kept} for five minutes. */
export function secretText(options: SecretTextOptions): () => Promise<string> {
  return kept(() => read(options, 'AWSCURRENT'), options.now);
}

/**
 * What a secret is and what it was before it was last changed, newest first, so that whoever still sends the old one
 * is understood. {@link kept} for five minutes.
 */
export function secretTexts(options: SecretTextOptions): () => Promise<readonly string[]> {
  return kept(async () => {
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
