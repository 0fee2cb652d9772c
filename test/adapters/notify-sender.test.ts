import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { notifySender } from '../../adapters/notify/notify-sender.ts';
import type { OutgoingMessage } from '../../application/ports/message-sender.ts';

const SERVICE = 'c2f1a8de-9a3b-4d57-8f10-0f6c1f6a7b21';
const SECRET = '7d1b0a4e-52c6-4f5b-b9a5-3e8d2c9f1a60';
const SETTINGS = {
  apiKey: `gate-${SERVICE}-${SECRET}`,
  emailTemplate: '1e5d2c1b-3a4f-4b6c-8d7e-9f0a1b2c3d4e',
  textTemplate: '2e5d2c1b-3a4f-4b6c-8d7e-9f0a1b2c3d4e',
};

interface Received {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: unknown;
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** GOV.UK Notify on this machine. A reply of `silence` is none, and one of `hang-up` a connection that ends. */
async function notify(reply: Reply | 'silence' | 'hang-up') {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      received.push({
        method: request.method ?? '',
        url: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body: text === '' ? undefined : JSON.parse(text),
      });
      if (reply === 'silence') return;
      if (reply === 'hang-up') {
        request.socket.destroy();
        return;
      }
      response.writeHead(reply.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(reply.body ?? {}));
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sender = notifySender({
    settings: () => Promise.resolve(SETTINGS),
    baseUrl: `http://127.0.0.1:${port}`,
    timeoutMs: 200,
  });
  return { sender, received };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

const EMAIL: OutgoingMessage = {
  reference: 'm-1',
  by: 'EMAIL',
  to: 'amira.khan@justice.example',
  subject: 'Samuel: 1 step overdue',
  body: 'Samuel: 1 step overdue\nhttps://pages.example/journeys/j1',
};
const TEXT: OutgoingMessage = { ...EMAIL, by: 'TEXT', to: '07700900123' };

const errors = (error: string, message: string) => ({ status_code: 400, errors: [{ error, message }] });

describe('GOV.UK Notify', () => {
  it('is given an email with its template, words and reference', async () => {
    const { sender, received } = await notify({ status: 201, body: { id: 'n-1' } });
    expect(await sender.send(EMAIL)).toEqual({ kind: 'handed-over' });
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/v2/notifications/email',
        body: {
          template_id: SETTINGS.emailTemplate,
          email_address: EMAIL.to,
          personalisation: { subject: EMAIL.subject, body: EMAIL.body },
          reference: 'm-1',
        },
      },
    ]);
  });

  it('is given a text with its own template, and no subject', async () => {
    const { sender, received } = await notify({ status: 201, body: { id: 'n-2' } });
    expect(await sender.send(TEXT)).toEqual({ kind: 'handed-over' });
    expect(received[0]).toMatchObject({
      url: '/v2/notifications/sms',
      body: {
        template_id: SETTINGS.textTemplate,
        phone_number: '07700900123',
        personalisation: { body: EMAIL.body },
        reference: 'm-1',
      },
    });
  });

  it('is called with a token of the service, signed with the key’s secret', async () => {
    const { sender, received } = await notify({ status: 201 });
    await sender.send(EMAIL);
    const [, payload = ''] = (received[0]?.authorization ?? '').replace('Bearer ', '').split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ iss: SERVICE });
    expect(received[0]?.authorization).not.toContain(SECRET);
  });

  it.each([
    ['a wrong email address', errors('ValidationError', 'email_address Not a valid email address')],
    ['a wrong number', errors('ValidationError', 'phone_number Not enough digits')],
    [
      'an address that a team key may not send to',
      errors('BadRequestError', 'Can’t send to this recipient using a team-only API key'),
    ],
  ])('refuses %s for good', async (_what, body) => {
    const { sender } = await notify({ status: 400, body });
    expect(await sender.send(EMAIL)).toEqual({
      kind: 'refused',
      reason: 'GOV.UK Notify refused the address',
    });
  });

  it.each([
    ['a template that lacks a field', 400, errors('BadRequestError', 'Missing personalisation: body')],
    ['a key that it does not accept', 403, errors('AuthError', 'Invalid token: API key not found')],
    ['too many messages at once', 429, errors('RateLimitError', 'Exceeded rate limit')],
    ['a failure of its own', 500, errors('Exception', 'Internal server error')],
    ['an outage in front of it', 503, 'Service unavailable'],
  ])('has the message tried again after %s', async (_what, status, body) => {
    const { sender } = await notify({ status, body });
    expect(await sender.send(EMAIL)).toEqual({
      kind: 'try-again',
      reason: `GOV.UK Notify answered ${status}`,
    });
  });

  it.each([
    ['silence', 'NO_ANSWER'],
    ['hang-up', 'ECONNRESET'],
  ] as const)('has the message tried again after %s', async (reply, reason) => {
    const { sender } = await notify(reply);
    expect(await sender.send(EMAIL)).toEqual({ kind: 'try-again', reason });
  });

  it('has the message tried again while it cannot be reached at all', async () => {
    const { sender } = await notify('silence');
    for (const server of open.splice(0)) server.close();
    expect(await sender.send(EMAIL)).toMatchObject({ kind: 'try-again', reason: 'ECONNREFUSED' });
  });

  it('has the message tried again while its key cannot be read', async () => {
    const sender = notifySender({ settings: () => Promise.reject(new RangeError('no key')) });
    expect(await sender.send(EMAIL)).toEqual({ kind: 'try-again', reason: 'RangeError' });
    expect(await sender.wasHandedOver('m-1', 'EMAIL')).toBe('unknown');
  });

  it.each([
    ['was handed over', [{ reference: 'm-1' }], true],
    ['was not', [], false],
  ])('knows by its reference that a message %s', async (_what, notifications, is) => {
    const { sender, received } = await notify({ status: 200, body: { notifications } });
    expect(await sender.wasHandedOver('m-1', 'TEXT')).toBe(is);
    expect(received[0]).toMatchObject({ method: 'GET' });
    expect(received[0]?.url).toBe('/v2/notifications?template_type=sms&reference=m-1');
  });

  it('says that it is not known while it does not answer', async () => {
    const { sender } = await notify({ status: 500 });
    expect(await sender.wasHandedOver('m-1', 'EMAIL')).toBe('unknown');
  });
});
