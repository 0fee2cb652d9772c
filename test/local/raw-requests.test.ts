import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startProduct, type Product } from '../../local/product.ts';
import { rawRequest, sendRaw, type RawAnswer } from '../support/raw-http.ts';
import { anyText } from '../support/any-text.ts';

let product: Product;
let port: number;
const problems: string[] = [];

beforeAll(async () => {
  product = await startProduct({
    dataFile: ':memory:',
    port: 0,
    people: () => [],
    onProgress: () => undefined,
    onProblem: (what, error) => problems.push(`${what}: ${String(error)}`),
  });
  port = Number(new URL(product.url).port);
});
beforeEach(() => {
  problems.length = 0;
});
afterAll(async () => {
  await product.close();
});

/** An answer that a person or a program can read: a page, a problem, another address, or nothing for HEAD. */
function expectReadable(answer: RawAnswer): void {
  const { status, headers, body } = answer;
  expect({ status, failed: status === 0 || status >= 500 }).toEqual({ status, failed: false });
  if (status === 303) {
    expect(headers['location']).toMatch(/^\//);
    return;
  }
  expect(headers['content-type']).toMatch(
    /^(text\/html; charset=utf-8|application\/(problem\+)?json|text\/css; charset=utf-8|text\/plain; charset=utf-8)$/,
  );
  expect(body).not.toBe('');
  if (headers['content-type'] === 'application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ status, code: expect.any(String), detail: expect.any(String) });
}

describe('a request target that no browser would send', () => {
  it.each([
    '//',
    '///',
    '//x:y',
    '//evil.example/caseload',
    '/%',
    '/%zz',
    '/%ff',
    '/api/%00',
    '/api/%ff',
    '/api/journeys/%',
    '/api/journeys/%c0%af',
    '/api//health',
    '//api/health',
    '/\\\\evil.example',
    '/..',
    '/../../etc/passwd',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/%00.css',
    '/.',
    '/?',
    '/??',
    '/?%',
    '/?%zz=%ff',
    '/?cursor=%00',
    '/api/health?',
    '/api/health?%',
    '/api/health?&&==&',
    '/#',
    '/caseload#/../..',
    'http://',
    'http://:0/',
    'http://[',
    'http://[::1',
    'http://evil.example/api/health',
    'http://user:pass@127.0.0.1:99999/',
    'https://127.0.0.1//',
    'x',
    '*',
    '?x',
    'javascript:alert(1)',
    '/journeys/%00',
    '/journeys/%F0%9F%92%A9',
    '/journeys/a%23b',
    '/sample-agencies/',
    '/sample-agencies/%00',
    '/é',
    '/\u0000',
    '/a b',
  ])('%j is answered by a page or a problem', async (target) => {
    expectReadable(await sendRaw(port, rawRequest('GET', target)));
    expect(problems).toEqual([]);
  });

  it.each([
    ['an id', `/journeys/${'x'.repeat(3_000)}`],
    ['a name', `/${'x'.repeat(15_000)}`],
    ['more than any header may hold', `/${'x'.repeat(100_000)}`],
    ['a query', `/?${'x=y&'.repeat(3_000)}`],
    ['slashes', `/${'/'.repeat(5_000)}`],
  ])('that is far too long is answered by a page or a problem: %s', async (_case, target) => {
    expectReadable(await sendRaw(port, rawRequest('GET', target)));
    expect(problems).toEqual([]);
  });

  it.each(['GET', 'POST', 'DELETE', 'OPTIONS', 'PROPFIND', 'CONNECT', 'TRACE'])(
    '%s of any address is answered',
    async (method) => {
      for (const target of [
        '//',
        '*',
        '/api/health',
        '/sign-in',
        '/sample-agencies/eastmoor-council',
        'host:1',
      ])
        expectReadable(await sendRaw(port, rawRequest(method, target)));
      expect(problems).toEqual([]);
    },
  );

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nnonsense\r\n\r\n'],
    ['headers beyond reason', `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
    ['a length that is no number', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n'],
    ['an expectation', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nExpect: tea\r\n\r\n'],
    ['an upgrade', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close, Upgrade\r\nUpgrade: x\r\n\r\n'],
  ])('%s is answered', async (_case, bytes) => {
    expectReadable(await sendRaw(port, bytes));
    expect(problems).toEqual([]);
  });

  it('whatever it is, is answered by a page or a problem', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '%',
        '%00',
        '%ff',
        '..',
        '?',
        '#',
        '&',
        '=',
        'api',
        'journeys',
        'caseload',
        '@',
        ':',
        '\\',
        '[',
        '*',
      ),
      fc.string({ maxLength: 8 }),
      anyText({ maxLength: 4 }),
    );
    const target = fc
      .array(piece, { minLength: 1, maxLength: 8 })
      .map((pieces) => pieces.join('').replace(/[\r\n]/g, ''));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'POST', 'HEAD'), target, async (method, path) => {
        const answer = await sendRaw(port, rawRequest(method, path));
        if (method === 'HEAD') expect(answer.status).toBeLessThan(500);
        else expectReadable(answer);
      }),
      { numRuns: 300 },
    );
    expect(problems).toEqual([]);
  }, 30_000);

  it('of more than 256 KB is refused as too large, wherever it is cut', async () => {
    const headers = { 'Content-Type': 'application/json' };
    for (const size of [262_145, 300_000, 400_000, 2_000_000]) {
      const answer = await sendRaw(
        port,
        rawRequest('POST', '/api/release-day-checks', headers, 'x'.repeat(size)),
      );
      expect({ size, ...answer }).toMatchObject({ size, status: 413 });
      expectReadable(answer);
    }
  });
});
