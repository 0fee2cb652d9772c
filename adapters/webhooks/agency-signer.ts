import { NoSigningKeyError, type WebhookSigner } from '../../application/ports/webhook-signer.ts';
import { WebhookKeyError } from './signing-keys.ts';
import { signatureHeader } from './standard-webhooks.ts';

/** An agency's signing keys, newest first; two while a key is being rotated. */
export type KeysOf = (agencyId: string) => Promise<readonly string[]> | readonly string[];

export function agencySigner(keysOf: KeysOf): WebhookSigner {
  return {
    async sign(agencyId, webhookId, timestampSeconds, body) {
      const keys = await keysOf(agencyId);
      if (keys.length === 0) throw new NoSigningKeyError(`No signing key is kept for agency ${agencyId}.`);
      try {
        return signatureHeader(keys, webhookId, timestampSeconds, body);
      } catch (error) {
        if (!(error instanceof WebhookKeyError)) throw error;
        throw new NoSigningKeyError(`A signing key of agency ${agencyId} is not of the form a key has.`);
      }
    },
  };
}
