import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Result } from '../../../application/refusal.ts';
import type { User } from '../../../domain/access/user.ts';
import type { Route } from '../../../web/api/route.ts';
import { ROUTES } from '../../../web/api/routes/all.ts';
import { apiOver, type ApiCaller } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, GOVERNOR, LIAISON, NOBODY, POM } from '../../support/people.ts';
import { councilsAsked } from '../../support/stages.ts';

let world: JourneyWorld;
let api: ApiCaller;
let referral: string;

beforeAll(async () => {
  world = await councilsAsked();
  api = apiOver(world.services);
  referral = (await world.referral('DTR-1')).id;
});
afterAll(closeWorlds);

const EVERYONE = [POM, COM, LIAISON, GOVERNOR, ELSEWHERE, ADMIN_USER, COUNCIL];
const withToken = ROUTES.filter(({ access }) => access !== 'open').map((route) => ({ ...route, route }));
const open = ROUTES.filter(({ access }) => access === 'open').map((route) => ({ ...route, route }));

const isNamed = ({ access }: Route, { roles }: User): boolean =>
  access === 'open' || roles.some((role) => access.includes(role));

/** The use case behind a route, past the dispatcher's own check of roles. */
async function useCase(route: Route, user: User): Promise<Result<unknown>> {
  const key = '1.bank-account';
  return route.handle({
    services: world.services,
    user,
    params: {
      id: route.path.startsWith('/api/referrals') ? referral : world.id,
      referralId: referral,
      appointmentId: 'none',
      officer: POM.id,
      absence: 'none',
      mentorId: 'none',
      key,
      proposalId: 'none',
      cycle: 1,
    },
    query: {},
    // A version that no journey has: a caller who may ask gets a conflict, and nothing changes.
    body: route.body?.parse({
      ...route.example,
      ...('expectedVersion' in (route.example ?? {}) && { expectedVersion: 9_999 }),
      ...('expectedSequence' in (route.example ?? {}) && { expectedSequence: 999 }),
    }),
  });
}

const targetOf = ({ path }: Route): string =>
  path
    .replace('{id}', path.startsWith('/api/referrals') ? referral : world.id)
    .replace('{referralId}', referral)
    .replace('{key}', '1.bank-account')
    .replace('{proposalId}', 'none')
    .replace('{appointmentId}', 'none')
    .replace('{agencyId}', 'eastmoor-council')
    .replace('{officer}', POM.id)
    .replace('{absence}', 'none')
    .replace('{mentorId}', 'none')
    .replace('{cycle}', '1');

describe.each(withToken)('$method $path', ({ route, method, path }) => {
  it('refuses in its use case every role that its definition does not name', async () => {
    for (const user of EVERYONE.filter((each) => !isNamed(route, each)))
      expect({ user: user.id, ...(await useCase(route, user)) }).toMatchObject({
        user: user.id,
        code: 'NOT_PERMITTED',
      });
  });

  it('allows in its use case somebody of each role that its definition names', async () => {
    for (const role of route.access === 'open' ? [] : route.access) {
      const results = await Promise.all(
        EVERYONE.filter(({ roles }) => roles.includes(role)).map((user) => useCase(route, user)),
      );
      const allowed = results.filter((result) => result.ok || result.code !== 'NOT_PERMITTED');
      // An administrator answers the steps that ask an administrator, and this one asks an officer.
      if (path.endsWith('/complete') && role === 'admin') continue;
      // An administrator sees everybody whose access is not limited, so has no emergency here.
      if (path.endsWith('/emergency-access') && role === 'admin') continue;
      expect({ role, allowed: allowed.length > 0 }).toEqual({ role, allowed: true });
    }
  });

  it('refuses other roles before the body is read, and names the permitted ones', async () => {
    for (const user of [...EVERYONE.filter((each) => !isNamed(route, each)), NOBODY]) {
      const request =
        method === 'GET' ? api.get(user, targetOf(route)) : api.post(user, targetOf(route), '{');
      expect(await request).toMatchObject({
        status: 403,
        body: { detail: `This is only for ${route.who}.` },
      });
    }
  });

  it('refuses a caller without a token', async () => {
    const request =
      method === 'GET' ? api.get(undefined, targetOf(route)) : api.post(undefined, targetOf(route), '{}');
    expect(await request).toMatchObject({ status: 401, body: { code: 'NOT_AUTHENTICATED' } });
  });
});

describe.each(open)('$method $path', ({ route, method }) => {
  it('answers a caller without a token', async () => {
    const request =
      method === 'GET'
        ? api.get(undefined, targetOf(route))
        : api.post(undefined, targetOf(route), route.example);
    expect(await request).toMatchObject({ status: 200 });
  });
});
