import { describe, expect, it } from '@jest/globals';
import { openSqliteTable, type SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { IdentityUnavailableError, type ReadAgain } from '../../application/ports/identity.ts';
import type { Item } from '../../application/ports/table.ts';
import { createSealer } from '../../application/seal.ts';
import { createSessionStore, type SessionStore } from '../../application/sessions.ts';
import type { User } from '../../domain/access/user.ts';
import { COUNCIL, POM } from '../support/people.ts';

const KEY = Buffer.alloc(32, 's');
const MINUTE = 60;

interface World {
  readonly table: SqliteTable;
  readonly sessions: SessionStore;
  /** What the provider answers; a test changes it. */
  known: User | undefined | 'away';
  /** The grants the provider was asked with. */
  readonly asked: (string | undefined)[];
  now: number;
  rows(): readonly Item[];
}

function begin(): World {
  const table = openSqliteTable(':memory:');
  const rows = new Map<string, Item>();
  table.onChange((changes) => {
    for (const { key, after } of changes) {
      if (after === undefined) rows.delete(key.pk);
      else rows.set(key.pk, after);
    }
  });
  const asked: (string | undefined)[] = [];
  const readAgain: ReadAgain = (_user, grant) => {
    asked.push(grant);
    if (world.known === 'away') return Promise.reject(new IdentityUnavailableError('away'));
    return Promise.resolve(world.known && { user: world.known, grant: `grant-${asked.length + 1}` });
  };
  const sessions = createSessionStore({
    table,
    sealer: createSealer(() => Promise.resolve(KEY), 'session'),
    readAgain,
    seconds: () => world.now,
  });
  const world: World = {
    table,
    sessions,
    asked,
    known: POM,
    now: 1_780_000_000,
    rows: () => [...rows.values()],
  };
  return world;
}

async function signedIn(): Promise<World & { readonly id: string }> {
  const world = begin();
  const id = await world.sessions.begin({ user: POM, grant: 'grant-1' });
  return Object.assign(world, { id });
}

describe('a session', () => {
  it.each([POM, COUNCIL])('gives back who signed in: $id', async (user) => {
    const { sessions } = begin();
    const id = await sessions.begin({ user });
    expect(await sessions.find(id)).toEqual({ id, user });
  });

  it('has an id of 256 random bits, never the same', async () => {
    const { sessions } = begin();
    const ids = [await sessions.begin({ user: POM }), await sessions.begin({ user: POM })];
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('is not found by anything that its row contains, nor is its grant', async () => {
    const world = await signedIn();
    const [row] = world.rows();
    const stored = JSON.stringify(row);
    expect(stored).not.toContain(world.id);
    expect(stored).not.toContain('grant-1');
    const words = stored.split(/[^\w-]+/).flatMap((word) => [word, word.replace('SESSION#', '')]);
    for (const word of words) expect(await world.sessions.find(word)).toBeUndefined();
  });

  it('lasts eight hours, however much it is used', async () => {
    const world = await signedIn();
    const ends = world.now + 8 * 60 * MINUTE;
    for (; world.now < ends; world.now += 20 * MINUTE) {
      expect(await world.sessions.find(world.id)).toBeDefined();
    }
    expect(await world.sessions.find(world.id)).toBeUndefined();
  });

  it('expires by its row as well', async () => {
    const world = await signedIn();
    expect(world.rows()[0]).toMatchObject({ expiresAt: world.now + 8 * 60 * MINUTE });
  });

  it.each([
    { idle: 29, found: true },
    { idle: 31, found: false },
  ])('found after $idle idle minutes: $found', async ({ idle, found }) => {
    const world = await signedIn();
    world.now += 10 * MINUTE;
    await world.sessions.find(world.id);
    world.now += idle * MINUTE;
    expect((await world.sessions.find(world.id)) !== undefined).toBe(found);
  });

  it('writes its last use at most once a minute', async () => {
    const world = await signedIn();
    let writes = 0;
    world.table.onChange(() => (writes += 1));
    for (let second = 0; second < 120; second += 5) {
      await world.sessions.find(world.id);
      world.now += 5;
    }
    expect(writes).toBe(1);
  });

  it('is over everywhere once it is revoked, and its grant is gone', async () => {
    const world = await signedIn();
    await world.sessions.revoke(world.id);
    expect(await world.sessions.find(world.id)).toBeUndefined();
    expect(world.rows()[0]).toMatchObject({ revokedAt: world.now });
    expect(world.rows()[0]).not.toHaveProperty('grant');
  });

  it('stays revoked when it is used at the same moment', async () => {
    const world = await signedIn();
    world.now += 2 * MINUTE;
    const { id, sessions } = world;
    await Promise.all([
      sessions.find(id),
      sessions.revoke(id),
      sessions.find(id),
      sessions.keepNotice(id, 'Done.'),
    ]);
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('keeps a notice until it is shown', async () => {
    const { sessions, id } = await signedIn();
    await sessions.keepNotice(id, 'Recorded.');
    expect(await sessions.find(id)).toMatchObject({ notice: 'Recorded.' });
    await sessions.keepNotice(id, undefined);
    expect(await sessions.find(id)).toEqual({ id, user: POM });
  });
});

describe('the roles of a session', () => {
  const LESS: User = { ...POM, roles: [], duties: [] };

  async function rolesAfter(
    world: World & { readonly id: string },
    minutes: number,
  ): Promise<User | undefined> {
    world.now += minutes * MINUTE;
    return (await world.sessions.withCurrentRoles({ id: world.id, user: POM }))?.user;
  }

  it('are as at sign-in for less than five minutes, and are then read again', async () => {
    const world = Object.assign(await signedIn(), { known: LESS });
    expect(await rolesAfter(world, 4)).toEqual(POM);
    expect(await rolesAfter(world, 1)).toEqual(LESS);
    expect(await world.sessions.find(world.id)).toMatchObject({ user: LESS });
  });

  it('are read with the grant that was given last', async () => {
    const world = await signedIn();
    await rolesAfter(world, 5);
    await rolesAfter(world, 5);
    expect(world.asked).toEqual(['grant-1', 'grant-2']);
  });

  it('are read once for requests at the same moment', async () => {
    const world = await signedIn();
    world.now += 5 * MINUTE;
    const { id, sessions } = world;
    const all = await Promise.all([1, 2, 3].map(() => sessions.withCurrentRoles({ id, user: POM })));
    expect(all.map((each) => each?.user)).toEqual([POM, POM, POM]);
    expect(world.asked).toHaveLength(1);
  });

  it('end the session when the provider no longer knows the person', async () => {
    const world = Object.assign(await signedIn(), { known: undefined });
    expect(await rolesAfter(world, 5)).toBeUndefined();
    expect(await world.sessions.find(world.id)).toBeUndefined();
  });

  it('end the session when the provider answers with somebody else', async () => {
    const world = Object.assign(await signedIn(), { known: { ...POM, id: 'another' } });
    expect(await rolesAfter(world, 5)).toBeUndefined();
    expect(await world.sessions.find(world.id)).toBeUndefined();
  });

  it('are not guessed while the provider is away, and the session goes on after it is back', async () => {
    const world = await signedIn();
    world.known = 'away';
    await expect(rolesAfter(world, 5)).rejects.toThrow(IdentityUnavailableError);
    world.known = LESS;
    expect(await rolesAfter(world, 0)).toEqual(LESS);
  });

  it('are taken from another instance that used the grant a moment before', async () => {
    const world = await signedIn();
    const other = createSessionStore({
      table: world.table,
      sealer: createSealer(() => Promise.resolve(KEY), 'session'),
      seconds: () => world.now,
      readAgain: async () => {
        await rolesAfter(world, 0);
        return undefined;
      },
    });
    world.now += 5 * MINUTE;
    expect(await other.withCurrentRoles({ id: world.id, user: POM })).toMatchObject({ user: POM });
  });
});
