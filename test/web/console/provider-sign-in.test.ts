import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { oidcSignIn, type OidcSignInOptions } from '../../../adapters/identity/oidc-sign-in.ts';
import { CALLBACK_PATH, providerSignIn } from '../../../web/console/sign-in.ts';
import { userOf } from '../../../lambdas/api/authorized-claims.ts';
import { consoleOver, Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, JourneyWorld } from '../../support/journey-world.ts';
import { CLIENT, OidcProvider, type Behaviour } from '../../support/oidc-provider.ts';

const OFFICER = { name: 'Pat Taylor', roles: ['officer'], duties: ['POM'], prisons: ['LEI'] };

let provider: OidcProvider;
let world: JourneyWorld;
let problems: string[];
let visitor: Visitor;
/** The machine's time, which sessions go by. */
let machineNow: Temporal.Instant;

beforeEach(async () => {
  provider = await OidcProvider.start();
  provider.behaviour.claims = OFFICER;
  machineNow = Temporal.Now.instant();
  world = new JourneyWorld({ today: '2026-11-20' });
  visitor = new Visitor(pagesOver());
});

afterEach(async () => {
  await provider.stop();
  closeWorlds();
});

function pagesOver(more: Partial<OidcSignInOptions> = {}) {
  problems = [];
  const identity = oidcSignIn({
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: () => Promise.resolve(CLIENT.secret),
    redirectUri: `https://gate.example${CALLBACK_PATH}`,
    ...more,
  });
  const signIn = providerSignIn(identity, (what, error) => problems.push(`${what}: ${String(error)}`));
  return consoleOver(world.services, { signIn, wallClock: () => machineNow }).pages;
}

/** Opens the sign-in page, and answers where at the provider it leads. */
async function setOut(): Promise<URL> {
  const answer = await visitor.ask({ method: 'GET', path: '/sign-in' });
  expect(answer.status).toBe(303);
  visitor.cookie = answer.headers['set-cookie']?.split(';')[0];
  return new URL(String(answer.headers['location']));
}

/** Signs in at the provider, and answers the path it sends the browser back to. */
async function atProvider(asked: URL): Promise<string> {
  const answer = await fetch(asked, { redirect: 'manual' });
  const back = new URL(String(answer.headers.get('location')));
  return `${back.pathname}${back.search}`;
}

async function signIn(): Promise<SeenPage> {
  return visitor.open(await atProvider(await setOut()));
}

async function expectSignedOut(): Promise<void> {
  expect(visitor.seen().$('.app-header__user')).toHaveLength(0);
  const answer = await visitor.ask({ method: 'GET', path: '/caseload' });
  expect(answer).toMatchObject({ status: 303, headers: { location: '/sign-in?to=%2Fcaseload' } });
}

