import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { EngineUnavailableError } from '../../../application/ports/engine.ts';
import { IdentityUnavailableError } from '../../../application/ports/identity.ts';
import { CursorError, TableUnavailableError } from '../../../application/ports/table.ts';
import { createApi } from '../../../web/api/create-api.ts';
import { openRoute } from '../../../web/api/route.ts';
import { apiOver, everything, type ApiCaller } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, ELSEWHERE, GOVERNOR, NOBODY, POM, SHELTER } from '../../support/people.ts';
import { councilsAsked } from '../../support/stages.ts';

let world: JourneyWorld;
let api: ApiCaller;
let journey: string;
let referral: string;
let version: number;

beforeAll(async () => {
  world = await councilsAsked();
  api = apiOver(world.services);
  journey = `/api/journeys/${world.id}`;
  referral = `/api/referrals/${(await world.referral('DTR-1')).id}`;
  version = (await world.journey()).version;
});
afterAll(closeWorlds);

/** Answers a request that must be refused, having seen that it wrote nothing. */
async function refusedBy(request: () => ReturnType<ApiCaller['get']>) {
  const before = await everything(world);
  const answer = await request();
  expect(await everything(world)).toEqual(before);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(/^urn:through-the-gate:problem:/),
    title: expect.any(String),
    status: answer.status,
    detail: expect.stringMatching(/[.>]$/),
  });
  return answer;
}

const GOOD = {
  prisonNumber: 'B1234BC',
  firstName: 'Wilhelmina',
  lastName: 'Oakapple',
  dateOfBirth: '1988-02-29',
  prison: 'MDI',
  region: 'N54',
  sentence: { startDate: '2026-09-01', releaseKind: 'DETERMINATE', supervisionEndsOn: '2028-09-01' },
  release: { date: '2027-12-01', dateType: 'CRD' },
};

describe('a new journey is refused by the field’s name', () => {
  const sentence = (more: object) => ({ sentence: { ...GOOD.sentence, ...more } });
  it.each([
    ['an unknown field', { nickname: 'Min' }, 'nickname'],
    ['an unknown field inside another', sentence({ colour: 'red' }), 'sentence.colour'],
    ['a field of the prototype', JSON.parse('{"__proto__":{"a":1}}'), '__proto__'],
    ['30 February', { release: { date: '2027-02-30', dateType: 'CRD' } }, 'release.date'],
    ['29 February of a plain year', { dateOfBirth: '1989-02-29' }, 'dateOfBirth'],
    ['a date with a time', { dateOfBirth: '1989-02-27T00:00:00Z' }, 'dateOfBirth'],
    ['a year of the Romans', { dateOfBirth: '0044-03-15' }, 'dateOfBirth'],
    ['a number for a date', { dateOfBirth: 19890227 }, 'dateOfBirth'],
    ['release before the sentence', { release: { date: '2026-08-31', dateType: 'CRD' } }, 'release.date'],
    [
      'supervision ending before release',
      sentence({ supervisionEndsOn: '2027-11-30' }),
      'sentence.supervisionEndsOn',
    ],
    ['a sentence not begun', sentence({ startDate: '2027-06-01' }), 'sentence.startDate'],
    ['a birth after the sentence', { dateOfBirth: '2026-10-01' }, 'dateOfBirth'],
    ['a wrong prison number', { prisonNumber: 'A123BC' }, 'prisonNumber'],
    ['a prison that is no place', { prison: 'OUT' }, 'prison'],
    ['a wrong region', { region: 'North' }, 'region'],
    [
      'a type of date there is not',
      { release: { date: '2027-12-01', dateType: 'SOON' } },
      'release.dateType',
    ],
    ['an empty name', { firstName: '   ' }, 'firstName'],
    ['a wrong officer', { officers: { pom: 'P Taylor' } }, 'officers.pom'],
    ['a sentence of half a day', sentence({ lengthDays: 0.5 }), 'sentence.lengthDays'],
    ['nothing where something is needed', { region: undefined }, 'region'],
  ])('%s', async (_case, more: object, field) => {
    const body = { ...GOOD };
    for (const [name, value] of Object.entries(more))
      Object.defineProperty(body, name, { value, enumerable: true });
    const answer = await refusedBy(() => api.post(POM, '/api/journeys', body));
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', fields: [{ field }] } });
  });

  it('and names every field that is wrong', async () => {
    const answer = await refusedBy(() =>
      api.post(POM, '/api/journeys', { ...GOOD, region: 'x', prison: 'x', a: 1 }),
    );
    const fields = (answer.body['fields'] as { field: string }[]).map(({ field }) => field);
    expect(fields.sort()).toEqual(['a', 'prison', 'region']);
  });

  it.each([[[]], ['"text"'], [null], [7]])('and a body of %j is refused as a whole', async (body) => {
    const answer = await refusedBy(() => api.post(POM, '/api/journeys', body));
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: 'body' }] } });
  });
});

