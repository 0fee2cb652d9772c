import { afterEach, describe, expect, it } from '@jest/globals';
import { EncryptJWT } from 'jose';
import { Temporal } from 'temporal-polyfill';
import { createSessions, isOwnForm, SESSION_HOURS } from '../../../web/console/session.ts';
import { consoleOver, SESSION_KEY, Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld } from '../../support/journey-world.ts';
import { COUNCIL, POM } from '../../support/people.ts';

afterEach(closeWorlds);

const BEGAN = Temporal.Instant.from('2026-11-20T09:00:00Z');
const at = (time: Temporal.Instant, key: Uint8Array = SESSION_KEY, secure = true) =>
  createSessions({ key, secure, wallClock: () => time });
const pairOf = (setCookie: string): string => setCookie.split(';')[0] ?? '';

describe('a session cookie', () => {
  it('returns the user who signed in', async () => {
    const sessions = at(BEGAN);
    const session = sessions.begin(COUNCIL);
    expect(await sessions.read(pairOf(await sessions.write(session)))).toEqual(session);
  });

  it('is kept from scripts and other sites, and sent over HTTPS alone', async () => {
    const cookie = await at(BEGAN).write(at(BEGAN).begin(POM));
    expect(cookie).toMatch(
      /^__Host-session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=28800$/,
    );
  });

  it('needs no HTTPS on the machine itself', async () => {
    const sessions = at(BEGAN, SESSION_KEY, false);
    const cookie = await sessions.write(sessions.begin());
    expect(cookie).toMatch(/^through-the-gate-session=/);
    expect(cookie).not.toContain('Secure');
  });

  it('is unreadable without the key', async () => {
    const cookie = await at(BEGAN).write(at(BEGAN).begin(POM));
    const readable = cookie
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('utf8'))
      .join(' ');
    expect(readable).not.toContain('Taylor');
    expect(readable).not.toContain(POM.id);
  });

  it('lasts eight hours, however it is used', async () => {
    const cookie = pairOf(await at(BEGAN).write(at(BEGAN).begin(POM)));
    const last = BEGAN.add({ seconds: SESSION_HOURS * 3600 - 1 });
    const session = await at(last).read(cookie);
    expect(session?.user).toEqual(POM);
    const again = session && pairOf(await at(last).write({ ...session, notice: 'Recorded.' }));
    expect(await at(last.add({ seconds: 2 })).read(again)).toBeUndefined();
  });

  it.each([
    { case: 'none', cookie: undefined },
    { case: 'an empty one', cookie: '__Host-session=' },
    { case: 'words', cookie: '__Host-session=let.me.in' },
    { case: 'another’s', cookie: 'other=1; through-the-gate-session=x' },
  ])('is not read from $case', async ({ cookie }) => {
    expect(await at(BEGAN).read(cookie)).toBeUndefined();
  });

  it('is not read once a single character of it is changed', async () => {
    const cookie = pairOf(await at(BEGAN).write(at(BEGAN).begin(POM)));
    const places = [20, Math.floor(cookie.length / 2), cookie.length - 3];
    for (const place of places) {
      const other = cookie[place] === 'A' ? 'B' : 'A';
      const changed = cookie.slice(0, place) + other + cookie.slice(place + 1);
      expect(await at(BEGAN).read(changed)).toBeUndefined();
    }
  });

  it('is not read when another key sealed it', async () => {
    const cookie = pairOf(await at(BEGAN, Buffer.alloc(32, 'x')).write(at(BEGAN).begin(POM)));
    expect(await at(BEGAN).read(cookie)).toBeUndefined();
  });

  it('is refused when its content is not a session', async () => {
    const sealed = await new EncryptJWT({ user: { id: 'root' } })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(Math.floor(BEGAN.epochMilliseconds / 1000) + 60)
      .encrypt(SESSION_KEY);
    expect(await at(BEGAN).read(`__Host-session=${sealed}`)).toBeUndefined();
  });

  it('needs a key of 32 bytes', () => {
    expect(() => at(BEGAN, Buffer.alloc(16))).toThrow(RangeError);
  });
});

describe('a form’s token', () => {
  it('belongs to one session', () => {
    const [mine, theirs] = [at(BEGAN).begin(POM), at(BEGAN).begin(POM)];
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
