import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Route } from '../../../web/api/route.ts';
import { ROUTES } from '../../../web/api/routes/all.ts';
import { apiOver, everything, type ApiCaller } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked } from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';
import { anyText } from '../../support/any-text.ts';

let world: JourneyWorld;
let api: ApiCaller;

beforeAll(async () => {
  world = await councilsAsked();
  api = apiOver(world.services);
});
afterAll(closeWorlds);

/** Somebody who may call a route, so that not every body is refused before it is read. */
function callerOf({ access, who }: Route): User {
  if (who.startsWith('governors')) return GOVERNOR;
  if (access === 'open' || access.includes('officer')) return POM;
  return access.includes('admin') ? ADMIN_USER : COUNCIL;
}

/** A right body, on a message that no referral has yet: garbage alone never passes the first check. */
const almostRight = ({ example = {} }: Route): object => ({
  ...example,
  ...('expectedSequence' in example && { expectedSequence: 999 }),
});

const odd = fc.oneof(
  fc.jsonValue(),
  anyText(),
  fc.double(),
  fc.constantFrom(
    '2026-02-30',
    '9999-12-31',
    '-000001-01-01',
    '2199-12-31',
    '1970-01-01',
    '',
    1e308,
    -1,
    2 ** 53,
  ),
);

/** A right body with some of it replaced, at any depth, and something added. */
const spoiled = (body: object): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.array(fc.nat(), { maxLength: 3 }), odd, fc.dictionary(fc.string(), odd, { maxKeys: 1 }))
    .map(([places, value, added]) => ({ ...replaceAt(body, places, value), ...added }));

function replaceAt(body: object, places: readonly number[], value: unknown): object {
  const [place, ...deeper] = places;
  if (place === undefined) return body;
  const names = Object.keys(body);
  const name = names[place % names.length] ?? '';
  const inner: unknown = (body as Record<string, unknown>)[name];
  const replaced =
    deeper.length > 0 && typeof inner === 'object' && inner !== null
      ? replaceAt(inner, deeper, value)
      : value;
  return { ...body, [name]: replaced };
}

const posts = ROUTES.filter(({ body }) => body !== undefined).map((route) => ({ ...route, route }));

describe('whatever is sent', () => {
  it.each(posts)('$method $path has an example that its schema takes', ({ route }) => {
    expect(route.body?.safeParse(route.example)).toMatchObject({ success: true });
  });

  it.each(posts)(
    'to $path is answered or refused, never by a failure, and a refusal writes nothing',
    async ({ path, route }) => {
      const referral = await world.referral('DTR-1');
      const id = path.includes('referrals') ? referral.id : world.id;
      const target = path.replace('{id}', id).replace('{key}', '1.bank-account');
      const before = await everything(world);
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            spoiled(almostRight(route)).map((body) => JSON.stringify(body)),
            fc.json(),
            anyText(),
          ),
          async (body) => {
            const answer = await api.post(callerOf(route), target, body);
            expect([200, 201, 400, 403, 404, 409, 422]).toContain(answer.status);
            if (answer.status >= 400) expect(answer.body).toMatchObject({ code: expect.any(String) });
          },
        ),
        { numRuns: 75 },
      );
      expect(api.failures).toEqual([]);
      expect(await everything(world)).toEqual(before);
    },
  );

  it.each(['/api/journeys', '/api/steps', '/api/stuck'])('is asked of %s', async (path) => {
    const names = fc.constantFrom(
      'prison',
      'officer',
      'releasingBefore',
      'attention',
      'cursor',
      'limit',
      'overdue',
      'waitingFor',
      'x',
    );
    const made = fc.tuple(fc.constantFrom('journeys', 'steps', 'stuck'), odd, odd);
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('MDI', 'true', '2027-01-01', 'role:OMU@MDI', '5'),
      made.map((cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, value, { maxKeys: 4 }), async (query) => {
        const answer = await api.get(POM, `${path}?${new URLSearchParams(query).toString()}`);
        expect([200, 400, 403]).toContain(answer.status);
      }),
      { numRuns: 200 },
    );
    expect(api.failures).toEqual([]);
  });

  it('as a path is found, refused or unknown', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom('journeys', 'timeline', 'steps', '..', '%00', '%ff'), fc.string())),
        async (parts) => {
          const answer = await api.get(
            POM,
            `/api/${parts.map((part) => part.replaceAll(/[?#]/g, '')).join('/')}`,
          );
          expect([200, 400, 403, 404, 405]).toContain(answer.status);
        },
      ),
    );
    expect(api.failures).toEqual([]);
  });
});
