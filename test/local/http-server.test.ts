import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PortInUseError, serve, type RunningServer } from '../../local/http-server.ts';
import { startingGate } from '../../local/starting.ts';
import type { Request } from '../../web/http/request.ts';
import type { Response as Answer } from '../../web/http/response.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const FINE: Answer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'fine' };

async function serving(handle: (request: Request) => Promise<Answer>, port = 0) {
  const problems: unknown[] = [];
  const server: RunningServer = await serve(handle, port, (error) => problems.push(error));
  open.push(server);
  return { ...server, problems };
}

describe('the server of this machine', () => {
  it('answers a handler that fails with a problem without its words, and reports it', async () => {
    const failure = new Error('about Ann Example');
    const { port, problems } = await serving(() => Promise.reject(failure));
    const { status, body } = await sendRaw(port, rawRequest('GET', '/caseload'));
    expect(status).toBe(500);
    expect(body).toContain('INTERNAL_ERROR');
    expect(body).not.toContain('Ann Example');
    expect(problems).toEqual([failure]);
  });

  it('ends the connection where an answer cannot be written, reports it, and serves the next request', async () => {
    let bad = true;
    const { port, problems } = await serving(async () =>
      bad ? { ...FINE, headers: { 'x-line': 'one\ntwo' } } : FINE,
    );
    await sendRaw(port, rawRequest('GET', '/')).catch(() => undefined);
    expect(problems).toEqual([expect.objectContaining({ code: 'ERR_INVALID_CHAR' })]);
    bad = false;
    expect((await sendRaw(port, rawRequest('GET', '/'))).body).toBe('fine');
  });

  it('joins a header that comes more than once', async () => {
    let seen: Request['headers'] = {};
    const { port } = await serving(async ({ headers }) => {
      seen = headers;
      return FINE;
    });
    const lines =
      'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-One: a\r\nX-One: b\r\nSet-Cookie: c=1\r\nSet-Cookie: d=2\r\n';
    await sendRaw(port, `${lines}Connection: close\r\n\r\n`);
    expect(seen).toMatchObject({ 'x-one': 'a, b', 'set-cookie': 'c=1, d=2' });
  });

  it('says in a sentence that its port is taken', async () => {
    const other = createServer();
    open.push(other);
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const beginning = serving(async () => FINE, port);
    await expect(beginning).rejects.toThrow(PortInUseError);
    await expect(beginning).rejects.toThrow(`Port ${port} is in use. Choose another with --port.`);
  });

  it('fails as the system says where it may not listen at all', async () => {
    await expect(serving(async () => FINE, 65_536)).rejects.toThrow('65536');
  });
});

describe('a product that starts', () => {
  const request = (path: string): Request => ({
    method: 'GET',
    path,
    query: new URLSearchParams(),
    headers: {},
    body: '',
  });
  const served = () => Promise.resolve(FINE);

  it('answers 503 in the form that is asked for, and when to come back', async () => {
    const { handle } = startingGate();
    const health = await handle(request('/api/health'));
    expect(health).toMatchObject({ status: 503, body: '{"status":"starting"}' });
    expect(health.headers).toMatchObject({ 'content-type': 'application/json', 'retry-after': '1' });
    const page = await handle(request('/'));
    expect(page).toMatchObject({ status: 503, body: expect.stringContaining('is starting. Try again') });
    expect(page.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' });
  });

  it('serves the sample agencies before it is open, and everything once it is', async () => {
    const { handle, serveAgencies, open: begin } = startingGate();
    serveAgencies(served);
    const statuses = async () =>
      Promise.all(
        ['/sample-agencies/eastmoor', '/api/referrals/r1', '/', '/api/journeys'].map(
          async (path) => (await handle(request(path))).status,
        ),
      );
    expect(await statuses()).toEqual([200, 200, 503, 503]);
    begin();
    expect(await statuses()).toEqual([200, 200, 200, 200]);
  });
});
