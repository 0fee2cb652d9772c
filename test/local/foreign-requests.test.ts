import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProduct, type Product } from '../../local/product.ts';
import { rawRequest, sendRaw, type RawAnswer } from '../support/raw-http.ts';

let product: Product;
let port: number;

beforeAll(async () => {
  product = await startProduct({
    dataFile: ':memory:',
    port: 0,
    people: () => [],
    onProgress: () => undefined,
    onProblem: () => undefined,
  });
  port = Number(new URL(product.url).port);
});
afterAll(async () => {
  await product.close();
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const MOVE = ['/api/clock/advance', '{"to":"day"}'] as const;
const TOKEN = ['/api/token', '{"user":"amira.khan"}'] as const;

const post = (
  [path, body]: readonly [string, string],
  headers: Readonly<Record<string, string>>,
): Promise<RawAnswer> => sendRaw(port, rawRequest('POST', path, headers, body));

/** The product's day, which nothing but a moved clock changes within a test. */
const today = (): string => product.controls.now().toString().slice(0, 10);

describe.each([
  { name: 'moving the clock', sent: MOVE },
  { name: 'asking for a token', sent: TOKEN },
])('$name', ({ sent }) => {
  it.each([
    ['a form of another site', { 'Content-Type': 'text/plain' }, 415],
    ['a form of another site, encoded', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['a request without a content type', {}, 415],
    ['a page of another site', { ...JSON_TYPE, Origin: 'https://evil.example' }, 403],
    ['a page without an origin of its own', { ...JSON_TYPE, Origin: 'null' }, 403],
    ['a page at another port of this machine', { ...JSON_TYPE, Origin: 'http://127.0.0.1:1' }, 403],
    ['a page that the browser calls foreign', { ...JSON_TYPE, 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a page that the browser calls a neighbour', { ...JSON_TYPE, 'Sec-Fetch-Site': 'same-site' }, 403],
    ['a name that was pointed at this machine', { ...JSON_TYPE, Host: 'evil.example' }, 403],
    [
      'such a name, as its own origin',
      { ...JSON_TYPE, Host: 'evil.example', Origin: 'http://evil.example' },
      403,
    ],
    ['a name that begins like this machine', { ...JSON_TYPE, Host: 'localhost.evil.example' }, 403],
    ['a name that begins like a loopback address', { ...JSON_TYPE, Host: '127.0.0.1.evil.example:80' }, 403],
    ['no name at all', { ...JSON_TYPE, Host: '' }, 403],
  ])('is refused to %s, and changes nothing', async (_case, headers, status) => {
    const before = today();
    const answer = await post(sent, headers);
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } });
    expect(answer.body).not.toContain('eyJ');
    expect(today()).toBe(before);
  });

  it.each([
    ['a tool of this machine', {}],
    [
      'a page of the product',
      { Origin: 'http://127.0.0.1:3000', Host: '127.0.0.1:3000', 'Sec-Fetch-Site': 'same-origin' },
    ],
    ['somebody who calls this machine localhost', { Host: 'localhost:3000' }],
    ['somebody who calls this machine by its IPv6 address', { Host: '[::1]:3000' }],
  ])('is answered to %s', async (_case, headers) => {
    expect(await post(sent, { ...JSON_TYPE, ...headers })).toMatchObject({ status: 200 });
  });
});

describe('everything else on this machine', () => {
  it.each(['/sign-in', '/api/health', '/caseload', '/assets/gate.svg'])(
    'is not served at another name: %s',
    async (path) => {
      const answer = await sendRaw(port, rawRequest('GET', path, { Host: 'evil.example' }));
      expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('localhost') });
    },
  );

  it('lets no other site sign a browser in', async () => {
    const headers = { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(await post(['/sign-in', 'person=amira.khan'], headers)).toMatchObject({ status: 403 });
  });
});
