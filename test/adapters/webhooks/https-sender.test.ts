import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Server } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { WebhookRequest } from '../../../application/ports/webhook-sender.ts';
import { Webhook } from 'standardwebhooks';
import { signatureHeader } from '../../../adapters/webhooks/standard-webhooks.ts';
import { createHttpsSender } from '../../../adapters/webhooks/https-sender.ts';
import type { HttpsSenderOptions } from '../../../adapters/webhooks/https-sender.ts';

const servers: (Server & { closeAllConnections?: () => void })[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
    await once(server, 'close');
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Receives each message whole, then answers; `received` holds what arrived. */
async function receiver(answer: RequestListener) {
  const received: { request: IncomingMessage; body: Buffer }[] = [];
  const port = await listening(
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ request, body: Buffer.concat(chunks) });
        answer(request, response);
      });
    }),
  );
  return { port, received, url: `http://127.0.0.1:${port}/hook?service=housing` };
}

const replyWith = (status: number, body = '', headers: Record<string, string> = {}) => {
  return (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);
};

const request = (url: string, change: Partial<WebhookRequest> = {}): WebhookRequest => ({
  url,
  webhookId: 'evt_1',
  timestampSeconds: 1_793_610_000,
  body: '{"type":"through-the-gate.referral.created","é":"✓"}',
  signature: 'v1,AAAA',
  ...change,
});

const send = (message: WebhookRequest, options: HttpsSenderOptions = {}) =>
  createHttpsSender({ allowLoopback: true, ...options }).send(message);

