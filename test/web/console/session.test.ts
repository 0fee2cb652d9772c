import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { openSqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { createSealer } from '../../../application/seal.ts';
import { createSessions, isOwnForm, type Session, type Sessions } from '../../../web/console/session.ts';
import { readyMadeSignIn } from '../../../web/console/sign-in.ts';
import { consoleOver, SESSION_KEY, Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../../support/journey-world.ts';
import { COUNCIL, POM } from '../../support/people.ts';

afterEach(closeWorlds);

const BEGAN = Temporal.Instant.from('2026-11-20T09:00:00Z');
const table = openSqliteTable(':memory:');
const at = (time: Temporal.Instant, key: Uint8Array = SESSION_KEY, secure = true): Sessions =>
  createSessions({
    table,
    key,
    secure,
    newId: () => 'a-new-id',
    wallClock: () => time,
    readAgain: (user) => Promise.resolve({ user }),
  });
const pairOf = (setCookie: string): string => setCookie.split(';')[0] ?? '';
const PENDING = { state: 'the state', nonce: 'the nonce', verifier: 'the verifier' };

describe('the cookie of a person signed in', () => {
  it('gives back who signed in', async () => {
    const cookie = pairOf(await at(BEGAN).begin({ user: COUNCIL }));
    expect(await at(BEGAN).read(cookie)).toMatchObject({ user: COUNCIL });
  });

  it('holds a random id and nothing else, kept from scripts and other sites, and sent over HTTPS alone', async () => {
    expect(await at(BEGAN).begin({ user: POM })).toMatch(
      /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=28800$/,
    );
  });

  it('needs no HTTPS on the machine itself', async () => {
    const cookie = await at(BEGAN, SESSION_KEY, false).begin({ user: POM });
    expect(cookie).toMatch(/^through-the-gate-session=/);
    expect(cookie).not.toContain('Secure');
  });

  it.each([
    { case: 'none', cookie: undefined },
    { case: 'an empty one', cookie: '__Host-session=' },
    { case: 'words', cookie: '__Host-session=let.me.in' },
    { case: 'an id made up', cookie: `__Host-session=${'x'.repeat(43)}` },
    { case: 'another’s', cookie: 'other=1; through-the-gate-session=x' },
  ])('is not read from $case', async ({ cookie }) => {
    expect(await at(BEGAN).read(cookie)).toBeUndefined();
  });

  it('needs a key of 32 bytes', () => {
    expect(() => at(BEGAN, Buffer.alloc(16))).toThrow(RangeError);
  });
});

describe('the cookie of a stranger', () => {
  const written = async (sessions: Sessions): Promise<string> =>
    pairOf(await sessions.writeStranger(sessions.beginSignIn(PENDING, '/')));

  it('gives back the sign-in that was begun, which nobody else can read', async () => {
    const cookie = await written(at(BEGAN));
    expect(await at(BEGAN).read(cookie)).toMatchObject({ pendingSignIn: PENDING });
    const readable = Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString('latin1');
    expect(readable).not.toContain('the verifier');
  });

  it('lasts a quarter of an hour', async () => {
    const cookie = await written(at(BEGAN));
    expect(await at(BEGAN.add({ seconds: 899 })).read(cookie)).toBeDefined();
    expect(await at(BEGAN.add({ seconds: 900 })).read(cookie)).toBeUndefined();
  });

  it('is not read once a single character of it is changed', async () => {
    const cookie = await written(at(BEGAN));
    for (const place of [20, Math.floor(cookie.length / 2), cookie.length - 3]) {
      const other = cookie[place] === 'A' ? 'B' : 'A';
      const changed = cookie.slice(0, place) + other + cookie.slice(place + 1);
      expect(await at(BEGAN).read(changed)).toBeUndefined();
    }
  });

  it.each([
    { case: 'another key', key: Buffer.alloc(32, 'x'), purpose: 'the session of a stranger' },
    { case: 'another purpose', key: SESSION_KEY, purpose: 'a cursor' },
  ])('is not read when it was sealed with $case', async ({ key, purpose }) => {
    const sealer = createSealer(() => Promise.resolve(key), 'session');
    const sealed = await sealer.seal(JSON.stringify({ csrf: 'c'.repeat(43), endsAt: 9e9 }), purpose);
    expect(await at(BEGAN).read(`__Host-session=${sealed}`)).toBeUndefined();
  });
});

describe('a form’s token', () => {
  const signedIn = async (): Promise<Session> => {
    const session = await at(BEGAN).read(pairOf(await at(BEGAN).begin({ user: POM })));
    if (!session) throw new Error('There is no session');
    return session;
  };

  it('is that of its session, and no other', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    expect(isOwnForm(mine, mine.csrf)).toBe(true);
    expect(isOwnForm(mine, theirs.csrf)).toBe(false);
    expect(isOwnForm(mine, mine.csrf.slice(1))).toBe(false);
    expect(isOwnForm(mine, null)).toBe(false);
  });

  it.each([
    { case: 'left out', token: null },
    { case: 'made up', token: 'x'.repeat(43) },
  ])('that is $case is refused, and changes nothing', async ({ token }) => {
    const world = await journeyWorld({ today: '2026-11-20' });
    const visitor = new Visitor(consoleOver(world.services).pages);
    await visitor.open('/sign-in');
    const page = await visitor.send('form[action="/sign-in"]', { person: POM.id, _csrf: token });
    expect(page.status).toBe(403);
    expect(page.heading).toBe('This page is out of date');
    expect((await visitor.open('/caseload')).heading).toBe('Sign in');
  });

  it('of before signing in is not good after it', async () => {
    const world = await journeyWorld({ today: '2026-11-20' });
    const visitor = new Visitor(consoleOver(world.services).pages);
    const before = (await visitor.open('/sign-in')).$('input[name="_csrf"]').first().val();
    await visitor.signIn(POM);
    const page = await visitor.send('form[action="/sign-out"]', { _csrf: String(before) });
    expect(page.status).toBe(403);
  });
});

describe('a session in the console', () => {
  /** Somebody signed in, with a machine clock and a list of people to change. */
  async function begin() {
    const world: JourneyWorld = await journeyWorld({ today: '2026-11-20' });
    const people = [{ user: POM, role: 'Prison offender manager', place: 'HMP Moorland' }];
    const machine = { now: BEGAN };
    const { pages } = consoleOver(world.services, {
      signIn: readyMadeSignIn(people),
      wallClock: () => machine.now,
    });
    const visitor = new Visitor(pages);
    await visitor.signIn(POM);
    const caseload = () => visitor.ask({ method: 'GET', path: '/caseload' });
    const wait = (minutes: number) => {
      machine.now = machine.now.add({ minutes });
    };
    return { world, people, visitor, caseload, wait };
  }

  it('is over after signing out, also for a copy of its cookie', async () => {
    const { visitor, caseload } = await begin();
    const copy = visitor.cookie;
    expect((await caseload()).status).toBe(200);
    await visitor.send('form[action="/sign-out"]');
    visitor.cookie = copy;
    expect(await caseload()).toMatchObject({ status: 303, headers: { location: '/sign-in?to=%2Fcaseload' } });
  });

  it('is over when somebody signs in again in the same browser', async () => {
    const { visitor, caseload } = await begin();
    const copy = visitor.cookie;
    await visitor.signIn(POM);
    expect(visitor.cookie).not.toBe(copy);
    visitor.cookie = copy;
    expect((await caseload()).status).toBe(303);
  });

  it.each([
    { idle: 29, status: 200 },
    { idle: 31, status: 303 },
  ])('answers $status after $idle idle minutes', async ({ idle, status }) => {
    const { caseload, wait } = await begin();
    wait(idle);
    expect((await caseload()).status).toBe(status);
  });

  it('loses a role within five minutes of its being taken away', async () => {
    const { people, caseload, wait } = await begin();
    people[0] = { user: { ...POM, roles: [] }, role: 'None', place: 'Nowhere' };
    wait(5);
    expect((await caseload()).status).toBe(403);
  });

  it('is over within five minutes of a person’s removal', async () => {
    const { people, caseload, wait } = await begin();
    people.length = 0;
    wait(5);
    expect(await caseload()).toMatchObject({ status: 303, headers: { location: '/sign-in?to=%2Fcaseload' } });
  });

  it('does not end when the product’s clock is moved', async () => {
    const { world, caseload } = await begin();
    await world.advanceTo('2026-12-20');
    expect((await caseload()).status).toBe(200);
  });
});
