import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { KnownUser, PendingSignIn, ReadAgain } from '../../application/ports/identity.ts';
import type { Table } from '../../application/ports/table.ts';
import { createKeptPages, type KeptPages } from '../../application/kept-pages.ts';
import { createSealer } from '../../application/seal.ts';
import { createSessionStore, SESSION_SECONDS, type SignedInSession } from '../../application/sessions.ts';

/** How long a sign-in at an identity provider may take. */
const SIGN_IN_SECONDS = 15 * 60;
const SESSION_KEY_BYTES = 32;
/** 32 bytes: the id of a session. Anything else in the cookie is sealed. */
const SESSION_ID = /^[\w-]{43}$/;
const STRANGER = 'the session of a stranger';

/** A browser in which nobody has signed in. Its cookie holds all of it, sealed, so that strangers write no rows. */
export interface Stranger {
  readonly csrf: string;
  readonly user?: undefined;
  /** A sign-in begun at the identity provider. */
  readonly pendingSignIn?: PendingSignIn;
  /** The page to open when that sign-in is complete. */
  readonly returnTo?: string;
  /** When it ends, in seconds since 1970. */
  readonly endsAt: number;
}

export interface SignedIn extends SignedInSession {
  /** Sent back by every form of this session, and derived from its id: no other session has it. */
  readonly csrf: string;
}

export type Session = Stranger | SignedIn;

export interface Sessions {
  /** A new session of nobody. */
  stranger(): Stranger;
  /** A session of nobody that lasts as long as signing in at the provider may take. */
  beginSignIn(pending: PendingSignIn, returnTo: string): Stranger;
  /** The session in a `Cookie` header; undefined when there is none, it has ended, or it is not one of ours. */
  read(cookieHeader: string | undefined): Promise<Session | undefined>;
  /** The session with roles at most five minutes old; undefined when it is over. @throws IdentityUnavailableError */
  withCurrentRoles(session: SignedIn): Promise<SignedIn | undefined>;
  /** Starts a session. @returns the `Set-Cookie` header. */
  begin(known: KnownUser): Promise<string>;
  keepNotice(session: SignedIn, notice: string | undefined): Promise<void>;
  /** Pages that forms were answered with. */
  readonly pages: KeptPages;
  /** Ends a session on every computer that has its cookie. */
  end(session: Session): Promise<void>;
  /** The `Set-Cookie` header that keeps a stranger's session. */
  writeStranger(session: Stranger): Promise<string>;
  /** The `Set-Cookie` header that removes any session from the browser. */
  forget(): string;
}

const strangerSchema = z.strictObject({
  csrf: z.string().min(20),
  endsAt: z.number(),
  pendingSignIn: z
    .strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() })
    .exactOptional(),
  returnTo: z.string().exactOptional(),
});

export interface SessionsOptions {
  readonly table: Table;
  /** 32 bytes, the same wherever a session may be read. */
  readonly key: Uint8Array;
  readonly secure: boolean;
  readonly newId: () => string;
  readonly readAgain: ReadAgain;
  readonly wallClock?: () => Temporal.Instant;
}

/**
 * The cookie of a person signed in holds a random id and nothing else; who they are and whether the session still
 * stands is in the table. Time is the machine's own: moving the product's clock must not sign anyone out.
 *
 * @throws RangeError for a key of any other length.
 */
export function createSessions({
  table,
  key,
  secure,
  newId,
  readAgain,
  ...options
}: SessionsOptions): Sessions {
  if (key.length !== SESSION_KEY_BYTES)
    throw new RangeError(`A session key has ${SESSION_KEY_BYTES} bytes, not ${key.length}`);
  const wallClock = options.wallClock ?? (() => Temporal.Now.instant());
  const seconds = (): number => Math.floor(wallClock().epochMilliseconds / 1000);
  const sealer = createSealer(() => Promise.resolve(key), 'session');
  const store = createSessionStore({ table, sealer, readAgain, seconds });
  const name = secure ? '__Host-session' : 'through-the-gate-session';
  const cookie = (value: string, maxAge: number): string =>
    `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}; Max-Age=${maxAge}`;

  async function readStranger(sealed: string): Promise<Stranger | undefined> {
    const text = await sealer.open(sealed, STRANGER);
    const stranger = text === undefined ? undefined : strangerSchema.parse(JSON.parse(text));
    return stranger && stranger.endsAt > seconds() ? stranger : undefined;
  }

  return {
    stranger: () => ({ csrf: newToken(), endsAt: seconds() + SESSION_SECONDS }),
    beginSignIn: (pendingSignIn, returnTo) => ({
      csrf: newToken(),
      endsAt: seconds() + SIGN_IN_SECONDS,
      pendingSignIn,
      returnTo,
    }),
    async read(cookieHeader) {
      const value = cookieNamed(name, cookieHeader);
      if (value === undefined) return undefined;
      if (!SESSION_ID.test(value)) return readStranger(value);
      const found = await store.find(value);
      return found && signedIn(found);
    },
    async withCurrentRoles(session) {
      const current = await store.withCurrentRoles(session);
      return current && signedIn(current);
    },
    begin: async (known) => cookie(await store.begin(known), SESSION_SECONDS),
    keepNotice: ({ id }, notice) => store.keepNotice(id, notice),
    pages: createKeptPages({ table, sealer, newId, seconds }),
    async end(session) {
      if (isSignedIn(session)) await store.revoke(session.id);
    },
    async writeStranger({ csrf, endsAt, pendingSignIn, returnTo }) {
      const text = JSON.stringify({ csrf, endsAt, pendingSignIn, returnTo });
      return cookie(await sealer.seal(text, STRANGER), Math.max(0, endsAt - seconds()));
    },
    forget: () => cookie('', 0),
  };
}

export function isSignedIn(session: Session): session is SignedIn {
  return session.user !== undefined;
}

/** Whether a form came from a page of this session. */
export function isOwnForm(session: Session, token: string | null): boolean {
  const expected = Buffer.from(session.csrf);
  const given = Buffer.from(token ?? '');
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function signedIn(session: SignedInSession): SignedIn {
  return { ...session, csrf: createHmac('sha256', session.id).update('csrf').digest('base64url') };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function cookieNamed(name: string, header: string | undefined): string | undefined {
  return header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