describe('sending', () => {
  it('delivers the exact body and headers, once, so that the receiver can verify them', async () => {
    const { url, received } = await receiver(replyWith(204));
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const plain = request(url, { headers: { 'Content-Type': 'application/json', 'x-service': 'housing' } });
    const signature = signatureHeader([secret], plain.webhookId, plain.timestampSeconds, plain.body);

    const outcome = await send({ ...plain, signature });

    expect(outcome).toEqual({
      kind: 'response',
      status: 204,
      bodyExcerpt: '',
      latencyMs: expect.any(Number),
    });
    expect(received).toHaveLength(1);
    const [{ request: got, body } = { request: undefined, body: Buffer.alloc(0) }] = received;
    expect(got).toMatchObject({ method: 'POST', url: '/hook?service=housing' });
    expect(got?.headers).toMatchObject({ 'content-type': 'application/json', 'x-service': 'housing' });
    const sentAt = new Date(plain.timestampSeconds * 1000);
    expect(got?.headers).toMatchObject({
      'webhook-id': plain.webhookId,
      'webhook-timestamp': String(plain.timestampSeconds),
      'webhook-signature': new Webhook(secret).sign(plain.webhookId, sentAt, body.toString()),
    });
  });

  it('sends default headers', async () => {
    const { url, received } = await receiver(replyWith(200));

    await send(request(url));

    expect(received[0]?.request.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  });

  it('does not let a further header replace a signed one', async () => {
    const { url, received } = await receiver(replyWith(200));

    await send(request(url, { headers: { 'Webhook-Id': 'evt_2', 'WEBHOOK-SIGNATURE': 'v1,BBBB' } }));

    expect(received[0]?.request.headers).toMatchObject({
      'webhook-id': 'evt_1',
      'webhook-signature': 'v1,AAAA',
    });
  });

  it.each([200, 400, 410, 429, 500, 503])('reports status %i and what was said', async (status) => {
    const { url } = await receiver(replyWith(status, 'Sorry'));

    expect(await send(request(url))).toMatchObject({ kind: 'response', status, bodyExcerpt: 'Sorry' });
  });

  it.each([
    { header: '120', seconds: 120 },
    { header: 'Mon, 02 Nov 2026 09:01:30 GMT', seconds: 90 },
  ])('reports a Retry-After of $header in seconds', async ({ header, seconds }) => {
    const { url } = await receiver(replyWith(503, '', { 'retry-after': header }));

    const outcome = await send(request(url), { now: () => Date.UTC(2026, 10, 2, 9, 0, 0) });

    expect(outcome).toMatchObject({ status: 503, retryAfterSeconds: seconds });
  });

  it('reports no Retry-After it cannot understand', async () => {
    const { url } = await receiver(replyWith(503, '', { 'retry-after': 'later' }));

    expect(await send(request(url))).not.toHaveProperty('retryAfterSeconds');
  });

  it.each([301, 302, 303, 307, 308])('reports a redirect by %i and does not follow it', async (status) => {
    const elsewhere = await receiver(replyWith(200));
    const { url } = await receiver(replyWith(status, '', { location: elsewhere.url }));

    expect(await send(request(url))).toMatchObject({ kind: 'response', status });
    expect(elsewhere.received).toHaveLength(0);
  });

  it('keeps no secret or control character of the answer', async () => {
    const { url } = await receiver(replyWith(401, 'no\u001b[2J\r\ntoken=abc123'));

    expect(await send(request(url))).toMatchObject({ bodyExcerpt: 'no [2J token=[redacted]' });
  });

  it.each([{ 'x-service': 'a\r\nb: c' }, { 'x service': 'housing' }])(
    'throws for the header %j, which is malformed on our side',
    async (headers) => {
      const { url, received } = await receiver(replyWith(200));

      await expect(send(request(url, { headers }))).rejects.toThrow(/^(Invalid character in h|H)eader /);
      expect(received).toHaveLength(0);
    },
  );

  it('waits for the final status after an informational one', async () => {
    const { url } = await receiver((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(202).end('Received');
    });

    expect(await send(request(url))).toMatchObject({ status: 202, bodyExcerpt: 'Received' });
  });
});

describe('a receiver that misbehaves', () => {
  it('times out when it never answers', async () => {
    const { url, received } = await receiver(() => undefined);

    const outcome = await send(request(url), { timeoutMs: 150 });

    expect(outcome).toEqual({ kind: 'timed-out', latencyMs: expect.any(Number) });
    expect(received).toHaveLength(1);
  });

  it('counts as answered when its status comes in time, however slow the body is', async () => {
    const { url } = await receiver((_request, response) => response.writeHead(200).write('Received with '));

    const outcome = await send(request(url), { timeoutMs: 300 });

    expect(outcome).toMatchObject({ kind: 'response', status: 200, bodyExcerpt: 'Received with' });
  });

  it('is read for 64 KiB and no further', async () => {
    let written = 0;
    const closed = Promise.withResolvers<undefined>();
    const { url } = await receiver((_request, response) => {
      const chunk = 'long answer '.repeat(1_000);
      const pour = () => {
        do written += chunk.length;
        while (response.write(chunk));
      };
      response.on('drain', pour).on('close', () => closed.resolve(undefined));
      pour();
    });

    const outcome = await send(request(url));
    await closed.promise;

    if (outcome.kind !== 'response') throw new Error(outcome.kind);
    expect(outcome.bodyExcerpt).toMatch(/^(long answer ?)+/);
    expect(Buffer.byteLength(outcome.bodyExcerpt)).toBeLessThanOrEqual(1024);
    expect(outcome.bodyExcerpt.length).toBeGreaterThan(1_000);
    expect(written).toBeLessThan(50_000_000);
  });

  it('is a network error when it resets the connection', async () => {
    const port = await listening(
      createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );

    expect(await send(request(`http://127.0.0.1:${port}/`))).toEqual({
      kind: 'network-error',
      reason: 'ECONNRESET',
      latencyMs: expect.any(Number),
    });
  });

  it('is a network error when it hangs up without an answer', async () => {
    const port = await listening(createTcpServer((socket) => socket.once('data', () => socket.end())));

    expect(await send(request(`http://127.0.0.1:${port}/`))).toMatchObject({
      kind: 'network-error',
      reason: 'ECONNRESET',
    });
  });

  it('is a network error when it switches protocols unasked', async () => {
    const port = await listening(
      createTcpServer((socket) =>
        socket.once('data', () =>
          socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n'),
        ),
      ),
    );

    expect(await send(request(`http://127.0.0.1:${port}/`))).toMatchObject({
      kind: 'network-error',
      reason: 'NO_ANSWER',
    });
  });

  it('is a network error when it does not speak HTTP', async () => {
    const port = await listening(
      createTcpServer((socket) => socket.once('data', () => socket.end('hello\r\n'))),
    );

    expect(await send(request(`http://127.0.0.1:${port}/`))).toMatchObject({
      kind: 'network-error',
      reason: 'HPE_INVALID_CONSTANT',
    });
  });

  it('is a network error when nobody listens', async () => {
    const { port, url } = await receiver(replyWith(200));
    for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));

    expect(port).toBeGreaterThan(0);
    expect(await send(request(url))).toMatchObject({ kind: 'network-error', reason: 'ECONNREFUSED' });
  });

  it('is a network error when it does not speak TLS', async () => {
    const { port } = await receiver(replyWith(200));

    expect(await send(request(`https://127.0.0.1:${port}/`))).toMatchObject({
      kind: 'network-error',
      reason: 'EPROTO',
    });
  });
});

