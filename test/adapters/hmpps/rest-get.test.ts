import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hmppsData, HMPPS_SYSTEMS } from '../../../adapters/hmpps/hmpps-data.ts';
import { restGet, type HmppsAddresses } from '../../../adapters/hmpps/rest-get.ts';
import { hmppsStandIn } from '../../../adapters/hmpps/stand-in.ts';
import { openSqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import type { HmppsData } from '../../../application/ports/hmpps.ts';
import type { Json } from '../../../application/ports/table.ts';

/** Answers in the form of HMPPS's services, about an invented person. */
const RECORDED = JSON.parse(
  readFileSync(new URL('../../fixtures/hmpps/answers.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Json>>;

const TOKEN = JSON.stringify({ access_token: 'issued', token_type: 'bearer', expires_in: 1200 });

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What each path does next, one after another; afterwards it answers what is recorded. */
const next = new Map<string, Answer[]>();
const asked: string[] = [];
const server = createServer((request, response) => {
  const path = request.url ?? '';
  asked.push(`${request.method} ${path}`);
  const doing = next.get(path)?.shift();
  if (doing !== undefined) {
    doing(request, response);
    return;
  }
  if (path === '/signIn/oauth/token') {
    const right =
      request.headers.authorization === `Basic ${Buffer.from('gate:s%3Acret').toString('base64')}`;
    response.writeHead(right ? 200 : 401).end(right ? TOKEN : '');
    return;
  }
  if (request.headers.authorization !== 'Bearer issued') {
    response.writeHead(401).end();
    return;
  }
  const [, system = '', ...rest] = path.split('/');
  const found = RECORDED[`${system} /${rest.join('/')}`];
  if (found === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
});

const answer =
  (status: number, text = ''): Answer =>
  (_request, response) =>
    response.writeHead(status).end(text);

let now = 0;
let waits: number[] = [];
let failures: string[] = [];

function overHttp(timeoutMs = 2_000): HmppsData {
  const { port } = server.address() as AddressInfo;
  const address = (system: string): string => `http://127.0.0.1:${port}/${system}`;
  const addresses = Object.fromEntries(
    ['signIn', ...HMPPS_SYSTEMS].map((system) => [system, address(system)]),
  ) as unknown as HmppsAddresses;
  return hmppsData(
    restGet({
      addresses,
      credentials: () => Promise.resolve({ id: 'gate', secret: 's:cret' }),
      now: () => now,
      timeoutMs,
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
      onFailure: (system, why) => failures.push(`${system} ${why}`),
    }),
  );
}

async function standIn(): Promise<HmppsData> {
  const { get, put } = hmppsStandIn(openSqliteTable(':memory:'));
  for (const [place, recorded] of Object.entries(RECORDED)) {
    const [name, path = ''] = place.split(' ');
    const system = HMPPS_SYSTEMS.find((each) => each === name);
    if (system !== undefined) await put([system, path], recorded);
  }
  return hmppsData(get);
}

beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  next.clear();
  asked.length = 0;
  now = 0;
  waits = [];
  failures = [];
});

describe.each([
  ['HMPPS’s services', () => Promise.resolve(overHttp())],
  ['the stand-in', standIn],
])('what %s know, as recorded', (_what, make) => {
  it('are the dates of a sentence, by their types', async () => {
    const found = await (await make()).prisoner('A1234BC');
    expect(found).toEqual({
      ok: true,
      value: {
        dates: [
          { dateType: 'CRD', date: '2027-05-02' },
          { dateType: 'LED', date: '2028-05-01' },
          { dateType: 'SED', date: '2028-05-01' },
        ],
      },
    });
  });

  it('are a fixed-term recall, an officer, a tier and a prison number', async () => {
    const data = await make();
    expect(await data.fixedTermRecall('A1234BC')).toEqual({
      ok: true,
      value: { returnedOn: '2027-07-14', prison: 'MDI' },
    });
    expect(await data.communityManager('X123456')).toEqual({ ok: true, value: { officer: 'c.ahmed' } });
    expect(await data.tier('X123456')).toEqual({ ok: true, value: { tier: 'B2' } });
    expect(await data.prisonNumberOf('X123456')).toEqual({ ok: true, value: 'A1234BC' });
  });

  it('is nothing about somebody else', async () => {
    const data = await make();
    expect(await data.prisoner('Z9999ZZ')).toEqual({ ok: false, why: 'NOT_FOUND' });
    expect(await data.fixedTermRecall('Z9999ZZ')).toEqual({ ok: false, why: 'NOT_FOUND' });
    expect(await data.prisonNumberOf('Z999999')).toEqual({ ok: false, why: 'NOT_FOUND' });
  });
});

describe('a service over HTTP', () => {
  const PRISONER = '/prisoners/prisoner/A1234BC';
  const SIGN_IN = '/signIn/oauth/token';

  it('is asked with one token until that is old', async () => {
    const data = overHttp();
    await data.tier('X123456');
    await data.tier('X123456');
    expect(asked.filter((each) => each.endsWith('/token'))).toHaveLength(1);
    now = 1_180_000;
    await data.tier('X123456');
    expect(asked.filter((each) => each.endsWith('/token'))).toHaveLength(2);
  });

  it.each([
    ['fails', [answer(500)]],
    ['has too much to do', [answer(429), answer(503)]],
    ['breaks the connection', [(request: IncomingMessage) => request.socket.destroy()]],
    ['no longer takes the token', [answer(401)]],
  ])('that %s is asked again', async (_what, answers) => {
    next.set(PRISONER, [...answers]);
    expect(await overHttp().prisoner('A1234BC')).toMatchObject({ ok: true });
    expect(waits).toEqual([200, 800].slice(0, answers.length));
  });

  it.each([
    ['keeps failing', [answer(500), answer(502), answer(503)], 3],
    ['does not allow it', [answer(403)], 1],
    [
      'sends elsewhere',
      Array(3).fill((_: IncomingMessage, response: ServerResponse) =>
        response.writeHead(302, { location: '/' }).end(),
      ),
      3,
    ],
  ])('that %s is unavailable', async (_what, answers: Answer[], tries) => {
    next.set(PRISONER, answers);
    expect(await overHttp().prisoner('A1234BC')).toEqual({ ok: false, why: 'UNAVAILABLE' });
    expect(failures).toHaveLength(tries);
  });

  it('that is slow is given up', async () => {
    const silent: Answer = () => undefined;
    next.set(PRISONER, [silent, silent, silent]);
    expect(await overHttp(50).prisoner('A1234BC')).toEqual({ ok: false, why: 'UNAVAILABLE' });
    expect(failures).toEqual(Array(3).fill('prisoners TimeoutError'));
  });

  it('that answers more than a megabyte is unavailable', async () => {
    const long = answer(200, `"${'x'.repeat(1024 * 1024)}"`);
    next.set(PRISONER, [long, long, long]);
    expect(await overHttp().prisoner('A1234BC')).toEqual({ ok: false, why: 'UNAVAILABLE' });
    expect(failures).toEqual(Array(3).fill('prisoners RangeError'));
  });

  it('that knows no booking knows no recall', async () => {
    next.set(PRISONER, [answer(200, '{"prisonerNumber":"A1234BC"}')]);
    expect(await overHttp().fixedTermRecall('A1234BC')).toEqual({ ok: false, why: 'NOT_FOUND' });
  });

  it('that has worked out the release after a recall says it too', async () => {
    const person = '{"prisonerNumber":"A1234BC","bookingId":"1201234","postRecallReleaseDate":"2027-08-11"}';
    next.set(PRISONER, [answer(200, person)]);
    expect(await overHttp().fixedTermRecall('A1234BC')).toEqual({
      ok: true,
      value: { returnedOn: '2027-07-14', releaseDate: '2027-08-11' },
    });
  });

  it.each([
    ['nobody is named', '{"isUnallocated":false}'],
    ['the team waits to allocate', '{"username":"UNALLOCATED","isUnallocated":true}'],
  ])('that knows no community manager, because %s, names none', async (_why, text) => {
    await overHttp().communityManager('X123456');
    const path = asked.at(-1)?.replace('GET ', '') ?? '';
    next.set(path, [answer(200, text)]);
    expect(await overHttp().communityManager('X123456')).toEqual({ ok: true, value: {} });
  });

  it('that keeps two prison numbers for a person says neither', async () => {
    await overHttp().prisonNumberOf('X123456');
    const path = asked.at(-1)?.replace('GET ', '') ?? '';
    next.set(path, [answer(200, '{"identifiers":{"prisonNumbers":["A1234BC","A5678DE"]}}')]);
    expect(await overHttp().prisonNumberOf('X123456')).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['no JSON', 'oops'],
    ['another form', '{"prisonerNumber":7}'],
    ['a date that is none', '{"prisonerNumber":"A1234BC","conditionalReleaseDate":"soon"}'],
  ])('that answers %s is not understood', async (_what, text) => {
    next.set(PRISONER, [answer(200, text)]);
    expect(await overHttp().prisoner('A1234BC')).toEqual({ ok: false, why: 'NOT_UNDERSTOOD' });
  });

  it.each([
    ['refuses the credentials', answer(401)],
    ['answers without a token', answer(200, '{}')],
  ])('is unavailable while sign-in %s', async (_what, refusal) => {
    next.set(SIGN_IN, [refusal, refusal, refusal]);
    expect(await overHttp().prisoner('A1234BC')).toEqual({ ok: false, why: 'UNAVAILABLE' });
    expect(failures.every((each) => each.startsWith('signIn HTTP'))).toBe(true);
    expect(asked.every((each) => each === `POST ${SIGN_IN}`)).toBe(true);
  });
});
