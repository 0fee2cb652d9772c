import { jwtVerify, SignJWT } from 'jose';
import type { TokenVerifier } from '../../application/ports/identity.ts';
import type { User } from '../../domain/access/user.ts';
import { claimsOf, userFromClaims } from './claims.ts';

const ISSUER = 'urn:through-the-gate:local-identity';
const AUDIENCE = 'through-the-gate';
const ALGORITHM = 'HS256';
/** A working day. */
const LIFETIME_SECONDS = 8 * 60 * 60;
/** RFC 7518, section 3.2: a key as long as the hash. */
const SHORTEST_SECRET_BYTES = 32;

export interface LocalIdentity extends TokenVerifier {
  /** The sample people that one can sign in as. */
  readonly users: readonly User[];
  /** A token for one of them, valid for 8 hours; undefined for anybody else. */
  issue(userId: string): Promise<string | undefined>;
}

export interface LocalIdentityOptions {
  readonly users: readonly User[];
  /** At least 32 bytes; a new one ends every session. */
  readonly secret: Uint8Array;
  /** The real time, not the journey's clock, which moves by weeks in training. */
  readonly now?: () => Date;
}

/**
 * The built-in identity provider for local use and training: sample people, no passwords. Rights are read from the list
 * and not from the token, so a change takes effect at once.
 * @throws RangeError for a secret shorter than 32 bytes.
 */
export function localIdentity({
  users,
  secret,
  now = () => new Date(),
}: LocalIdentityOptions): LocalIdentity {
  if (secret.byteLength < SHORTEST_SECRET_BYTES) {
    throw new RangeError(`The secret of the local identity has at least ${SHORTEST_SECRET_BYTES} bytes.`);
  }
  const people = new Map(users.map((user) => [user.id, user]));
  return {
    users,
    async issue(userId) {
      const user = people.get(userId);
      if (user === undefined) return undefined;
      const issuedAt = Math.floor(now().getTime() / 1000);
      return new SignJWT(claimsOf(user))
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(user.id)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFETIME_SECONDS)
        .sign(secret);
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['exp', 'sub'],
          currentDate: now(),
        });
        const user = userFromClaims(payload);
        return user && people.get(user.id);
      } catch {
        return undefined;
      }
    },
  };
}
