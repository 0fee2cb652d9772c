import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactExcerpt } from '../../../adapters/webhooks/redact.ts';

const redact = (text: string, cut = false) => redactExcerpt(new TextEncoder().encode(text), cut);

describe('an excerpt', () => {
  it.each([
    { case: 'plain text', text: 'Referral received, thank you.' },
    { case: 'small JSON', text: '{"error":"unknown service","code":"E1042"}' },
    { case: 'other scripts', text: 'Derbyniwyd y cyfeiriad – diolch ✓' },
    { case: 'the word token alone', text: 'The token is missing' },
  ])('keeps $case as it is', ({ text }) => {
    expect(redact(text)).toBe(text);
  });

  it.each([
    { case: 'colours of a terminal', text: 'a\u001b[31mred', safe: 'a [31mred' },
    { case: 'line breaks, which could forge a log line', text: 'one\r\ntwo', safe: 'one two' },
    { case: 'null and delete', text: 'a\u0000b\u007fc', safe: 'a b c' },
    { case: 'marks that turn text round', text: 'a\u202eb\u200bc', safe: 'a b c' },
  ])('loses $case', ({ text, safe }) => {
    expect(redact(text)).toBe(safe);
  });

  it('drops bytes that are not text', () => {
    expect(redactExcerpt(Uint8Array.of(0x61, 0xff, 0xfe, 0x62), false)).toBe('a b');
  });

  it.each([
    { case: 'a webhook secret', text: 'bad whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw here', gone: 'MfKQ9' },
    { case: 'half a webhook secret', text: 'bad whsec_MfKQ9r8G', gone: 'MfKQ9' },
    { case: 'a bearer token', text: 'Authorization: Bearer abc123', gone: 'abc123' },
    { case: 'a bearer token alone', text: 'got bearer abc123!', gone: 'abc123' },
    { case: 'basic credentials', text: 'got Basic dXNlcjpwYXNz', gone: 'dXNlcjpwYXNz' },
    {
      case: 'a JWT',
      text: `jwt eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'s'.repeat(43)}`,
      gone: 'eyJ',
    },
    { case: 'a password in JSON', text: '{"password": "open sesame", "a": 1}', gone: 'sesame' },
    { case: 'a password left open', text: '{"password": "open sesame', gone: 'sesame' },
    { case: 'a password in single quotes', text: "password='open sesame'", gone: 'sesame' },
    { case: 'a token in a form', text: 'access_token=abc123&x=1', gone: 'abc123' },
    { case: 'an API key', text: 'API-Key: abc123', gone: 'abc123' },
    { case: 'a client secret', text: 'client_secret = abc123', gone: 'abc123' },
    { case: 'a cookie', text: 'Set-Cookie: sid=abc123', gone: 'abc123' },
    { case: 'a hex key', text: `key ${'0a1b2c3d'.repeat(4)}`, gone: '0a1b' },
    {
      case: 'the signature we sent',
      text: 'bad v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      gone: 'OTPJ',
    },
  ])('loses $case', ({ text, gone }) => {
    const safe = redact(text);

    expect(safe).not.toContain(gone);
    expect(safe).toContain('[redacted]');
  });

  it('drops the last word of a cut text, which may be half a secret', () => {
    expect(redact('refused for MfKQ9r8GKYq', true)).toBe('refused for');
  });

  it('is at most 1 KiB, and never ends inside a character', () => {
    const text = '✓ '.repeat(5_000);

    const safe = redact(text);

    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(safe)).toBeGreaterThan(1020);
    expect(safe).not.toContain('\uFFFD');
  });

  it('has no control character and at most 1 KiB for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), fc.boolean(), (bytes, cut) => {
        const safe = redactExcerpt(bytes, cut);
        expect(safe).not.toMatch(/\p{Cc}|\p{Cf}/u);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(1024);
      }),
    );
  });

  it.each([
    { case: 'spaces', text: ' '.repeat(65_536) },
    { case: 'one long word and a space', text: `${'.'.repeat(65_000)} ` },
    { case: 'open quotes', text: 'token:"'.repeat(9_000) },
    { case: 'the word token', text: 'token '.repeat(10_000) },
    { case: 'runs just too short', text: `${'a'.repeat(23)}.`.repeat(2_700) },
  ])('takes no longer for hostile text: $case', ({ text }) => {
    const started = performance.now();

    redact(text);
    redact(text, true);

    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
