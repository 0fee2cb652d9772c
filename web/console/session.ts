import { randomBytes, timingSafeEqual } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { PendingSignIn } from '../../application/ports/identity.ts';
import { DUTIES, ROLES, type User } from '../../domain/access/user.ts';

/** How long a session lasts, whatever is done in it. A shared computer is left, so it is not prolonged. */
export const SESSION_HOURS = 8;
/** How long somebody has to prove who they are elsewhere. */
const SIGN_IN_MINUTES = 15;
const SESSION_KEY_BYTES = 32;

export interface Session {
  /** Echoed by every form of this session, and by no other site's. */
  readonly csrf: string;
  /** Absent until someone has signed in. */
  readonly user?: User;
  /** A sign-in begun elsewhere and not come back from. Nobody is signed in meanwhile. */
  readonly pendingSignIn?: PendingSignIn;
  /** Shown once, on the next page. */
  readonly notice?: string;
  /** When it ends, in seconds since 1970. */
  readonly endsAt: number;
}

export interface Sessions {
  begin(user?: User): Session;
  /** A session of nobody's, that lasts as long as signing in elsewhere may take. */
  beginSignIn(pending: PendingSignIn): Session;
  /** The session in a `Cookie` header; undefined when there is none, it has ended, or it is not one of ours. */
  read(cookieHeader: string | undefined): Promise<Session | undefined>;
  /** The `Set-Cookie` header that keeps a session. */
  write(session: Session): Promise<string>;
  /** The `Set-Cookie` header that ends whatever session there is. */
  forget(): string;
}

const payloadSchema = z.object({
  csrf: z.string().min(20),
  exp: z.number(),
  notice: z.string().optional(),
  pendingSignIn: z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() }).optional(),
  user: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      roles: z.array(z.enum(ROLES)),
      duties: z.array(z.enum(DUTIES)),
      prisons: z.array(z.string()),
      regions: z.array(z.string()),
      agencyId: z.string().optional(),
    })
    .optional(),
});

/**
 * Sessions in an encrypted cookie (JWE, A256GCM), so that any instance can serve any request and nothing about the
 * person signed in can be read or changed outside. Time is the machine's own: moving the product's clock must not
 * sign anyone out.
 *
 * @param key 32 bytes. @throws RangeError for any other length.
 */
export function createSessions(options: {
  readonly key: Uint8Array;
  readonly secure: boolean;
  readonly wallClock?: () => Temporal.Instant;
}): Sessions {
  const { key, secure } = options;
  if (key.length !== SESSION_KEY_BYTES)
    throw new RangeError(`A session key has ${SESSION_KEY_BYTES} bytes, not ${key.length}`);
  const wallClock = options.wallClock ?? (() => Temporal.Now.instant());
  const seconds = (): number => Math.floor(wallClock().epochMilliseconds / 1000);
  const name = secure ? '__Host-session' : 'through-the-gate-session';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

  const newToken = (): string => randomBytes(32).toString('base64url');

  return {
    beginSignIn: (pendingSignIn) => ({
      csrf: newToken(),
      endsAt: seconds() + SIGN_IN_MINUTES * 60,
      pendingSignIn,
    }),
    begin(user) {
      const csrf = newToken();
      const endsAt = seconds() + SESSION_HOURS * 3600;
      return user === undefined ? { csrf, endsAt } : { csrf, endsAt, user };
    },
    async read(cookieHeader) {
      const sealed = cookieNamed(name, cookieHeader);
      if (sealed === undefined) return undefined;
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          // A plain number of seconds would do; jose takes the platform's own date.
          currentDate: new Date(wallClock().epochMilliseconds),
        });
        const read = payloadSchema.safeParse(payload);
        return read.success ? sessionOf(read.data) : undefined;
      } catch {
        // Ended, tampered with, sealed with another key or no session at all: in each case nobody is signed in.
        return undefined;
      }
    },
    async write({ endsAt, ...content }) {
      const sealed = await new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(endsAt)
        .encrypt(key);
      return `${name}=${sealed}; ${attributes}; Max-Age=${Math.max(0, endsAt - seconds())}`;
    },
    forget: () => `${name}=; ${attributes}; Max-Age=0`,
  };
}

/** Whether a form came from a page of this session. */
export function isOwnForm(session: Session, token: string | null): boolean {
  const expected = Buffer.from(session.csrf);
  const given = Buffer.from(token ?? '');
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function sessionOf({ csrf, exp, user, notice, pendingSignIn }: z.infer<typeof payloadSchema>): Session {
  return {
    csrf,
    endsAt: exp,
    ...(notice !== undefined && { notice }),
    ...(pendingSignIn && { pendingSignIn }),
    ...(user && { user: userOf(user) }),
  };
}

function userOf({ agencyId, ...user }: NonNullable<z.infer<typeof payloadSchema>['user']>): User {
  return agencyId === undefined ? user : { ...user, agencyId };
}

function cookieNamed(name: string, header: string | undefined): string | undefined {
  return header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