describe('signing in at a provider', () => {
  it('asks for a code, with a challenge, a state and a nonce that are never the same', async () => {
    const [first, second] = [await setOut(), await setOut()];
    expect(Object.fromEntries(first.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.id,
      scope: 'openid profile',
      redirect_uri: 'https://gate.example/sign-in/callback',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
      expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
    }
  });

  it('begins with the caseload of the token’s user', async () => {
    const page = await signIn();
    expect(page.heading).toBe('Caseload');
    expect(page.$('.app-header__user').text()).toContain('Pat Taylor');
    expect(problems).toEqual([]);
  });

  it('reads the groups of a user pool as the API does', async () => {
    visitor = new Visitor(pagesOver({ userFrom: userOf }));
    provider.behaviour.claims = { name: 'Sam Okoro', 'cognito:groups': ['role:admin'] };
    const page = await signIn();
    expect(page.heading).toBe('Stuck journeys');
    expect(page.$('.app-header__user').text()).toContain('Sam Okoro (administrator)');
  });

  it('returns to the page that was requested', async () => {
    const asked = await visitor.ask({ method: 'GET', path: '/steps?show=overdue' });
    const answer = await visitor.ask({ method: 'GET', path: String(asked.headers['location']) });
    visitor.cookie = answer.headers['set-cookie']?.split(';')[0];
    const page = await visitor.open(await atProvider(new URL(String(answer.headers['location']))));
    expect(page.path).toBe('/steps?show=overdue');
  });

  it('never leads to another site', async () => {
    const answer = await visitor.ask({ method: 'GET', path: '/sign-in?to=%2F%2Fevil.example' });
    visitor.cookie = answer.headers['set-cookie']?.split(';')[0];
    const back = await visitor.ask({
      method: 'GET',
      path: await atProvider(new URL(String(answer.headers['location']))),
    });
    expect(back).toMatchObject({ status: 303, headers: { location: '/' } });
  });

  it('puts the user in the staff register with their present rights', async () => {
    await signIn();
    provider.behaviour.claims = { ...OFFICER, prisons: ['MDI'] };
    await signIn();
    expect(await world.services.staff.list()).toEqual([
      {
        id: 'p.taylor',
        name: 'Pat Taylor',
        roles: ['officer'],
        duties: ['POM'],
        prisons: ['MDI'],
        regions: [],
      },
    ]);
  });

  it('reads the provider’s description once for many', async () => {
    await signIn();
    await signIn();
    expect(provider.asked.filter((path) => path.startsWith('/.well-known'))).toHaveLength(1);
  });

  it('continues with a new secret', async () => {
    let secret = 'the last one';
    visitor = new Visitor(pagesOver({ clientSecret: () => Promise.resolve(secret) }));
    expect((await signIn()).status).toBe(503);
    secret = CLIENT.secret;
    expect((await signIn()).heading).toBe('Caseload');
  });
});

describe('a sign-in that fails', () => {
  const tooOld = { iat: 1_700_000_000, exp: 1_700_000_600 };
  const cases: readonly (Partial<Behaviour> & { readonly case: string; readonly status: number })[] = [
    { case: 'the provider says no', denies: 'access_denied', status: 403 },
    { case: 'the provider has an error', denies: 'server_error', status: 503 },
    { case: 'the token answers another sign-in', claims: { ...OFFICER, nonce: 'x' }, status: 403 },
    { case: 'the token has no nonce', claims: { ...OFFICER, nonce: undefined }, status: 403 },
    { case: 'the token is for somebody else', claims: { ...OFFICER, aud: 'another' }, status: 403 },
    { case: 'the token is by somebody else', claims: { ...OFFICER, iss: 'https://x.example' }, status: 403 },
    { case: 'the token has ended', claims: { ...OFFICER, ...tooOld }, status: 403 },
    { case: 'the token is signed with another key', forges: true, status: 403 },
    { case: 'the token names nobody usable', claims: { ...OFFICER, sub: 'a#b' }, status: 403 },
    { case: 'they have no role', claims: { name: 'Pat Taylor' }, status: 403 },
    { case: 'they are a partner', claims: { ...OFFICER, roles: ['partner'] }, status: 403 },
    { case: 'the provider breaks', tokenAnswer: { status: 500, body: 'Canary Person' }, status: 503 },
    { case: 'the provider talks nonsense', tokenAnswer: { status: 200, body: 'Canary Person' }, status: 503 },
    {
      case: 'the code was used before',
      tokenAnswer: { status: 400, body: '{"error":"invalid_grant","error_description":"Canary"}' },
      status: 403,
    },
  ];

  it.each(cases)('is a plain page, signed out, when $case', async ({ case: _case, status, ...behaviour }) => {
    Object.assign(provider.behaviour, behaviour);
    const page = await signIn();
    expect(page.status).toBe(status);
    expect(page.$('main a[href="/sign-in"]').text()).toBe('Sign in');
    expect(page.html).not.toMatch(/Canary|Taylor|access_denied|server_error|nonce|127\.0\.0\.1/);
    await expectSignedOut();
    expect(problems).toHaveLength(status === 503 ? 1 : 0);
    expect(await world.services.staff.list()).toEqual([]);
  });

  it('is a plain page when it comes back with another state', async () => {
    const back = await atProvider(await setOut());
    const page = await visitor.open(back.replace(/state=[\w-]{43}/, `state=${'x'.repeat(43)}`));
    expect(page.status).toBe(403);
    await expectSignedOut();
    // Once refused it is over: the right state comes too late.
    expect((await visitor.open(back)).status).toBe(400);
  });

  it('is refused in a browser that did not begin it', async () => {
    const back = await atProvider(await setOut());
    const other = new Visitor(pagesOver());
    expect((await other.open(back)).status).toBe(400);
    expect((await other.ask({ method: 'GET', path: '/caseload' })).status).toBe(303);
  });

  it('keeps the session when an old callback page is opened again', async () => {
    const back = await atProvider(await setOut());
    await visitor.open(back);
    expect((await visitor.open(back)).status).toBe(400);
    expect((await visitor.open('/caseload')).heading).toBe('Caseload');
  });

  it('is a plain page when the provider is away at the start, and no session is begun', async () => {
    await provider.stop();
    const page = await visitor.open('/sign-in');
    expect(page).toMatchObject({ status: 503, heading: 'Sorry, you cannot be signed in now' });
    expect(problems).toHaveLength(1);
  });

  it('is a plain page when the provider goes away on the way', async () => {
    const back = await atProvider(await setOut());
    await provider.stop();
    expect((await visitor.open(back)).status).toBe(503);
    await expectSignedOut();
  });

  it('asks no provider elsewhere without HTTPS', async () => {
    visitor = new Visitor(pagesOver({ issuer: 'http://identity.example' }));
    expect((await visitor.open('/sign-in')).status).toBe(503);
    expect(problems[0]).toContain('IdentityUnavailableError');
  });
});

describe('a session while signing in', () => {
  it('has no user, and lasts 15 minutes', async () => {
    await signIn();
    const answer = await visitor.ask({ method: 'GET', path: '/sign-in' });
    expect(answer.headers['set-cookie']).toMatch(/Max-Age=(900|899)$/);
    visitor.cookie = answer.headers['set-cookie']?.split(';')[0];
    const caseload = await visitor.ask({ method: 'GET', path: '/caseload' });
    expect(caseload.headers).toMatchObject({ location: '/sign-in?to=%2Fcaseload' });
  });

  it('hides state and nonce of the sign-in', async () => {
    const asked = await setOut();
    const readable = Buffer.from(String(visitor.cookie), 'base64url').toString('utf8');
    expect(`${visitor.cookie} ${readable}`).not.toContain(asked.searchParams.get('state'));
  });
});

describe('the roles of somebody signed in', () => {
  const caseload = () => visitor.ask({ method: 'GET', path: '/caseload' });
  const wait = (minutes: number) => {
    machineNow = machineNow.add({ minutes });
  };
  const refreshes = () => provider.asked.filter((path) => path === '/token').length - 1;

  it('are read from the provider every five minutes, and not more often', async () => {
    await signIn();
    for (let minute = 0; minute < 11; minute += 1) {
      expect((await caseload()).status).toBe(200);
      wait(1);
    }
    expect(refreshes()).toBe(2);
  });

  it('are gone from here within five minutes of being taken away there', async () => {
    await signIn();
    provider.behaviour.claims = { ...OFFICER, roles: [] };
    wait(4);
    expect((await caseload()).status).toBe(200);
    wait(1);
    expect((await caseload()).status).toBe(403);
  });

  it.each<Partial<Behaviour> & { readonly case: string }>([
    { case: 'the provider has signed them out', revokes: true },
    { case: 'the provider answers with somebody else', claims: { ...OFFICER, sub: 'a.nother' } },
    { case: 'the provider gives nothing to ask it again with', withoutRefresh: true },
    { case: 'the new token is signed with another key', forges: true },
  ])('have to be proved by signing in again when $case', async ({ case: _case, ...behaviour }) => {
    provider.behaviour.withoutRefresh = behaviour.withoutRefresh ?? false;
    await signIn();
    Object.assign(provider.behaviour, behaviour);
    wait(5);
    expect(await caseload()).toMatchObject({ status: 303, headers: { location: '/sign-in?to=%2Fcaseload' } });
    Object.assign(provider.behaviour, { revokes: false, forges: false, claims: OFFICER });
    expect((await caseload()).status).toBe(303);
  });

  it('are not assumed while the provider is away: nothing is shown, and signing out still works', async () => {
    await signIn();
    const { behaviour } = provider;
    behaviour.tokenAnswer = { status: 500, body: 'Canary Person' };
    wait(5);
    const answer = await caseload();
    expect(answer.status).toBe(503);
    expect(String(answer.body)).not.toMatch(/Canary|IdentityUnavailable/);
    expect(problems.length).toBeLessThanOrEqual(1);
    const page = await visitor.send('form[action="/sign-out"]');
    expect(page.heading).toBe('You have signed out');
    behaviour.tokenAnswer = undefined;
    expect((await caseload()).status).toBe(303);
  });

  it('can be read again once the provider is back', async () => {
    await signIn();
    provider.behaviour.tokenAnswer = { status: 500, body: '' };
    wait(5);
    expect((await caseload()).status).toBe(503);
    provider.behaviour.tokenAnswer = undefined;
    expect((await caseload()).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends here, and does not go straight back to the provider', async () => {
    await signIn();
    const page = await visitor.send('form[action="/sign-out"]');
    expect(page).toMatchObject({ status: 200, heading: 'You have signed out', path: '/signed-out' });
    await expectSignedOut();
  });
});
