import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { ROLES, type User } from '../domain/access/user.ts';
import { DUTIES } from '../domain/record/duties.ts';
import { keys } from './keys.ts';
import type { KnownUser, ReadAgain } from './ports/identity.ts';
import type { Item, Json, Table } from './ports/table.ts';
import type { Sealer } from './seal.ts';

/** A session ends this long after sign-in, whatever is done in it: a shared computer is left. */
export const SESSION_SECONDS = 8 * 3600;
/** A session not used for this long is over. */
export const IDLE_SECONDS = 30 * 60;
/** Roles are read from the provider again when they are this old (ASVS 5.0, V7). */
export const ROLES_SECONDS = 5 * 60;
/** Use is written at most this often, so a session may be found idle up to a minute early, and never late. */
const USE_WRITTEN_SECONDS = 60;
const ID_BYTES = 32;
const MOST_TRIES = 5;

/** The session of someone signed in. */
export interface SignedInSession {
  /** The secret in the cookie. */
  readonly id: string;
  readonly user: User;
  /** Shown once, on the next page. */
  readonly notice?: string;
}

/**
 * Sessions as rows of the table, under the hash of their id: a row does not contain what a cookie needs. Time is the
 * machine's: moving the product's clock must not sign anyone out.
 */
export interface SessionStore {
  /** Starts a session. @returns its id: random, and kept nowhere but in the browser. */
  begin(known: KnownUser): Promise<string>;
  /** The session of an id; undefined when there is none, or it has ended, was idle or was revoked. It counts as use. */
  find(id: string): Promise<SignedInSession | undefined>;
  /**
   * The session with roles at most five minutes old; undefined, and revoked, when the provider no longer knows the user.
   * @throws IdentityUnavailableError when the roles are too old and cannot be read.
   */
  withCurrentRoles(session: SignedInSession): Promise<SignedInSession | undefined>;
  /** Keeps what the next page shows once; undefined forgets it. */
  keepNotice(id: string, notice: string | undefined): Promise<void>;
  /** Ends the session, wherever its cookie is. */
  revoke(id: string): Promise<void>;
}

const userSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  duties: z.array(z.enum(DUTIES)),
  prisons: z.array(z.string()),
  regions: z.array(z.string()),
  agencyId: z.string().exactOptional(),
});

const rowSchema = z.object({
  version: z.number(),
  expiresAt: z.number(),
  user: userSchema,
  lastUsedAt: z.number(),
  rolesReadAt: z.number(),
  revokedAt: z.number().exactOptional(),
  notice: z.string().exactOptional(),
  /** The provider's refresh token, sealed. */
  grant: z.string().exactOptional(),
});
type Row = z.infer<typeof rowSchema>;

export interface SessionStoreOptions {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly readAgain: ReadAgain;
  /** Seconds since 1970. */
  readonly seconds: () => number;
}

export function createSessionStore({ table, sealer, readAgain, seconds }: SessionStoreOptions): SessionStore {
  const reading = new Map<string, Promise<Row | undefined>>();

  async function read(hash: string): Promise<Row | undefined> {
    const item = await table.get(keys.session(hash));
    const row = item && rowSchema.parse(item);
    return row && isLive(row, seconds()) ? row : undefined;
  }

  /** Changes the row on condition that nobody else has: a session revoked meanwhile must stay revoked. */
  async function change(hash: string, next: (row: Row) => Row): Promise<Row | undefined> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const row = await read(hash);
      if (row === undefined) return undefined;
      const changed = { ...next(row), version: row.version + 1 };
      const when = { kind: 'version', equals: row.version } as const;
      const written = await table.transact([{ kind: 'put', item: itemOf(hash, changed), when }]);
      if (written.ok) return changed;
    }
    return undefined;
  }

  async function readRoles(hash: string, row: Row): Promise<Row | undefined> {
    const grant = row.grant === undefined ? undefined : await sealer.open(row.grant, purposeOf(hash));
    const known = await readAgain(userOf(row), grant);
    if (known?.user.id === row.user.id) {
      const sealed = await sealedGrant(known, hash);
      return change(hash, ({ grant: _before, ...rest }) => ({
        ...rest,
        ...sealed,
        user: storedUser(known.user),
        rolesReadAt: seconds(),
      }));
    }
    // Two instances may have asked at once, and a grant that is good for one use was used by the other.
    const now = await read(hash);
    if (now !== undefined && areCurrent(now, seconds())) return now;
    await revoke(hash);
    return undefined;
  }

  async function sealedGrant({ grant }: KnownUser, hash: string): Promise<Pick<Row, 'grant'>> {
    return grant === undefined ? {} : { grant: await sealer.seal(grant, purposeOf(hash)) };
  }

  async function revoke(hash: string): Promise<void> {
    await change(hash, ({ grant: _grant, ...row }) => ({ ...row, revokedAt: seconds() }));
  }

  return {
    async begin(known) {
      const id = randomBytes(ID_BYTES).toString('base64url');
      const hash = hashOf(id);
      const now = seconds();
      const row: Row = {
        version: 1,
        user: storedUser(known.user),
        lastUsedAt: now,
        rolesReadAt: now,
        expiresAt: now + SESSION_SECONDS,
        ...(await sealedGrant(known, hash)),
      };
      await table.transact([{ kind: 'put', item: itemOf(hash, row), when: { kind: 'absent' } }]);
      return id;
    },
    async find(id) {
      const hash = hashOf(id);
      const row = await read(hash);
      if (row === undefined) return undefined;
      if (seconds() - row.lastUsedAt < USE_WRITTEN_SECONDS) return sessionOf(id, row);
      const used = await change(hash, (current) => ({ ...current, lastUsedAt: seconds() }));
      return used && sessionOf(id, used);
    },
    async withCurrentRoles({ id }) {
      const hash = hashOf(id);
      const row = await read(hash);
      if (row === undefined) return undefined;
      if (areCurrent(row, seconds())) return sessionOf(id, row);
      const asked = reading.get(hash) ?? readRoles(hash, row);
      reading.set(hash, asked);
      try {
        const current = await asked;
        return current && sessionOf(id, current);
      } finally {
        reading.delete(hash);
      }
    },
    async keepNotice(id, notice) {
      await change(hashOf(id), ({ notice: _shown, ...row }) =>
        notice === undefined ? row : { ...row, notice },
      );
    },
    revoke: (id) => revoke(hashOf(id)),
  };
}

function isLive({ revokedAt, expiresAt, lastUsedAt }: Row, now: number): boolean {
  return revokedAt === undefined && now < expiresAt && now - lastUsedAt <= IDLE_SECONDS;
}

function areCurrent({ rolesReadAt }: Row, now: number): boolean {
  return now - rolesReadAt < ROLES_SECONDS;
}

/** The name of a session in the table. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

/** A grant is good in its own row only. */
function purposeOf(hash: string): string {
  return `grant of session ${hash}`;
}

function itemOf(hash: string, row: Row): Item {
  return { ...keys.session(hash), ...(row as { readonly [name: string]: Json }) };
}

function storedUser({ id, name, roles, duties, prisons, regions, agencyId }: User): Row['user'] {
  return {
    id,
    name,
    roles: [...roles],
    duties: [...duties],
    prisons: [...prisons],
    regions: [...regions],
    ...(agencyId !== undefined && { agencyId }),
  };
}

function userOf({ user }: Row): User {
  return user;
}

function sessionOf(id: string, { user, notice }: Row): SignedInSession {
  return notice === undefined ? { id, user } : { id, user, notice };
}
