import { describe, expect, it } from '@jest/globals';
import { EDGE_HEADER } from '../../web/http/edge.ts';
import { invoke } from './deployed.ts';
import { asCloudFront } from './origin-secret.ts';

/** A request as an HTTP API gives it to what is behind it. */
const request = (rawPath: string, headers: Readonly<Record<string, string>>) => ({
  rawPath,
  rawQueryString: '',
  headers,
  isBase64Encoded: false,
  requestContext: { http: { method: 'GET' } },
});

const BEHIND = [
  { service: 'api', path: '/api/health', type: 'application/problem+json' },
  { service: 'console', path: '/assets/gate.svg', type: 'text/plain; charset=utf-8' },
] as const;

describe('what is behind CloudFront', () => {
  it.each(BEHIND)('refuses what did not come through it: $service', async ({ service, path, type }) => {
    for (const headers of [{}, { [EDGE_HEADER]: 'guessed' }]) {
      expect(await invoke(service, request(path, headers))).toMatchObject({
        statusCode: 403,
        headers: { 'content-type': type, 'cache-control': 'no-store' },
      });
    }
  });

  it.each(BEHIND)('accepts requests through CloudFront: $service', async ({ service, path }) => {
    const headers = await asCloudFront(service);
    // In a real account nobody but CloudFront is told the secret; the other tests come through it.
    if (!(EDGE_HEADER in headers)) return;
    expect(await invoke(service, request(path, headers))).toMatchObject({ statusCode: 200 });
  });
});
