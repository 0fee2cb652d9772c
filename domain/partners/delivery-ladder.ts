import type { Temporal } from 'temporal-polyfill';
import type { ParkReason } from '../record/park-reason.ts';

/**
 * When a message to a partner agency is tried again, and when it is set aside for a person to see.
 * Source: partner delivery policy (ladder, status codes, deadline-awareness).
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds before each attempt, counted from the failure of the one before it; the first goes at once. */
export const DELIVERY_LADDER: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

const JITTER = 0.2;
const LONGEST_RETRY_AFTER = 24 * HOUR;
const SHARE_OF_TIME_LEFT = 10;
const SHORTEST_DEADLINE_GAP = 5 * SECOND;

/** The result of one attempt. Exactly one of the fields is given. */
export interface AttemptObservation {
  readonly status?: number;
  /** A code such as ECONNRESET: no status was received. */
  readonly networkError?: string;
  /** No answer in time; the message may or may not have arrived. */
  readonly timedOut?: boolean;
  /** The endpoint's address is not one we may call. */
  readonly refused?: string;
}

export type RetryReason =
  'NETWORK_ERROR' | 'TIMED_OUT' | 'RECEIVER_BUSY' | 'RECEIVER_FAILED' | 'UNEXPECTED_STATUS';

export type OutcomeClass =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly reason: RetryReason }
  | { readonly kind: 'retry-once'; readonly reason: 'MESSAGE_REJECTED' }
  | { readonly kind: 'park'; readonly reason: ParkReason; readonly endpointRed: boolean }
  | { readonly kind: 'disable-endpoint'; readonly reason: 'GONE' };

export type NextAttempt =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly at: Temporal.Instant }
  /** `endpointRed`: show the endpoint as failing until somebody repairs it. */
  | { readonly kind: 'parked'; readonly reason: ParkReason; readonly endpointRed: boolean }
  | { readonly kind: 'endpoint-disabled'; readonly reason: 'GONE' };

/** Sorts an attempt into the next action. An unlisted status is tried again. */
export function classifyOutcome(observed: AttemptObservation): OutcomeClass {
  if (observed.refused !== undefined) return { kind: 'park', reason: 'ADDRESS_REFUSED', endpointRed: true };
  if (observed.timedOut === true) return { kind: 'retry', reason: 'TIMED_OUT' };
  if (observed.status === undefined) return { kind: 'retry', reason: 'NETWORK_ERROR' };
  return classifyStatus(observed.status);
}

function classifyStatus(status: number): OutcomeClass {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status >= 300 && status < 400) return { kind: 'park', reason: 'REDIRECTED', endpointRed: true };
  if (status >= 500 && status < 600) return { kind: 'retry', reason: 'RECEIVER_FAILED' };
  switch (status) {
    case 400:
    case 415:
    case 422:
      return { kind: 'retry-once', reason: 'MESSAGE_REJECTED' };
    case 401:
    case 403:
      return { kind: 'park', reason: 'CREDENTIALS_REFUSED', endpointRed: true };
    case 408:
    case 425:
    case 429:
      return { kind: 'retry', reason: 'RECEIVER_BUSY' };
    case 410:
      return { kind: 'disable-endpoint', reason: 'GONE' };
    default:
      return { kind: 'retry', reason: 'UNEXPECTED_STATUS' };
  }
}

export interface NextAttemptInput {
  /** The attempt that has just ended, counted from 1. */
  readonly attempt: number;
  readonly outcome: OutcomeClass;
  readonly now: Temporal.Instant;
  /** Of the step the message is for. */
  readonly deadline?: Temporal.Instant;
  /** What the receiver asked for; obeyed up to 24 hours, and less where the deadline leaves less. */
  readonly retryAfterSeconds?: number;
  /** A random number from 0 to 1: a fifth earlier to a fifth later. */
  readonly jitter: number;
  /** Has an earlier attempt been rejected with 400, 415 or 422? When not known, any attempt after the first counts so. */
  readonly rejectedBefore?: boolean;
}

/** What follows an attempt. @throws RangeError for an attempt below 1, a jitter outside 0 to 1 or a negative wait. */
export function nextAttempt(input: NextAttemptInput): NextAttempt {
  requireValid(input);
  const { outcome } = input;
  switch (outcome.kind) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'disable-endpoint':
      return { kind: 'endpoint-disabled', reason: outcome.reason };
    case 'park':
      return { kind: 'parked', reason: outcome.reason, endpointRed: outcome.endpointRed };
    case 'retry-once':
      return (input.rejectedBefore ?? input.attempt > 1)
        ? { kind: 'parked', reason: outcome.reason, endpointRed: false }
        : climb(input);
    case 'retry':
      return climb(input);
  }
}

function climb(input: NextAttemptInput): NextAttempt {
  const rung = DELIVERY_LADDER[input.attempt];
  if (rung === undefined) return { kind: 'parked', reason: 'LADDER_EXHAUSTED', endpointRed: false };
  const jittered = rung * (1 + JITTER * (2 * input.jitter - 1));
  const asked = Math.min((input.retryAfterSeconds ?? 0) * SECOND, LONGEST_RETRY_AFTER);
  const gap = Math.min(Math.max(jittered, asked), longestGap(input));
  return { kind: 'retry', at: input.now.add({ milliseconds: Math.floor(gap) }) };
}

/** After the deadline the officer knows already, so the plain ladder continues. */
function longestGap({ now, deadline }: NextAttemptInput): number {
  if (deadline === undefined) return Infinity;
  const left = deadline.epochMilliseconds - now.epochMilliseconds;
  return left <= 0 ? Infinity : Math.max(left / SHARE_OF_TIME_LEFT, SHORTEST_DEADLINE_GAP);
}

function requireValid({ attempt, jitter, retryAfterSeconds }: NextAttemptInput): void {
  if (!Number.isInteger(attempt) || attempt < 1) throw new RangeError('Attempts are counted from 1');
  if (!(jitter >= 0 && jitter <= 1)) throw new RangeError('Jitter is a number from 0 to 1');
  if (retryAfterSeconds !== undefined && !(retryAfterSeconds >= 0))
    throw new RangeError('Retry-After is not negative');
}
