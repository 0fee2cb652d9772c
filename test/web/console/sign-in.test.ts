import { afterEach, describe, expect, it } from '@jest/globals';
import { closeWorlds, journeyWorld } from '../../support/journey-world.ts';
import { consoleOver, Visitor } from '../../support/console-visitor.ts';
import { ADMIN_USER, LIAISON, COUNCIL, POM } from '../../support/people.ts';

afterEach(closeWorlds);

async function stranger(): Promise<Visitor> {
  const world = await journeyWorld({ today: '2026-11-20' });
  return new Visitor(consoleOver(world.services).pages);
}

describe('signing in', () => {
  it('lists ready-made people by role, each with name and place, as buttons of one form', async () => {
    const visitor = await stranger();
    const { $, heading, status } = await visitor.open('/sign-in');
    expect(status).toBe(200);
    expect(heading).toBe('Sign in');
    expect($('h2').first().text()).toBe('OMU');
    expect($(`button[name="person"][value="${POM.id}"]`).text().replace(/\s+/g, ' ')).toContain('Pat Taylor');
    expect($('form[action="/sign-in"] input[name="_csrf"]').val()).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    { case: 'an officer begins with the caseload', who: POM, heading: 'Caseload' },
    { case: 'a victim liaison officer begins with their list', who: LIAISON, heading: 'Dates to pass on' },
    { case: 'an administrator begins with what is stuck', who: ADMIN_USER, heading: 'Stuck journeys' },
  ])('$case', async ({ who, heading }) => {
    const visitor = await stranger();
    const page = await visitor.signIn(who);
    expect(page.heading).toBe(heading);
    expect(page.$('.app-header__user').text()).toContain(who.name);
  });

  it('is refused for an unlisted person, with a message', async () => {
    const visitor = await stranger();
    await visitor.open('/sign-in');
    const page = await visitor.send('form[action="/sign-in"]', { person: 'nobody.known' });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual(['Choose one of the people on this page']);
    expect(page.title).toMatch(/^Error: /);
  });

  it('does not let an agency’s people into pages for officers', async () => {
    const visitor = await stranger();
    const page = await visitor.signIn(COUNCIL);
    expect(page.status).toBe(403);
    expect(page.words).toContain('These pages are for officers and administrators.');
  });

  it.each(['/caseload?view=all&officer=p.taylor', '/steps', '/journeys/new', '/journeys/abc'])(
    'is where a stranger who opens %s is sent, and returns there afterwards',
    async (path) => {
      const visitor = await stranger();
      const answer = await visitor.ask({ method: 'GET', path });
      const to = `/sign-in?${new URLSearchParams({ to: path }).toString()}`;
      expect(answer).toMatchObject({ status: 303, headers: { location: to }, body: '' });
      await visitor.open(to);
      const page = await visitor.send('main form', { person: POM.id });
      expect(visitor.posted?.headers['location']).toBe(path);
      expect(page.path).toBe(path);
    },
  );

  it.each(['/', '/nowhere'])(
    'is where a stranger who opens %s is sent, and begins at the first page',
    async (path) => {
      const visitor = await stranger();
      const answer = await visitor.ask({ method: 'GET', path });
      expect(answer).toMatchObject({ status: 303, headers: { location: '/sign-in' }, body: '' });
    },
  );

  it('still returns to the page that was requested after a wrong choice', async () => {
    const visitor = await stranger();
    await visitor.open('/sign-in?to=%2Fsteps');
    const wrong = await visitor.send('main form', { person: 'nobody.known' });
    expect(visitor.posted?.status).toBe(303);
    expect(wrong.errors).toEqual(['Choose one of the people on this page']);
    await visitor.send('main form', { person: POM.id });
    expect(visitor.posted?.headers['location']).toBe('/steps');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    'evil.example',
    'javascript:alert(1)',
    '/caseload\r\nset-cookie: a=b',
    '/sign-in',
    '/sign-in?to=%2F%2Fevil.example',
    '/sign-out',
    `/caseload?${'a'.repeat(1_000)}`,
  ])('never leads to %j, but to the first page', async (to) => {
    const visitor = await stranger();
    await visitor.open(`/sign-in?${new URLSearchParams({ to }).toString()}`);
    await visitor.send('main form', { person: POM.id });
    expect(visitor.posted?.headers['location']).toBe('/');
  });
});

describe('signing out', () => {
  it('ends the session on this computer', async () => {
    const visitor = await stranger();
    await visitor.signIn(POM);
    const page = await visitor.send('form[action="/sign-out"]');
    expect(page.heading).toBe('Sign in');
    expect((await visitor.ask({ method: 'GET', path: '/caseload' })).headers).toMatchObject({
      location: '/sign-in?to=%2Fcaseload',
    });
  });

  it('cannot be done by a link', async () => {
    const visitor = await stranger();
    await visitor.signIn(POM);
    expect((await visitor.open('/sign-out')).status).toBe(405);
    expect((await visitor.open('/caseload')).heading).toBe('Caseload');
  });
});
