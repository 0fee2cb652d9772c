import type { User } from '../../domain/access/user.ts';

/** Finds the user of a bearer token. */
export interface TokenVerifier {
  /**
   * The user; undefined for a token that is malformed, unsigned, expired, or of another issuer or audience: the caller
   * is not told why.
   * @throws IdentityUnavailableError
   */
  verify(token: string): Promise<User | undefined>;
}

/** The state of a sign-in in progress, kept by the browser that began it and valid once. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** A user as the provider knows them now. */
export interface KnownUser {
  readonly user: User;
  /** Secret: lets the product ask the provider about this user again, until it is revoked there. */
  readonly grant?: string;
}

/**
 * Asks the provider about a user again; undefined when it no longer knows them or gives no answer for this grant.
 * @throws IdentityUnavailableError
 */
export type ReadAgain = (user: User, grant: string | undefined) => Promise<KnownUser | undefined>;

/** A provider where staff sign in. */
export interface StaffIdentity {
  /** The address to redirect to, and the state to keep meanwhile. @throws IdentityUnavailableError */
  begin(): Promise<{ readonly to: string; readonly pending: PendingSignIn }>;
  /**
   * The user, from the query of the redirect back; undefined when the provider refused, when the state does not match,
   * or when the token has no usable claims.
   * @throws IdentityUnavailableError
   */
  complete(query: URLSearchParams, pending: PendingSignIn): Promise<KnownUser | undefined>;
  readonly readAgain: ReadAgain;
}

/** The provider or its keys cannot be reached: try again later. */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError';
}
