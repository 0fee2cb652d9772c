import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { WebhookKeyError } from '../../../adapters/webhooks/signing-keys.ts';
import {
  signatureHeader,
  signV1,
  signV1a,
  WebhookContentError,
} from '../../../adapters/webhooks/standard-webhooks.ts';
import { anyText } from '../../support/any-text.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PRIVATE_KEY =
  'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const TIMESTAMP = 1614265330;
const BODY = '{"test": 2432232314}';
const V1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const V1A = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const timestamps = fc.integer({ min: 0, max: 4_000_000_000 });
const bodies = anyText({ maxLength: 300 });
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
    const next = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

    expect(signatureHeader([next, SECRET, PRIVATE_KEY], ID, TIMESTAMP, BODY)).toBe(
      `${signV1(next, ID, TIMESTAMP, BODY)} ${V1} ${V1A}`,
    );
  });

  it.each([
    { case: 'v1 with a private key', attempt: () => signV1(PRIVATE_KEY, ID, TIMESTAMP, BODY) },
    { case: 'v1a with a secret', attempt: () => signV1a(SECRET, ID, TIMESTAMP, BODY) },
    {
      case: 'a header with a public key',
      attempt: () => signatureHeader([`whpk_${Buffer.alloc(32).toString('base64')}`], ID, 1, BODY),
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

describe('a v1a signature', () => {
  it('is one that the public key of the pair verifies, and for no other body', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const publicKey = createPublicKey(privateKey);
    const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
    const publicBytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const key = `whsk_${Buffer.concat([seed, publicBytes]).toString('base64')}`;
    fc.assert(
      fc.property(ids, timestamps, bodies, (id, timestamp, body) => {
        const signature = Buffer.from(signV1a(key, id, timestamp, body).slice('v1a,'.length), 'base64');
        const content = (text: string) => Buffer.from(`${id}.${timestamp}.${text}`);
        expect(verify(null, content(body), publicKey, signature)).toBe(true);
        expect(verify(null, content(`${body}.`), publicKey, signature)).toBe(false);
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
