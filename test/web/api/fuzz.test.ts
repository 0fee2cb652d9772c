import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROUTES } from '../../../web/api/routes/all.ts';
import { apiOver, everything, type ApiCaller } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked } from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';

let world: JourneyWorld;
let api: ApiCaller;

beforeAll(async () => {
  world = await councilsAsked();
  api = apiOver(world.services);
});
afterAll(closeWorlds);

/** Bodies that are right, or nearly: garbage alone never comes past the first check. */
const NEARLY: Readonly<Record<string, object>> = {
  '/api/release-day-checks': {
    releaseDate: '2026-12-25',
    dateType: 'CRD',
    adult: true,
    daysServedSinceSentence: 40,
    releaseKind: 'DETERMINATE',
    bankHolidays: ['2026-12-25'],
    sentenceLengthDays: 4,
  },
  '/api/housing-duty-checks': {
    referenceDate: '2026-12-25',
    currentAccommodationEndDate: '2027-01-01',
    hasNextAccommodation: false,
    dutyToRefer: { status: 'SUBMITTED', submittedOn: '2026-12-01' },
  },
  '/api/journeys': {
    prisonNumber: 'A1234BC',
    firstName: 'Z',
    lastName: 'Q',
    dateOfBirth: '1990-01-01',
    prison: 'MDI',
    region: 'N54',
    sentence: {
      startDate: '2026-09-01',
      releaseKind: 'RECALL',
      supervisionEndsOn: '2028-09-01',
      earlierDaysServed: 5,
    },
    release: { date: '2027-12-01', dateType: 'PRRD' },
  },
  '/api/journeys/{id}/steps/{key}/complete': {
    outcome: 'OPENED',
    details: { note: 'x' },
    expectedVersion: 1,
  },
  '/api/journeys/{id}/release-date': { date: '2027-12-01', dateType: 'CRD', expectedVersion: 1 },
  '/api/journeys/{id}/release-day-decision': {
    outcome: 'STATUTORY',
    reason: 'x',
    requestedBy: 'c.ahmed',
    expectedVersion: 1,
  },
  '/api/journeys/{id}/restart': { reason: 'x', expectedVersion: 1 },
  '/api/referrals/{id}/responses': {
    answer: 'DECLINED',
    code: 'PRIORITY_NEED',
    note: 'x',
    expectedSequence: 999,
  },
};
const WHO: Readonly<Record<string, User>> = {
  '/api/journeys/{id}/release-day-decision': GOVERNOR,
  '/api/journeys/{id}/restart': ADMIN_USER,
  '/api/referrals/{id}/responses': COUNCIL,
};

const odd = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
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

const posts = ROUTES.filter(({ body }) => body !== undefined).map(({ path }) => path);

describe('whatever is sent', () => {
  it('has a body to begin with for every route that takes one', () => {
    expect([...posts].sort()).toEqual(Object.keys(NEARLY).sort());
  });

  it.each(posts)(
    'to %s is answered or refused, never by a failure, and a refusal writes nothing',
    async (path) => {
      const referral = await world.referral('DTR-1');
      const id = path.includes('referrals') ? referral.id : world.id;
      const target = path.replace('{id}', id).replace('{key}', '1.bank-account');
      const before = await everything(world);
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            spoiled(NEARLY[path] ?? {}).map((body) => JSON.stringify(body)),
            fc.json(),
            fc.string({ unit: 'binary' }),
          ),
          async (body) => {
            const answer = await api.post(WHO[path] ?? POM, target, body);
            expect([200, 201, 400, 403, 404, 409, 422]).toContain(answer.status);
            if (answer.status >= 400) expect(answer.body).toMatchObject({ code: expect.any(String) });
          },
        ),
        { numRuns: 150 },
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
