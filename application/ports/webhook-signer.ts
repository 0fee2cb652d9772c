/** Signs a webhook with every live key of an agency. */
export interface WebhookSigner {
  /** The whole `webhook-signature` header. @throws NoSigningKeyError when the agency has no key. */
  sign(agencyId: string, webhookId: string, timestampSeconds: number, body: string): Promise<string>;
}

export class NoSigningKeyError extends Error {
  override readonly name = 'NoSigningKeyError';
}
