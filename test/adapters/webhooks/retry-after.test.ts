import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter } from '../../../adapters/webhooks/retry-after.ts';

const now = Date.UTC(2026, 10, 2, 9, 0, 0);

describe('a Retry-After header', () => {
  it.each([
    { header: '0', seconds: 0 },
    { header: '120', seconds: 120 },
    { header: ' 120 ', seconds: 120 },
    { header: '999999999', seconds: 999_999_999 },
    { header: 'Mon, 02 Nov 2026 09:01:30 GMT', seconds: 90 },
    { header: 'Mon, 02 Nov 2026 08:00:00 GMT', seconds: 0 },
  ])('is understood: $header', ({ header, seconds }) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    '-5',
    '1.5',
    '1e3',
    'soon',
    '12345678901',
    '2026-11-02T09:01:30Z',
    'Xxx, 99 Yyy 2026 09:00:00 GMT',
    ['1', '2'],
  ])('is ignored: %j', (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  });
});
