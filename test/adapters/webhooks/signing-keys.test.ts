import { describe, expect, it } from '@jest/globals';
import { parseKey, WebhookKeyError } from '../../../adapters/webhooks/signing-keys.ts';

const base64 = (length: number, fill = 7) => Buffer.alloc(length, fill).toString('base64');

describe('a webhook key', () => {
  it.each([24, 25, 32, 64])('may be a secret of %i bytes', (length) => {
    expect(parseKey(`whsec_${base64(length)}`)).toEqual({ kind: 'secret', bytes: Buffer.alloc(length, 7) });
  });

  it.each([
    { case: 'an empty text', key: '' },
    { case: 'an unknown prefix', key: `secret_${base64(32)}` },
    { case: 'no prefix', key: base64(32) },
    { case: 'a secret of 23 bytes', key: `whsec_${base64(23)}` },
    { case: 'a secret of 65 bytes', key: `whsec_${base64(65)}` },
    { case: 'an empty secret', key: 'whsec_' },
    { case: 'base64 without its padding', key: `whsec_${base64(32).replace('=', '')}` },
    { case: 'base64 with spare bits set', key: `whsec_${'A'.repeat(42)}B=` },
    { case: 'the URL-safe alphabet', key: `whsec_${'-_'.repeat(16)}` },
    { case: 'a trailing space', key: `whsec_${base64(32)} ` },
    { case: 'a private key of 32 bytes', key: `whsk_${base64(32)}` },
    { case: 'a private key whose halves do not match', key: `whsk_${base64(64)}` },
    { case: 'a public key', key: `whpk_${base64(32)}` },
  ])('is refused for $case, without repeating it', ({ key }) => {
    const attempt = () => parseKey(key);

    expect(attempt).toThrow(WebhookKeyError);
    const value = key.replace(/^wh\w+_/, '');
    if (value !== '') expect(attempt).not.toThrow(value);
  });
});
