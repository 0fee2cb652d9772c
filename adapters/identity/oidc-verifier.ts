import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { IdentityUnavailableError, type TokenVerifier } from '../../application/ports/identity.ts';
import { CLAIM_NAMES, userFromClaims, type ClaimNames } from './claims.ts';

/** Public-key signatures only: a shared secret would let whoever reads it sign. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 60;
const PATIENCE_MS = 5_000;

export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Where the provider publishes its keys. */
  readonly jwksUrl: URL;
  readonly claims?: Partial<ClaimNames>;
  readonly now?: () => Date;
}

/**
 * Verifies tokens of any OpenID Connect provider by its published keys, which are fetched when first needed and again
 * when a token names one that is not known.
 */
export function oidcVerifier(options: OidcOptions): TokenVerifier {
  const keys = createRemoteJWKSet(options.jwksUrl, { timeoutDuration: PATIENCE_MS });
  const names = { ...CLAIM_NAMES, ...options.claims };
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: ALGORITHMS,
          issuer: options.issuer,
          audience: options.audience,
          requiredClaims: ['exp'],
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          ...(options.now && { currentDate: options.now() }),
        });
        return userFromClaims(payload, names);
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw new IdentityUnavailableError('The identity provider’s keys cannot be read.', { cause: error });
      }
    },
  };
}

/** A fault of the token, rather than of the provider or the way to it. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  const providersFault =
    error.code === 'ERR_JOSE_GENERIC' ||
    error.code === 'ERR_JWKS_TIMEOUT' ||
    error.code === 'ERR_JWKS_INVALID';
  return !providersFault;
}
