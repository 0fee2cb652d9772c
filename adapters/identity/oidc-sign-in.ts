import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
} from 'openid-client';
import {
  IdentityUnavailableError,
  type KnownUser,
  type PendingSignIn,
  type StaffIdentity,
} from '../../application/ports/identity.ts';
import type { User } from '../../domain/access/user.ts';
import { userFromClaims } from './claims.ts';

export interface OidcSignInOptions {
  /** The provider's issuer URL: HTTPS, except for a provider on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  /** Read at each use, because it can change. */
  readonly clientSecret: () => Promise<string>;
  /** The redirect address. */
  readonly redirectUri: string;
  readonly scope?: string;
  /** The user of an ID token; {@link userFromClaims} by default. */
  readonly userFrom?: (claims: Readonly<Record<string, unknown>>) => User | undefined;
}

type Tokens = Awaited<ReturnType<typeof refreshTokenGrant>>;

const SCOPE = 'openid profile';
const PATIENCE_SECONDS = 5;

/** Errors caused by the response, not by the provider or the network. */
const REFUSALS: ReadonlySet<string | undefined> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
]);

/** Error codes by which a provider reports its own fault (RFC 6749, section 4.1.2.1). */
const OUTAGES: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/**
 * Staff sign in at any OpenID Connect provider: the authorization code flow with PKCE, state and nonce (OpenID Connect
 * Core 1.0, section 3.1; RFC 7636), and the ID token's signature checked against the provider's keys.
 */
export function oidcSignIn(options: OidcSignInOptions): StaffIdentity {
  const { redirectUri, userFrom = (claims: Readonly<Record<string, unknown>>) => userFromClaims(claims) } =
    options;
  let known: { readonly secret: string; readonly client: Configuration } | undefined;

  /** The provider's metadata, read when first needed and again when the secret has changed. */
  async function client(): Promise<Configuration> {
    const secret = await options.clientSecret();
    if (known?.secret !== secret) known = { secret, client: await discover(options, secret) };
    return known.client;
  }

  function knownFrom(tokens: Tokens): KnownUser | undefined {
    const claims = tokens.claims();
    const user = claims && userFrom(claims);
    if (user === undefined) return undefined;
    return tokens.refresh_token === undefined ? { user } : { user, grant: tokens.refresh_token };
  }

  return {
    async begin() {
      const verifier = randomPKCECodeVerifier();
      const pending: PendingSignIn = { state: randomState(), nonce: randomNonce(), verifier };
      try {
        const to = buildAuthorizationUrl(await client(), {
          redirect_uri: redirectUri,
          scope: options.scope ?? SCOPE,
          state: pending.state,
          nonce: pending.nonce,
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { to: to.href, pending };
      } catch (error) {
        throw unavailable(error);
      }
    },
    async complete(query, pending) {
      const cameBackTo = new URL(redirectUri);
      cameBackTo.search = query.toString();
      try {
        const tokens = await authorizationCodeGrant(await client(), cameBackTo, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.verifier,
          idTokenExpected: true,
        });
        return knownFrom(tokens);
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw unavailable(error);
      }
    },
    async readAgain(user, grant) {
      // A provider that gives no refresh token is asked by signing in again, which it may do without a page.
      if (grant === undefined) return undefined;
      try {
        const known = knownFrom(await refreshTokenGrant(await client(), grant));
        return known?.user.id === user.id ? { grant, ...known } : undefined;
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw unavailable(error);
      }
    },
  };
}

function discover({ issuer, clientId }: OidcSignInOptions, secret: string): Promise<Configuration> {
  const url = new URL(issuer);
  const onThisMachine = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  return discovery(url, clientId, undefined, ClientSecretPost(secret), {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to stand out; nothing leaves the machine
    execute: [enableNonRepudiationChecks, ...(onThisMachine ? [allowInsecureRequests] : [])],
    timeout: PATIENCE_SECONDS,
  });
}

function isRefusal(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return !OUTAGES.has(error.error);
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof ClientError && REFUSALS.has(error.code);
}

function unavailable(cause: unknown): IdentityUnavailableError {
  return new IdentityUnavailableError('Nobody can sign in at the identity provider.', { cause });
}
