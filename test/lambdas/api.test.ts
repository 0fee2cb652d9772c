import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it } from '@jest/globals';
import type { Request } from '../../web/http/request.ts';
import { authorizedRequests } from '../../lambdas/api/authorized-claims.ts';
import { createApi } from '../../web/api/create-api.ts';
import { apiHandler, type ApiEvent } from '../../lambdas/api/handler.ts';
import { requestOf, resultOf } from '../../lambdas/shared/http-event.ts';
import { observed } from '../../lambdas/shared/observed.ts';
import { xrayTracer } from '../../lambdas/shared/tracer.ts';
import { CONTEXT, HandlerWorld } from './handler-world.ts';

const EVENT = {
  version: '2.0',
  rawPath: '/api/health',
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: { http: { method: 'GET' } },
} as unknown as ApiEvent;

const officer = {
  jwt: { claims: { sub: 'u-1', 'cognito:groups': '[role:officer duty:OMU prison:MDI]' } },
};
const listOf = (authorizer?: typeof officer, headers: Record<string, string> = {}): ApiEvent => ({
  ...EVENT,
  rawPath: '/api/journeys',
  rawQueryString: 'prison=MDI',
  headers,
  requestContext: { http: { method: 'GET' }, ...(authorizer && { authorizer }) },
});

function handler() {
  const authorized = authorizedRequests();
  const logger = { failed: () => undefined, denied: () => undefined };
  return apiHandler(
    createApi({ services: new HandlerWorld().services, verifier: authorized.verifier, logger }),
    authorized,
  );
}

describe('the API behind API Gateway', () => {
  it('answers a route that needs no token', async () => {
    expect(await handler()(EVENT)).toMatchObject({ statusCode: 200, isBase64Encoded: false });
  });

  it('answers as the user that the authorizer verified', async () => {
    const answer = await handler()(listOf(officer, { authorization: 'Bearer checked.by.gateway' }));
    expect(answer.statusCode).toBe(200);
  });

  it('takes no token that the authorizer has not seen', async () => {
    const answer = await handler()(listOf(undefined, { authorization: 'Bearer made.up.token' }));
    expect(answer.statusCode).toBe(401);
  });

  it('answers the same with its log and its trace round it', async () => {
    const wrapped = observed(handler(), {
      logger: new Logger({ logLevel: 'SILENT' }),
      tracer: xrayTracer({}),
    });
    expect(await wrapped(EVENT, CONTEXT)).toMatchObject({ statusCode: 200 });
  });
});

describe('an event as a request', () => {
  const event = {
    rawPath: '/api/journeys',
    rawQueryString: 'prison=MDI&cursor=a%2Bb',
    headers: { 'content-type': 'application/json' },
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' } },
  };

  it('keeps the method, the path, the query, the headers and the body', () => {
    expect(requestOf({ ...event, body: '{"a":1}' })).toEqual({
      method: 'POST',
      path: '/api/journeys',
      query: new URLSearchParams({ prison: 'MDI', cursor: 'a+b' }),
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    } satisfies Request);
  });

  it('has an empty body when there is none, and cookies in their header again', () => {
    const request = requestOf({ ...event, cookies: ['a=1', 'b=2'] });
    expect(request.body).toBe('');
    expect(request.headers['cookie']).toBe('a=1; b=2');
  });

  it('reads a base64 body', () => {
    const body = Buffer.from('naïve').toString('base64');
    expect(requestOf({ ...event, body, isBase64Encoded: true }).body).toBe('naïve');
  });
});

describe('a response as a result', () => {
  it('sends cookies apart from the other headers', () => {
    const headers = { 'content-type': 'text/html', 'set-cookie': 'session=1' };
    expect(resultOf({ status: 303, headers, body: '' })).toEqual({
      statusCode: 303,
      headers: { 'content-type': 'text/html' },
      cookies: ['session=1'],
      body: '',
      isBase64Encoded: false,
    });
  });

  it('sends bytes in base64', () => {
    expect(resultOf({ status: 200, headers: {}, body: new Uint8Array([255, 0]) })).toEqual({
      statusCode: 200,
      headers: {},
      body: '/wA=',
      isBase64Encoded: true,
    });
  });
});