describe('a change is refused', () => {
  const complete = (key: string) => `${journey}/steps/${key}/complete`;
  it.each([
    [
      'of a journey there is not',
      () =>
        api.post(POM, '/api/journeys/nobody/release-date', {
          date: '2027-05-04',
          dateType: 'CRD',
          expectedVersion: 1,
        }),
      404,
      'NOT_FOUND',
    ],
    ['of an id that cannot be one', () => api.get(POM, '/api/journeys/%2e%2e%2fadmin'), 404, 'NOT_FOUND'],
    ['of a path that cannot be decoded', () => api.get(POM, '/api/journeys/%ff'), 404, 'NOT_FOUND'],
    [
      'without the version seen',
      () => api.post(POM, `${journey}/release-date`, { date: '2027-05-04', dateType: 'CRD' }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'with a stale version',
      () =>
        api.post(POM, `${journey}/release-date`, {
          date: '2027-05-04',
          dateType: 'CRD',
          expectedVersion: version - 1,
        }),
      409,
      'CONFLICT',
    ],
    [
      'with a version to come',
      () =>
        api.post(POM, `${journey}/release-date`, {
          date: '2027-05-04',
          dateType: 'CRD',
          expectedVersion: version + 1,
        }),
      409,
      'CONFLICT',
    ],
    [
      'to a date gone by',
      () =>
        api.post(POM, `${journey}/release-date`, {
          date: '2026-05-04',
          dateType: 'CRD',
          expectedVersion: version,
        }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'to a day there is not',
      () =>
        api.post(POM, `${journey}/release-date`, {
          date: '2027-04-31',
          dateType: 'CRD',
          expectedVersion: version,
        }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'that records the sentence of a person who is not on remand',
      () =>
        api.post(POM, `${journey}/sentence`, {
          sentence: { startDate: '2026-09-01', releaseKind: 'DETERMINATE' },
          expectedVersion: version,
        }),
      409,
      'CONFLICT',
    ],
    [
      'that records a remand as a sentence',
      () =>
        api.post(POM, `${journey}/sentence`, {
          sentence: { startDate: '2026-09-01', releaseKind: 'REMAND' },
          expectedVersion: version,
        }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'that removes a date not recorded',
      () =>
        api.post(POM, `${journey}/release-date/removal`, {
          dateType: 'APD',
          reason: 'a test',
          expectedVersion: version,
        }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'that removes a date without a reason',
      () =>
        api.post(POM, `${journey}/release-date/removal`, {
          dateType: 'CRD',
          reason: ' ',
          expectedVersion: version,
        }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'from another prison',
      () =>
        api.post(ELSEWHERE, `${journey}/release-date`, {
          date: '2027-05-04',
          dateType: 'CRD',
          expectedVersion: version,
        }),
      403,
      'NOT_PERMITTED',
    ],
    [
      'of a step there is not',
      () => api.post(POM, complete('1.no-such-step'), { outcome: 'DONE', expectedVersion: version }),
      404,
      'NOT_FOUND',
    ],
    [
      'of a step answered before',
      () => api.post(POM, complete('1.housing-need'), { outcome: 'NEEDS_HELP', expectedVersion: version }),
      409,
      'CONFLICT',
    ],
    [
      'with an outcome it does not offer',
      () => api.post(POM, complete('1.bank-account'), { outcome: 'STOLEN', expectedVersion: version }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'with an outcome only the product gives',
      () => api.post(POM, complete('1.bank-account'), { outcome: 'OVERTAKEN', expectedVersion: version }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'with details it does not have',
      () =>
        api.post(POM, complete('1.bank-account'), {
          outcome: 'OPENED',
          details: { purse: 'x' },
          expectedVersion: version,
        }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'with no answer to what it needs',
      () =>
        api.post(POM, complete('1.next-address'), { outcome: 'ADDRESS_RECORDED', expectedVersion: version }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'by who may not answer it',
      () => api.post(ADMIN_USER, complete('1.bank-account'), { outcome: 'OPENED', expectedVersion: version }),
      403,
      'NOT_PERMITTED',
    ],
    [
      'of the release day, by no governor',
      () =>
        api.post(POM, `${journey}/release-day-decision`, {
          outcome: 'PRESUMPTIVE',
          expectedVersion: version,
        }),
      403,
      'NOT_PERMITTED',
    ],
    [
      'of the release day, where the scheme does not apply',
      () =>
        api.post(GOVERNOR, `${journey}/release-day-decision`, {
          outcome: 'PRESUMPTIVE',
          expectedVersion: version,
        }),
      422,
      'RULE_REFUSED',
    ],
    [
      'by starting again, as an officer',
      () => api.post(POM, `${journey}/restart`, { reason: 'x', expectedVersion: version }),
      403,
      'NOT_PERMITTED',
    ],
    [
      'by starting again without a reason',
      () => api.post(ADMIN_USER, `${journey}/restart`, { reason: ' ', expectedVersion: version }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'of a person with a journey already',
      () => api.post(POM, '/api/journeys', { ...GOOD, prisonNumber: 'A1234BC' }),
      409,
      'CONFLICT',
    ],
    [
      'of a prison that is not yours',
      () => api.post(POM, '/api/journeys', { ...GOOD, prison: 'LEI' }),
      403,
      'NOT_PERMITTED',
    ],
    [
      'of a referral there is not',
      () => api.post(COUNCIL, '/api/referrals/none/responses', { answer: 'ACCEPTED' }),
      404,
      'NOT_FOUND',
    ],
    [
      'of a referral of another agency',
      () => api.post(SHELTER, `${referral}/responses`, { answer: 'ACCEPTED' }),
      404,
      'NOT_FOUND',
    ],
    [
      'of a referral, by an officer',
      () => api.post(POM, `${referral}/responses`, { answer: 'ACCEPTED' }),
      403,
      'NOT_PERMITTED',
    ],
    [
      'of a referral that has changed since',
      () => api.post(COUNCIL, `${referral}/responses`, { answer: 'ACCEPTED', expectedSequence: 7 }),
      409,
      'CONFLICT',
    ],
    [
      'of a referral with a code it does not have',
      () => api.post(COUNCIL, `${referral}/responses`, { answer: 'ACCEPTED', code: 'NO_LOCAL_CONNECTION' }),
      400,
      'VALIDATION_FAILED',
    ],
  ])('%s', async (_case, request, status, code) => {
    expect(await refusedBy(request)).toMatchObject({ status, body: { code } });
  });

  it('with the state as it is now, when it was made on an old one', async () => {
    const answer = await refusedBy(() =>
      api.post(POM, `${journey}/release-date`, { date: '2027-05-04', dateType: 'CRD', expectedVersion: 1 }),
    );
    expect(answer.body['current']).toMatchObject({ version, phase: 'pre-release' });
  });

  it.each(['', 'two words', 'é', 'x'.repeat(201)])('with the Idempotency-Key %p', async (key) => {
    const answer = await refusedBy(() => api.post(POM, '/api/journeys', GOOD, { 'idempotency-key': key }));
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: 'Idempotency-Key' }] } });
  });
});

describe('a list is refused', () => {
  it.each([
    ['/api/journeys?colour=red', 'colour'],
    ['/api/journeys?prison=MDI&prison=LEI', 'prison'],
    ['/api/journeys?prison=Moorland', 'prison'],
    ['/api/journeys?releasingBefore=2027-02-30', 'releasingBefore'],
    ['/api/journeys?attention=perhaps', 'attention'],
    ['/api/journeys?limit=0', 'limit'],
    ['/api/journeys?limit=201', 'limit'],
    ['/api/journeys?limit=many', 'limit'],
    ['/api/journeys?cursor=nonsense', 'cursor'],
    ['/api/steps?waitingFor=me', 'waitingFor'],
    ['/api/steps?overdue=1', 'overdue'],
    ['/api/stuck?cursor=nonsense', 'cursor'],
    ['/api/stuck?page=2', 'page'],
  ])('%s', async (path, field) => {
    const answer = await refusedBy(() => api.get(POM, path));
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', fields: [{ field }] } });
  });

  it('is refused with a parameter that a page without any was given', async () => {
    const answer = await refusedBy(() => api.get(POM, `${journey}?secret=1`));
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: 'secret' }] } });
  });
});

describe('a body is refused', () => {
  const json = { 'content-type': 'application/json' };
  const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
    refusedBy(() => api.post(POM, '/api/journeys', body, headers));

  it.each(['', '{', '{"a":1,}', 'null null', '<xml/>', '{"a":\u0000}'])(
    'that is not JSON: %j',
    async (body) => {
      expect(await post(body)).toMatchObject({ status: 400, body: { detail: 'The body is not JSON.' } });
    },
  );

  it.each(['{"firstName":"\\ud800"}', '{"\\udc00":1}', '{"a":["\\ud83d"]}'])(
    'whose text no store could keep: %s',
    async (body) => {
      expect(await post(body)).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('surrogate') },
      });
    },
  );

  it('with text outside the usual planes is taken as it is', async () => {
    const answer = await post('{"nickname":"\\ud83d\\ude00 \\\\ud800"}');
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(answer.body['detail']).toBe('Some fields are missing or wrong.');
  });

  it('over 256 KB, before it is read', async () => {
    const limit = 256 * 1024;
    expect(await post(`${' '.repeat(limit - 2)}{}`)).toMatchObject({ status: 400 });
    expect(await post(`${' '.repeat(limit - 1)}{}`)).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE' },
    });
    expect(await post(`"${'é'.repeat(limit / 2)}"`)).toMatchObject({ status: 413 });
  });

  it('nested beyond reason', async () => {
    expect(await post('['.repeat(100_000))).toMatchObject({ status: 400 });
    expect(await post(`${'['.repeat(100_000)}"\\ud800"${']'.repeat(100_000)}`)).toMatchObject({
      status: 400,
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', ''])(
    'of the type %p',
    async (type) => {
      const answer = await post(JSON.stringify(GOOD), { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
    },
  );
});

describe('a token is refused', () => {
  it.each([
    ['none', undefined],
    ['garbled', 'Bearer nonsense'],
    ['not a bearer’s', 'Basic dXNlcjpwYXNz'],
    ['empty', 'Bearer '],
    ['of odd characters', 'Bearer a b'],
  ])('%s', async (_case, authorization) => {
    const headers = {
      'content-type': 'application/json',
      ...(authorization !== undefined && { authorization }),
    };
    const answer = await refusedBy(() =>
      api.send({ path: '/api/journeys', method: 'POST', headers, body: JSON.stringify(GOOD) }),
    );
    expect(answer).toMatchObject({ status: 401, body: { code: 'NOT_AUTHENTICATED' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('nowhere that none is needed: an open route reads no token, here as on AWS', async () => {
    const headers = { authorization: 'Bearer nonsense' };
    expect(await api.send({ path: '/api/health', headers })).toMatchObject({ status: 200 });
  });

  it('of a user without a role opens nothing', async () => {
    for (const path of ['/api/journeys', journey, '/api/steps', '/api/stuck', referral]) {
      expect((await refusedBy(() => api.get(NOBODY, path))).status).toBe(403);
    }
  });
});

describe('an address is refused', () => {
  it.each(['/api', '/api/nothing', `/api/journeys/x/steps`, '/api/journeys/', '/API/health'])(
    '%s',
    async (path) => {
      expect(await refusedBy(() => api.get(POM, path))).toMatchObject({
        status: 404,
        body: { code: 'NOT_FOUND' },
      });
    },
  );

  it.each([
    ['DELETE', '/api/journeys', 'POST, GET, HEAD'],
    ['GET', '/api/release-day-checks', 'POST'],
    ['PUT', '/api/health', 'GET, HEAD'],
  ])('%s %s', async (method, path, allow) => {
    const answer = await refusedBy(() => api.send({ method, path }));
    expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
    expect(answer.headers['allow']?.split(', ').sort()).toEqual(allow.split(', ').sort());
  });
});

describe('when something fails', () => {
  const failing = (error: unknown) => {
    const route = openRoute({
      method: 'GET',
      path: '/api/failing',
      summary: 'Fails.',
      answer: z.strictObject({}),
      handle: () => Promise.reject(error as Error),
    });
    return apiOver(world.services, { extraRoutes: [route] });
  };

  it.each([
    [new TableUnavailableError('no disk'), 503, 'UNAVAILABLE'],
    [new EngineUnavailableError('no engine'), 503, 'UNAVAILABLE'],
    [new IdentityUnavailableError('no keys'), 503, 'UNAVAILABLE'],
    [new Error('Zebedee’s token AQCE'), 500, 'INTERNAL_ERROR'],
    ['not even an error', 500, 'INTERNAL_ERROR'],
  ])('%s is logged, and its words are kept from the caller', async (error, status, code) => {
    const caller = failing(error);
    const answer = await caller.get(undefined, '/api/failing');
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.text).not.toMatch(/no disk|no engine|no keys|Zebedee|AQCE|not even/);
    expect(caller.failures).toEqual([{ what: 'An API request failed', error }]);
    expect(answer.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
  });

  it('a cursor the table does not know is the caller’s mistake', async () => {
    const caller = failing(new CursorError('garbled'));
    expect(await caller.get(undefined, '/api/failing')).toMatchObject({
      status: 400,
      body: { fields: [{ field: 'cursor' }] },
    });
    expect(caller.failures).toEqual([]);
  });

  it('returns 503 to everybody while the identity provider cannot be reached', async () => {
    const down = createApi({
      services: world.services,
      verifier: { verify: () => Promise.reject(new IdentityUnavailableError('down')) },
      logger: { failed: () => undefined, denied: () => undefined },
    });
    const answer = await down({
      method: 'GET',
      path: '/api/journeys',
      query: new URLSearchParams(),
      headers: { authorization: 'Bearer a.b.c' },
      body: '',
    });
    expect(answer.status).toBe(503);
  });
});
