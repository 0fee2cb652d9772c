import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { classifyOutcome, DELIVERY_LADDER, nextAttempt } from '../../domain/partners/delivery-ladder.ts';
import type { NextAttemptInput } from '../../domain/partners/delivery-ladder.ts';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const failed = classifyOutcome({ status: 500 });
const rejected = classifyOutcome({ status: 422 });
const inHours = (hours: number) => now.add({ seconds: Math.round(hours * 3600) });

const after = (change: Partial<NextAttemptInput>) =>
  nextAttempt({ attempt: 1, outcome: failed, now, jitter: 0.5, ...change });
const gapSeconds = (change: Partial<NextAttemptInput>) => {
  const next = after(change);
  return next.kind === 'retry' ? (next.at.epochMilliseconds - now.epochMilliseconds) / 1000 : next;
};

describe('the outcome of an attempt', () => {
  it.each([200, 201, 202, 204, 299])('is delivered for %i', (status) => {
    expect(classifyOutcome({ status })).toEqual({ kind: 'delivered' });
  });

  it.each([
    { observed: { status: 408 }, reason: 'RECEIVER_BUSY' },
    { observed: { status: 425 }, reason: 'RECEIVER_BUSY' },
    { observed: { status: 429 }, reason: 'RECEIVER_BUSY' },
    { observed: { status: 500 }, reason: 'RECEIVER_FAILED' },
    { observed: { status: 503 }, reason: 'RECEIVER_FAILED' },
    { observed: { status: 599 }, reason: 'RECEIVER_FAILED' },
    { observed: { status: 404 }, reason: 'UNEXPECTED_STATUS' },
    { observed: { status: 409 }, reason: 'UNEXPECTED_STATUS' },
    { observed: { status: 199 }, reason: 'UNEXPECTED_STATUS' },
    { observed: { status: 600 }, reason: 'UNEXPECTED_STATUS' },
    { observed: { status: 999 }, reason: 'UNEXPECTED_STATUS' },
    { observed: { networkError: 'ECONNRESET' }, reason: 'NETWORK_ERROR' },
    { observed: { timedOut: true }, reason: 'TIMED_OUT' },
  ])('is retried for $observed', ({ observed, reason }) => {
    expect(classifyOutcome(observed)).toEqual({ kind: 'retry', reason });
  });

  it.each([400, 415, 422])('is retried once for %i', (status) => {
    expect(classifyOutcome({ status })).toEqual({ kind: 'retry-once', reason: 'MESSAGE_REJECTED' });
  });

  it.each([
    { observed: { status: 300 }, reason: 'REDIRECTED' },
    { observed: { status: 301 }, reason: 'REDIRECTED' },
    { observed: { status: 399 }, reason: 'REDIRECTED' },
    { observed: { status: 302 }, reason: 'REDIRECTED' },
    { observed: { status: 308 }, reason: 'REDIRECTED' },
    { observed: { status: 401 }, reason: 'CREDENTIALS_REFUSED' },
    { observed: { status: 403 }, reason: 'CREDENTIALS_REFUSED' },
    { observed: { refused: 'ADDRESS_NOT_PUBLIC' }, reason: 'ADDRESS_REFUSED' },
  ])('is parked with the endpoint red for $observed', ({ observed, reason }) => {
    expect(classifyOutcome(observed)).toEqual({ kind: 'park', reason, endpointRed: true });
  });

  it('disables the endpoint for 410', () => {
    expect(classifyOutcome({ status: 410 })).toEqual({ kind: 'disable-endpoint', reason: 'GONE' });
  });
});

