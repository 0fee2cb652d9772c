import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { User } from '../../../domain/access/user.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { consoleOver, Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

interface Asked {
  readonly path: string;
  readonly page: SeenPage;
}

/** Every page that pages lead to, from one page on. */
async function everyPage(visitor: Visitor, world: JourneyWorld): Promise<readonly Asked[]> {
  const seen: Asked[] = [];
  const shapes = new Set<string>();
  const waiting = ['/', `/journeys/${world.id}`];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    // One further page of each list: the access log has one for every day, and grows with each page that is opened.
    const shape = path.replace(/((?:cursor|facts|day)=)[^&]*/, '$1');
    if (shapes.has(shape) || path.startsWith('/assets/')) continue;
    shapes.add(shape);
    const page = await visitor.open(path);
    seen.push({ path, page });
    page.$('a[href^="/"]').each((_, each) => void waiting.push(page.$(each).attr('href') ?? '/'));
  }
  return seen;
}

describe('every page', () => {
  let officers: readonly Asked[];
  let others: readonly Asked[];
  let tokens: readonly string[];

  beforeAll(async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const pagesOf = async (who: User) => everyPage(await Visitor.signedInAs(who, world), world);
    officers = await pagesOf(POM);
    others = [...(await pagesOf(GOVERNOR)), ...(await pagesOf(ADMIN_USER))];
    tokens = (await world.steps()).flatMap(({ token }) => (token === undefined ? [] : [token]));
  });

  it('can be reached by links, answers, and has a title, one heading and a language', () => {
    for (const { path, page } of [...officers, ...others]) {
      const { status, $, title } = page;
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(title).toMatch(/ - Through the Gate$/);
      expect($('h1')).toHaveLength(1);
      expect($('html').attr('lang')).toBe(path.endsWith('?lang=cy') ? 'cy' : 'en');
    }
    expect(officers.length).toBeGreaterThan(30);
  });

  it('has no script, no inline style and no third-party request', () => {
    for (const { page } of [...officers, ...others]) {
      const { $, headers } = page;
      expect($('script, style, [style], [onclick], iframe, object, embed')).toHaveLength(0);
      for (const each of $('link[href], img[src]').toArray())
        expect($(each).attr('href') ?? $(each).attr('src')).toMatch(/^\/assets\//);
      expect(headers['content-security-policy']).toContain("default-src 'self'; script-src 'none'");
    }
  });

  it('is not cached, not framed, and HTTPS only', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const { headers } = await visitor.open(`/journeys/${world.id}`);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("form-action 'self'");
  });

  it('has a token in each form that changes anything, and never in an address', () => {
    for (const { page } of [...officers, ...others]) {
      const { $ } = page;
      for (const form of $('form[method="post"]').toArray())
        expect($(form).find('input[name="_csrf"]').val()).toMatch(/^[\w-]{43}$/);
      expect($('form[method="get"] input[name="_csrf"]')).toHaveLength(0);
    }
  });

  it('has nothing about the person in an address, and no task token anywhere', () => {
    const pages = [...officers, ...others];
    expect(pages.map(({ path }) => path).join('\n')).not.toMatch(/A1234BC|Quillfeather|Zebedee|1990/i);
    expect(tokens.length).toBeGreaterThan(0);
    for (const { page } of pages) for (const token of tokens) expect(page.html).not.toContain(token);
  });
});

describe('a form', () => {
  it.each(['steps/1.housing-need', 'release-date', 'restart'])(
    '%s from elsewhere is refused, and changes nothing',
    async (page) => {
      const world = await daysBeforeRelease(60);
      const visitor = await Visitor.signedInAs(POM, world);
      const { version } = await world.journey();
      const body = `outcome=NEEDS_HELP&reason=x&expectedVersion=${version}&action=confirm`;
      const answer = await visitor.ask({ method: 'POST', path: `/journeys/${world.id}/${page}`, body });
      expect(answer).toMatchObject({ status: 303, headers: { location: '/out-of-date' } });
      const refusal = await visitor.open('/out-of-date');
      expect(refusal.status).toBe(403);
      expect(refusal.heading).toBe('This page is out of date');
      expect((await world.journey()).version).toBe(version);
    },
  );

  it('that is far too long is refused', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const path = `/journeys/${world.id}/steps/1.housing-need`;
    const answer = await visitor.ask({ method: 'POST', path, body: `note=${'x'.repeat(70_000)}` });
    expect(answer.status).toBe(303);
    expect((await visitor.open(String(answer.headers['location']))).status).toBe(413);
  });

  it('without a version is a conflict, never a guess', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    const page = await visitor.send('main form', { outcome: 'NEEDS_HELP', formVersion: 'latest' });
    expect(page.status).toBe(409);
    expect((await world.step('housing-need')).state).toBe('OPEN');
  });
});

describe('what goes wrong', () => {
  it('is reported to the operator, and shown to the user without details', async () => {
    const world = await daysBeforeRelease(60);
    const { pages, problems } = consoleOver(world.services);
    const visitor = new Visitor(pages);
    await visitor.signIn(POM);
    world.beforeTable = () => {
      throw new Error('The disk of A1234BC is on fire');
    };
    const page = await visitor.open(`/journeys/${world.id}`);
    expect(page.status).toBe(500);
    expect(page.heading).toBe('Sorry, there is a problem');
    expect(page.html).not.toContain('on fire');
    expect(problems).toEqual([expect.stringContaining('on fire')]);
  });

  it.each(['/nowhere', '/journeys/abc/steps', '/journeys/%E0%A4%A', '/journeys/'])(
    '%s is not found',
    async (path) => {
      const world = await journeyWorld({ today: '2026-11-20' });
      const visitor = await Visitor.signedInAs(POM, world);
      const page = await visitor.open(path);
      expect(page.status).toBe(404);
      expect(page.words).toContain('If you typed the address, check that it is right.');
    },
  );

  it('is never a name or a note taken for HTML', async () => {
    const world = await daysBeforeRelease(60, { firstName: '<b>Zeb</b>', lastName: '"><script>1</script>' });
    await world.complete('housing-need', 'NEEDS_HELP', { note: '<img src=x onerror=1>' });
    const visitor = await Visitor.signedInAs(POM, world);
    const { $, heading } = await visitor.open(`/journeys/${world.id}`);
    expect(heading).toBe('<b>Zeb</b> "><script>1</script>');
    expect($('script, img')).toHaveLength(0);
    expect((await visitor.open('/caseload?view=all')).$('script')).toHaveLength(0);
  });

  it('answers HEAD as GET, without a body', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    expect(await visitor.ask({ method: 'HEAD', path: '/caseload' })).toMatchObject({ status: 200, body: '' });
  });
});
