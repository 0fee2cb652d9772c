import { Metrics } from '@aws-lambda-powertools/metrics';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it, jest } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { AROUND_THE_EDGE, EDGE_HEADER } from '../../web/http/edge.ts';
import type { Request } from '../../web/http/request.ts';
import { plainPage } from '../../lambdas/console/plain-page.ts';
import { awsEdge } from '../../lambdas/shared/aws-edge.ts';
import { throughTheEdge } from '../../lambdas/shared/through-the-edge.ts';

const NOW = 'n'.repeat(64);
const BEFORE = 'b'.repeat(64);

const request = (headers: Request['headers']): Request => ({
  method: 'GET',
  path: '/api/health',
  query: new URLSearchParams(),
  headers,
  body: '',
});

/** A function behind the edge that knows these secrets, and what it was asked and told. */
function behind(secrets: () => Promise<readonly string[]>) {
  const asked: Request[] = [];
  const told: unknown[] = [];
  const ask = throughTheEdge(
    (each) => {
      asked.push(each);
      return Promise.resolve({ status: 200, headers: {}, body: 'well' });
    },
    {
      secrets,
      refused: { status: 403, headers: {}, body: 'not here' },
      unavailable: { status: 503, headers: {}, body: 'not now' },
      onRefused: () => told.push('refused'),
      onProblem: (what, error) => told.push([what, error]),
    },
  );
  return { ask, asked, told };
}

describe('a function behind CloudFront', () => {
  it.each([
    ['the secret', NOW],
    ['the secret before it was changed', BEFORE],
  ])('answers what comes with %s, which goes no further', async (_what, secret) => {
    const { ask, asked, told } = behind(() => Promise.resolve([NOW, BEFORE]));
    expect(await ask(request({ [EDGE_HEADER]: secret, accept: '*/*' }))).toMatchObject({ status: 200 });
    expect(asked).toEqual([request({ accept: '*/*' })]);
    expect(told).toEqual([]);
  });

  it.each([
    ['no secret', {}],
    ['an empty one', { [EDGE_HEADER]: '' }],
    ['one of the same length', { [EDGE_HEADER]: `${NOW.slice(1)}x` }],
    ['the start of it', { [EDGE_HEADER]: NOW.slice(0, 10) }],
    ['both of them together', { [EDGE_HEADER]: `${NOW},${BEFORE}` }],
  ])('refuses what comes with %s, and says that it did', async (_what, headers) => {
    const { ask, asked, told } = behind(() => Promise.resolve([NOW, BEFORE]));
    expect(await ask(request(headers))).toMatchObject({ status: 403, body: 'not here' });
    expect(asked).toEqual([]);
    expect(told).toEqual(['refused']);
  });

  it('refuses every request while the secret cannot be read, and logs why', async () => {
    const out = new Error('out');
    const { ask, asked, told } = behind(() => Promise.reject(out));
    expect(await ask(request({ [EDGE_HEADER]: NOW }))).toMatchObject({ status: 503, body: 'not now' });
    expect(asked).toEqual([]);
    expect(told).toEqual([['The edge’s secret cannot be read', out]]);
  });
});

describe('the edge on AWS', () => {
  const metrics = new Metrics({ namespace: 'test', serviceName: 'api' });
  const edge = (report = jest.fn()) =>
    awsEdge(
      { EDGE_SECRET_ID: 'gate-test/edge/api' },
      new SecretsManagerClient({ region: 'eu-west-2' }),
      metrics,
      report,
    );

  it('reads the secret of its name', async () => {
    const mock = mockClient(SecretsManagerClient);
    mock.on(GetSecretValueCommand, { SecretId: 'gate-test/edge/api' }).resolves({ SecretString: NOW });
    try {
      expect(await edge().secrets()).toContain(NOW);
    } finally {
      mock.restore();
    }
  });

  it('counts what is refused, and says so at once', () => {
    const single = new Metrics({ namespace: 'test', serviceName: 'api', singleMetric: true });
    const added = jest.spyOn(single, 'addMetric').mockReturnValue(single);
    jest.spyOn(metrics, 'singleMetric').mockReturnValueOnce(single);
    edge().onRefused();
    expect(added.mock.calls).toEqual([[AROUND_THE_EDGE, 'Count', 1]]);
  });

  it('reports a problem without personal data', () => {
    const report = jest.fn();
    const error = new Error('out');
    edge(report).onProblem('It failed', error);
    expect(report).toHaveBeenCalledWith('It failed', {}, error);
  });
});

describe('a page when there is no console', () => {
  it('is one line of text that is not cached or framed', () => {
    expect(plainPage(403, 'Not here.')).toMatchObject({
      status: 403,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'strict-transport-security': expect.stringContaining('max-age='),
      },
      body: 'Not here.\n',
    });
  });
});