describe('the address', () => {
  it('is looked up once, and the connection goes to what was found', async () => {
    const { port, received } = await receiver(replyWith(200));
    const asked: string[] = [];
    const lookup = async (hostname: string) => {
      asked.push(hostname);
      // A second question would be answered with an address where nothing may be sent.
      return [{ address: asked.length === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };

    const outcome = await send(request(`http://partner.example:${port}/hook`), { lookup });

    expect(outcome).toMatchObject({ kind: 'response', status: 200 });
    expect(asked).toEqual(['partner.example']);
    expect(received[0]?.request.headers.host).toBe(`partner.example:${port}`);
  });

  it('is tried in turn when the name has several', async () => {
    const { port } = await receiver(replyWith(200));
    const lookup = async () => [
      { address: '127.0.0.2', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];

    expect(await send(request(`http://partner.example:${port}/`), { lookup })).toMatchObject({ status: 200 });
  });

  it.each(['10.0.0.1', '169.254.169.254', '127.0.0.1', '::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'])(
    'is refused when the name turns out to be %s',
    async (address) => {
      const lookup = async () => [{ address, family: address.includes(':') ? 6 : 4 }];

      expect(await send(request('https://partner.example/'), { allowLoopback: false, lookup })).toEqual({
        kind: 'refused',
        reason: 'ADDRESS_NOT_PUBLIC',
      });
    },
  );

  it.each([
    { url: 'http://127.0.0.1:8080/', reason: 'NOT_HTTPS' },
    { url: 'https://127.0.0.1/', reason: 'ADDRESS_LITERAL' },
    { url: 'https://partner.example:8443/', reason: 'PORT_NOT_ALLOWED' },
    { url: 'nonsense', reason: 'URL_INVALID' },
  ])('is refused without a look-up as $reason: $url', async ({ url, reason }) => {
    const lookup = () => Promise.reject(new Error('not to be asked'));

    expect(await createHttpsSender({ lookup }).send(request(url))).toEqual({ kind: 'refused', reason });
  });

  it.each([
    {
      case: 'the name is unknown',
      lookup: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    },
    { case: 'the name has no address', lookup: () => Promise.resolve([]) },
  ])('is a network error when $case', async ({ lookup }) => {
    expect(await send(request('https://partner.example/'), { lookup })).toMatchObject({
      kind: 'network-error',
      reason: 'ENOTFOUND',
    });
  });

  it('names the kind of an error that has no code', async () => {
    const lookup = () => Promise.reject(new TypeError('odd'));

    expect(await send(request('https://partner.example/'), { lookup })).toMatchObject({
      reason: 'TypeError',
    });
  });

  it.each([null, 'odd', {}])('is a network error of unknown kind when %j is thrown', async (thrown) => {
    const lookup = async () => {
      AbortSignal.abort(thrown).throwIfAborted();
      return [];
    };

    expect(await send(request('https://partner.example/'), { lookup })).toMatchObject({ reason: 'UNKNOWN' });
  });

  it('times out when the name server does not answer', async () => {
    const lookup = () => new Promise<never>(() => undefined);

    expect(await send(request('https://partner.example/'), { lookup, timeoutMs: 100 })).toMatchObject({
      kind: 'timed-out',
    });
  });

  it('is found with the system resolver when no other is given', async () => {
    const { port } = await receiver(replyWith(200));

    // Hosts may list ::1 first: the connection then falls back to 127.0.0.1.
    expect(await send(request(`http://localhost:${port}/`))).toMatchObject({ kind: 'response', status: 200 });
  });
});
