import type { User } from '../../domain/access/user.ts';

/** Tells who holds a bearer token. */
export interface TokenVerifier {
  /**
   * The user, or undefined for a token that is garbled, unsigned, expired, of another issuer or audience, or says
   * nothing usable: why is not told to whoever sent it. @throws IdentityUnavailableError
   */
  verify(token: string): Promise<User | undefined>;
}

/** What a sign-in under way is known again by; kept by whoever's browser began it, and good for once. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somewhere that members of staff prove who they are, and come back from. */
export interface StaffIdentity {
  /** Where to send a browser, and what to keep until it is back. @throws IdentityUnavailableError */
  begin(): Promise<{ readonly to: string; readonly pending: PendingSignIn }>;
  /**
   * Who came back, by what the provider put in the query of the address; undefined when it said no, when this is not
   * what was begun, or when the token says nothing usable. @throws IdentityUnavailableError
   */
  complete(query: URLSearchParams, pending: PendingSignIn): Promise<User | undefined>;
}

/** The provider or its keys cannot be reached, so that nobody can be told from anybody: try again later. */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError';
}
