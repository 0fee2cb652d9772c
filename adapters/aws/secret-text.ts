import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isPassing } from './sdk-errors.ts';

const KEPT_MS = 5 * 60_000;

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

/**
 * A secret of one text from Secrets Manager. It is kept for five minutes, so a rotated one is in use that soon; while
 * Secrets Manager is out, the last known stays in use.
 */
export function secretText({ client, secretId, now }: SecretTextOptions): () => Promise<string> {
  let kept: { readonly text: string; readonly at: number } | undefined;
  return async () => {
    if (kept !== undefined && now() - kept.at < KEPT_MS) return kept.text;
    try {
      const { SecretString: text = '' } = await client.send(
        new GetSecretValueCommand({ SecretId: secretId }),
      );
      if (text === '') throw new EmptySecretError('A secret holds no text.');
      kept = { text, at: now() };
      return text;
    } catch (error) {
      if (kept !== undefined && isPassing(error)) return kept.text;
      throw error;
    }
  };
}
