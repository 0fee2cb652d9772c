import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Temporal } from 'temporal-polyfill';
import {
  generateKeyPair,
  generateSecret,
  publicKeyOf,
  WebhookKeyError,
} from '../../../adapters/webhooks/signing-keys.ts';
import {
  signatureHeader,
  signV1,
  signV1a,
  verify,
  WebhookContentError,
} from '../../../adapters/webhooks/standard-webhooks.ts';
import type { VerificationInput } from '../../../adapters/webhooks/standard-webhooks.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PRIVATE_KEY =
  'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const TIMESTAMP = 1614265330;
const BODY = '{"test": 2432232314}';
const V1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const V1A = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);

const message = (change: Partial<VerificationInput> = {}): VerificationInput => ({
  headers: { 'webhook-id': ID, 'webhook-timestamp': String(TIMESTAMP), 'webhook-signature': V1 },
  body: BODY,
  keys: [SECRET],
  now: at(TIMESTAMP),
  ...change,
});
const withHeader = (name: string, value: string | string[] | undefined) =>
  message({ headers: { ...message().headers, [name]: value } });

const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const timestamps = fc.integer({ min: 0, max: 4_000_000_000 });
const bodies = fc.string({ unit: 'binary', maxLength: 300 });
const secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`);

describe('signing', () => {
  it('gives the published v1 signature', () => {
    expect(signV1(SECRET, ID, TIMESTAMP, BODY)).toBe(V1);
  });

  it('gives the published v1a signature', () => {
    expect(signV1a(PRIVATE_KEY, ID, TIMESTAMP, BODY)).toBe(V1A);
  });

  it('signs bytes and their text alike', () => {
    expect(signV1(SECRET, ID, TIMESTAMP, Buffer.from(BODY))).toBe(V1);
  });

  it('signs with every live key, in order', () => {
    const next = generateSecret();

    expect(signatureHeader([next, SECRET, PRIVATE_KEY], ID, TIMESTAMP, BODY)).toBe(
      `${signV1(next, ID, TIMESTAMP, BODY)} ${V1} ${V1A}`,
    );
  });

  it.each([
    { case: 'v1 with a private key', attempt: () => signV1(PRIVATE_KEY, ID, TIMESTAMP, BODY) },
    { case: 'v1a with a secret', attempt: () => signV1a(SECRET, ID, TIMESTAMP, BODY) },
    {
      case: 'a header with a public key',
      attempt: () => signatureHeader([publicKeyOf(PRIVATE_KEY)], ID, 1, BODY),
    },
    { case: 'a header with no key', attempt: () => signatureHeader([], ID, TIMESTAMP, BODY) },
  ])('refuses $case', ({ attempt }) => {
    expect(attempt).toThrow(WebhookKeyError);
  });

  it.each([
    { case: 'an id with a dot', id: 'msg.1', timestamp: TIMESTAMP },
    { case: 'an empty id', id: '', timestamp: TIMESTAMP },
    { case: 'an id with a line break', id: 'msg\r\nx: y', timestamp: TIMESTAMP },
    { case: 'part of a second', id: ID, timestamp: 1.5 },
    { case: 'a negative timestamp', id: ID, timestamp: -1 },
    { case: 'a timestamp that is no number', id: ID, timestamp: NaN },
    { case: 'a timestamp of 13 digits', id: ID, timestamp: 1_000_000_000_000 },
  ])('refuses $case', ({ id, timestamp }) => {
    expect(() => signV1(SECRET, id, timestamp, BODY)).toThrow(WebhookContentError);
    expect(() => signV1a(PRIVATE_KEY, id, timestamp, BODY)).toThrow(WebhookContentError);
  });
});

describe('verifying', () => {
  it('accepts the published v1 message', () => {
    expect(verify(message())).toEqual({ ok: true, id: ID, timestampSeconds: TIMESTAMP });
  });

  it('accepts the published v1a message under the public key', () => {
    const input = { ...withHeader('webhook-signature', V1A), keys: [publicKeyOf(PRIVATE_KEY)] };

    expect(verify(input)).toMatchObject({ ok: true });
  });

  it('accepts header names in any case', () => {
    const headers = { 'Webhook-Id': ID, 'WEBHOOK-TIMESTAMP': String(TIMESTAMP), 'Webhook-Signature': V1 };

    expect(verify(message({ headers }))).toMatchObject({ ok: true });
  });

  it.each([
    { case: 'the old key', live: (old: string) => [old] },
    { case: 'the new key', live: (_old: string, next: string) => [next] },
    { case: 'both keys', live: (old: string, next: string) => [old, next] },
  ])('accepts a rotated message under $case', ({ live }) => {
    const next = generateSecret();
    const input = withHeader('webhook-signature', signatureHeader([SECRET, next], ID, TIMESTAMP, BODY));

    expect(verify({ ...input, keys: live(SECRET, next) })).toMatchObject({ ok: true });
  });

  it('passes over signatures of versions it does not know', () => {
    expect(verify(withHeader('webhook-signature', `v9,AAAA ${V1}`))).toMatchObject({ ok: true });
  });

  it.each([-300, -299, 0, 299, 300])('accepts a message when the clock is %i seconds off', (offset) => {
    expect(verify(message({ now: at(TIMESTAMP + offset) }))).toMatchObject({ ok: true });
  });

  const otherSignature = signV1(generateSecret(), ID, TIMESTAMP, BODY);
  it.each([
    { case: 'no id', input: withHeader('webhook-id', undefined), code: 'HEADER_MISSING' },
    { case: 'an empty id', input: withHeader('webhook-id', ''), code: 'HEADER_MISSING' },
    { case: 'no timestamp', input: withHeader('webhook-timestamp', undefined), code: 'HEADER_MISSING' },
    { case: 'no signature', input: withHeader('webhook-signature', undefined), code: 'HEADER_MISSING' },
    { case: 'two ids', input: withHeader('webhook-id', [ID, ID]), code: 'HEADER_REPEATED' },
    { case: 'an id in two cases', input: withHeader('Webhook-Id', ID), code: 'HEADER_REPEATED' },
    { case: 'an id with a dot', input: withHeader('webhook-id', `${ID}.1`), code: 'ID_INVALID' },
    { case: 'ids joined by a comma', input: withHeader('webhook-id', `${ID}, ${ID}`), code: 'ID_INVALID' },
    { case: 'an id of 257 characters', input: withHeader('webhook-id', 'a'.repeat(257)), code: 'ID_INVALID' },
    {
      case: 'a timestamp in words',
      input: withHeader('webhook-timestamp', 'now'),
      code: 'TIMESTAMP_INVALID',
    },
    {
      case: 'a signed timestamp',
      input: withHeader('webhook-timestamp', `+${TIMESTAMP}`),
      code: 'TIMESTAMP_INVALID',
    },
    {
      case: 'a decimal timestamp',
      input: withHeader('webhook-timestamp', `${TIMESTAMP}.0`),
      code: 'TIMESTAMP_INVALID',
    },
    { case: 'an exponent', input: withHeader('webhook-timestamp', '1e9'), code: 'TIMESTAMP_INVALID' },
    {
      case: 'a trailing line',
      input: withHeader('webhook-timestamp', `${TIMESTAMP}\n`),
      code: 'TIMESTAMP_INVALID',
    },
    { case: '13 digits', input: withHeader('webhook-timestamp', '1'.repeat(13)), code: 'TIMESTAMP_INVALID' },
    {
      case: 'a message 301 seconds old',
      input: message({ now: at(TIMESTAMP + 301) }),
      code: 'TIMESTAMP_TOO_OLD',
    },
    {
      case: 'a message 301 seconds early',
      input: message({ now: at(TIMESTAMP - 301) }),
      code: 'TIMESTAMP_TOO_NEW',
    },
    {
      case: 'another timestamp',
      input: withHeader('webhook-timestamp', String(TIMESTAMP + 1)),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: 'a timestamp with a zero put before it',
      input: withHeader('webhook-timestamp', `0${TIMESTAMP}`),
      code: 'SIGNATURE_MISMATCH',
    },
    { case: 'another id', input: withHeader('webhook-id', 'msg_2'), code: 'SIGNATURE_MISMATCH' },
    { case: 'another body', input: message({ body: BODY.replace(' ', '') }), code: 'SIGNATURE_MISMATCH' },
    {
      case: 'another secret',
      input: withHeader('webhook-signature', otherSignature),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: 'only an unknown version',
      input: withHeader('webhook-signature', V1.replace('v1', 'v2')),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: 'a v1 signature called v1a',
      input: withHeader('webhook-signature', V1.replace('v1', 'v1a')),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: 'a signature with no version',
      input: withHeader('webhook-signature', V1.slice(3)),
      code: 'SIGNATURE_MISMATCH',
    },
    { case: 'an empty signature', input: withHeader('webhook-signature', 'v1,'), code: 'SIGNATURE_MISMATCH' },
    {
      case: 'half a signature',
      input: withHeader('webhook-signature', V1.slice(0, 23)),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: 'a signature without its padding',
      input: withHeader('webhook-signature', V1.slice(0, -1)),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: 'a signature with spare bits set',
      input: withHeader('webhook-signature', V1.replace('OE=', 'OF=')),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: 'a URL-safe signature',
      input: withHeader('webhook-signature', V1.replaceAll('+', '-')),
      code: 'SIGNATURE_MISMATCH',
    },
    {
      case: '21 signatures',
      input: withHeader('webhook-signature', Array(21).fill(V1).join(' ')),
      code: 'TOO_MANY_SIGNATURES',
    },
    { case: 'no key', input: message({ keys: [] }), code: 'KEY_INVALID' },
    {
      case: 'a key of 23 bytes',
      input: message({ keys: [`whsec_${'A'.repeat(30)}=`] }),
      code: 'KEY_INVALID',
    },
    {
      case: 'a bad key beside a good one',
      input: message({ keys: [SECRET, 'whsec_'] }),
      code: 'KEY_INVALID',
    },
    {
      case: 'a private key where a public one belongs',
      input: message({ keys: [PRIVATE_KEY] }),
      code: 'KEY_INVALID',
    },
  ])('refuses $case', ({ input, code }) => {
    expect(verify(input)).toEqual({ ok: false, code });
  });

  it('refuses a v1a message under another public key', () => {
    const input = { ...withHeader('webhook-signature', V1A), keys: [generateKeyPair().publicKey] };

    expect(verify(input)).toEqual({ ok: false, code: 'SIGNATURE_MISMATCH' });
  });

  it('accepts whatever it signed, in both versions, and nothing with one byte changed', () => {
    const { privateKey, publicKey } = generateKeyPair();
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(secrets, ids, timestamps, bytes, fc.nat(), (secret, id, timestamp, body, place) => {
        const changed = Uint8Array.from(body, (byte, index) =>
          index === place % body.length ? byte ^ 1 : byte,
        );
        for (const [signing, verifying] of [
          [secret, secret],
          [privateKey, publicKey],
        ] as const) {
          const headers = {
            'webhook-id': id,
            'webhook-timestamp': String(timestamp),
            'webhook-signature': signatureHeader([signing], id, timestamp, body),
          };
          const input = { headers, keys: [verifying], now: at(timestamp) };
          expect(verify({ ...input, body })).toEqual({ ok: true, id, timestampSeconds: timestamp });
          expect(verify({ ...input, body: changed })).toEqual({ ok: false, code: 'SIGNATURE_MISMATCH' });
        }
      }),
    );
  });
});

describe('beside the standardwebhooks package', () => {
  it('signs the same', () => {
    fc.assert(
      fc.property(secrets, ids, timestamps, bodies, (secret, id, timestamp, body) => {
        const theirs = new Webhook(secret).sign(id, new Date(timestamp * 1000), body);
        expect(signV1(secret, id, timestamp, body)).toBe(theirs);
      }),
    );
  });

  it('accepts what that package signs', () => {
    fc.assert(
      fc.property(secrets, ids, timestamps, bodies, (secret, id, timestamp, body) => {
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': new Webhook(secret).sign(id, new Date(timestamp * 1000), body),
        };
        expect(verify({ headers, body, keys: [secret], now: at(timestamp) })).toMatchObject({ ok: true });
      }),
    );
  });

  it('is accepted by that package, whichever live key it holds', () => {
    jest.useFakeTimers();
    try {
      fc.assert(
        fc.property(secrets, secrets, ids, timestamps, fc.json(), (old, next, id, timestamp, body) => {
          jest.setSystemTime(timestamp * 1000);
          const headers = {
            'webhook-id': id,
            'webhook-timestamp': String(timestamp),
            'webhook-signature': signatureHeader([old, next], id, timestamp, body),
          };
          for (const held of [old, next])
            expect(new Webhook(held).verify(body, headers)).toEqual(JSON.parse(body));
        }),
      );
    } finally {
      jest.useRealTimers();
    }
  });
});
