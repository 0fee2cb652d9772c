import type { User } from '../../domain/user.ts';

/** Tells who holds a bearer token. */
export interface TokenVerifier {
  /**
   * The user, or undefined for a token that is garbled, unsigned, expired, of another issuer or audience, or says
   * nothing usable: why is not told to whoever sent it. @throws IdentityUnavailableError
   */
  verify(token: string): Promise<User | undefined>;
}

/** The provider's keys cannot be read, so that nobody can be told from anybody: try again later. */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError';
}