describe('the next attempt', () => {
  it.each([
    { attempt: 1, seconds: 5 },
    { attempt: 2, seconds: 5 * 60 },
    { attempt: 3, seconds: 30 * 60 },
    { attempt: 4, seconds: 2 * 3600 },
    { attempt: 5, seconds: 5 * 3600 },
    { attempt: 6, seconds: 10 * 3600 },
    { attempt: 7, seconds: 14 * 3600 },
    { attempt: 8, seconds: 20 * 3600 },
    { attempt: 9, seconds: 24 * 3600 },
  ])('comes $seconds seconds after attempt $attempt fails', ({ attempt, seconds }) => {
    expect(gapSeconds({ attempt })).toBe(seconds);
  });

  it.each([10, 11, 400])('never comes after attempt %i: the message is parked', (attempt) => {
    expect(after({ attempt })).toEqual({ kind: 'parked', reason: 'LADDER_EXHAUSTED', endpointRed: false });
  });

  it.each([
    { jitter: 0, seconds: 240 },
    { jitter: 0.25, seconds: 270 },
    { jitter: 1, seconds: 360 },
  ])('is moved by up to a fifth: $jitter gives $seconds seconds', ({ jitter, seconds }) => {
    expect(gapSeconds({ attempt: 2, jitter })).toBe(seconds);
  });

  it.each([
    { status: 200, next: { kind: 'delivered' } },
    { status: 301, next: { kind: 'parked', reason: 'REDIRECTED', endpointRed: true } },
    { status: 401, next: { kind: 'parked', reason: 'CREDENTIALS_REFUSED', endpointRed: true } },
    { status: 410, next: { kind: 'endpoint-disabled', reason: 'GONE' } },
  ])('is not needed after $status', ({ status, next }) => {
    expect(after({ outcome: classifyOutcome({ status }) })).toEqual(next);
  });

  it.each([
    { case: 'the first attempt', change: { attempt: 1 }, retried: true },
    { case: 'the second attempt', change: { attempt: 2 }, retried: false },
    {
      case: 'the third after two network errors',
      change: { attempt: 3, rejectedBefore: false },
      retried: true,
    },
    { case: 'the third after a rejection', change: { attempt: 3, rejectedBefore: true }, retried: false },
  ])('follows a rejected message once: $case', ({ change, retried }) => {
    const parked = { kind: 'parked', reason: 'MESSAGE_REJECTED', endpointRed: false };
    expect(after({ outcome: rejected, ...change })).toMatchObject(retried ? { kind: 'retry' } : parked);
  });

  it.each([
    { case: 'longer than the rung', attempt: 1, retryAfterSeconds: 120, seconds: 120 },
    { case: 'shorter than the rung', attempt: 2, retryAfterSeconds: 10, seconds: 300 },
    { case: 'nothing', attempt: 1, retryAfterSeconds: 0, seconds: 5 },
    { case: 'exactly a day', attempt: 1, retryAfterSeconds: 86_400, seconds: 86_400 },
    { case: 'more than a day', attempt: 1, retryAfterSeconds: 999_999_999, seconds: 86_400 },
  ])('obeys a Retry-After of $case', ({ attempt, retryAfterSeconds, seconds }) => {
    expect(gapSeconds({ attempt, retryAfterSeconds })).toBe(seconds);
  });

  it.each([
    { case: 'a tenth of the time left', deadline: inHours(10), attempt: 5, seconds: 3600 },
    { case: 'the rung when that is shorter', deadline: inHours(10), attempt: 2, seconds: 300 },
    { case: 'five seconds when a tenth is less', deadline: now.add({ seconds: 20 }), attempt: 5, seconds: 5 },
    {
      case: 'five seconds in the last moment',
      deadline: now.add({ milliseconds: 1 }),
      attempt: 5,
      seconds: 5,
    },
    { case: 'the rung once the deadline is now', deadline: now, attempt: 5, seconds: 5 * 3600 },
    { case: 'the rung once the deadline has passed', deadline: inHours(-1), attempt: 5, seconds: 5 * 3600 },
  ])('waits, before a deadline, $case', ({ deadline, attempt, seconds }) => {
    expect(gapSeconds({ attempt, deadline })).toBe(seconds);
  });

  it('puts the deadline before what the receiver asks', () => {
    expect(gapSeconds({ deadline: inHours(1), retryAfterSeconds: 7200 })).toBe(360);
  });

  it.each([
    { case: 'attempt 0', change: { attempt: 0 } },
    { case: 'half an attempt', change: { attempt: 1.5 } },
    { case: 'jitter below 0', change: { jitter: -0.1 } },
    { case: 'jitter above 1', change: { jitter: 1.1 } },
    { case: 'jitter that is no number', change: { jitter: NaN } },
    { case: 'a negative Retry-After', change: { retryAfterSeconds: -1 } },
    { case: 'a Retry-After that is no number', change: { retryAfterSeconds: NaN } },
  ])('cannot be asked for with $case', ({ change }) => {
    expect(() => after(change)).toThrow(RangeError);
  });
});

describe('whatever happens', () => {
  const jitters = fc.double({ min: 0, max: 1, noNaN: true });
  const attempts = fc.integer({ min: 1, max: 9 });
  const waits = fc.option(fc.integer({ min: 0, max: 1_000_000_000 }), { nil: undefined });

  it('no gap is longer than a tenth of the time left, or five seconds', () => {
    const left = fc.integer({ min: 1, max: 90 * 24 * 3600 * 1000 });
    fc.assert(
      fc.property(attempts, jitters, waits, left, (attempt, jitter, wait, milliseconds) => {
        const next = after({
          attempt,
          jitter,
          deadline: now.add({ milliseconds }),
          ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
        });
        if (next.kind !== 'retry') throw new Error('attempts 1 to 9 are followed by another');
        const gap = next.at.epochMilliseconds - now.epochMilliseconds;
        expect(gap).toBeGreaterThan(0);
        expect(gap).toBeLessThanOrEqual(Math.max(milliseconds / 10, 5_000));
      }),
    );
  });

  it('without a deadline the gap is the rung give or take a fifth, or the day at most that was asked for', () => {
    fc.assert(
      fc.property(attempts, jitters, waits, (attempt, jitter, wait = 0) => {
        const asked = Math.min(wait, 86_400);
        const rung = (DELIVERY_LADDER[attempt] ?? NaN) / 1000;
        const gap = gapSeconds({ attempt, jitter, retryAfterSeconds: wait });
        expect(gap).toBeGreaterThanOrEqual(Math.max(rung * 0.8 - 0.001, asked));
        expect(gap).toBeLessThanOrEqual(Math.max(rung * 1.2, asked));
      }),
    );
  });

  it('a receiver that always fails gets ten attempts over three days or so, and then the message is parked', () => {
    fc.assert(
      fc.property(fc.array(jitters, { minLength: 10, maxLength: 10 }), (draws) => {
        let at = now;
        const ends = draws.map((jitter, index) => {
          const next = nextAttempt({ attempt: index + 1, outcome: failed, now: at, jitter });
          if (next.kind === 'retry') at = next.at;
          return next.kind;
        });
        expect(ends).toEqual([...Array<string>(9).fill('retry'), 'parked']);
        expect(now.until(at).total('hours')).toBeGreaterThan(75.5 * 0.8 - 0.1);
        expect(now.until(at).total('hours')).toBeLessThan(75.6 * 1.2 + 0.1);
      }),
    );
  });
});
