import { EngineUnavailableError } from '../../application/ports/engine.ts';
import { IdentityUnavailableError } from '../../application/ports/identity.ts';
import { CursorError, TableUnavailableError } from '../../application/ports/table.ts';
import { SealUnavailableError } from '../../application/seal.ts';
import type { Refusal, RefusalCode } from '../../application/refusal.ts';
import { COMMON_HEADERS } from './headers.ts';
import type { Response } from './response.ts';

/** The refusals of commands and queries, and those of HTTP itself. */
export type ProblemCode =
  | RefusalCode
  | 'NOT_AUTHENTICATED'
  | 'METHOD_NOT_ALLOWED'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'INTERNAL_ERROR';

/** One problem, for the API as problem+json and for an officer as a page. */
export interface Problem extends Pick<Refusal, 'detail' | 'fields' | 'current' | 'rule'> {
  readonly code: ProblemCode;
}

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** For the table of errors in docs/api.md. */
  readonly meaning: string;
}

/** Every problem there is, in order of status. */
export const PROBLEMS = {
  VALIDATION_FAILED: {
    status: 400,
    title: 'Something in the request is missing or wrong',
    meaning: '`fields` lists each field and what is wrong with it; unknown fields are refused by name',
  },
  NOT_AUTHENTICATED: {
    status: 401,
    title: 'Sign in first',
    meaning: 'no token, or one that is wrong or has expired',
  },
  NOT_PERMITTED: {
    status: 403,
    title: 'You may not do this',
    meaning: '`detail` gives the reason of the access rule',
  },
  NOT_FOUND: {
    status: 404,
    title: 'Not found',
    meaning: 'also where the caller may not know that something exists',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'This address does not allow this method',
    meaning: '`Allow` lists the methods that it takes',
  },
  CONFLICT: {
    status: 409,
    title: 'The record has changed',
    meaning: 'the journey, step or referral has changed since: `current` gives its state now',
  },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The body is too large', meaning: 'more than 256 KB' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Send JSON', meaning: 'send `application/json`' },
  IDEMPOTENCY_MISMATCH: {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    meaning: 'choose a new key for a new request',
  },
  RULE_REFUSED: {
    status: 422,
    title: 'A rule does not allow this',
    meaning: '`rule` names the rule and `detail` explains it in plain English',
  },
  INTERNAL_ERROR: {
    status: 500,
    title: 'Something went wrong on our side',
    meaning: 'a defect; it is in the log',
  },
  UNAVAILABLE: {
    status: 503,
    title: 'Try again soon',
    meaning: 'nothing was changed; `Retry-After` says when to try again',
  },
} as const satisfies Readonly<Record<ProblemCode, ProblemKind>>;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

/** Seconds after which a request that was answered UNAVAILABLE may be repeated. */
const RETRY_AFTER_SECONDS = '5';

/** Problem details (RFC 9457). */
export function problemResponse(
  { code, detail, fields, current, rule }: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status, title } = PROBLEMS[code];
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...COMMON_HEADERS,
      ...(code === 'NOT_AUTHENTICATED' && { 'www-authenticate': 'Bearer' }),
      ...(code === 'UNAVAILABLE' && { 'retry-after': RETRY_AFTER_SECONDS }),
      ...headers,
    },
    body: JSON.stringify({
      type: `urn:through-the-gate:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      title,
      status,
      detail,
      code,
      fields,
      current,
      rule,
    }),
  };
}

/** The problem for an unexpected error. The error's message may be about a person, and is never sent. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof CursorError) {
    const detail = 'This is not a cursor of this list. Start again without one.';
    return { code: 'VALIDATION_FAILED', detail, fields: [{ field: 'cursor', problem: detail }] };
  }
  const outage =
    error instanceof TableUnavailableError ||
    error instanceof EngineUnavailableError ||
    error instanceof IdentityUnavailableError ||
    error instanceof SealUnavailableError;
  return outage
    ? { code: 'UNAVAILABLE', detail: 'A service this depends on cannot be reached. Nothing was changed.' }
    : {
        code: 'INTERNAL_ERROR',
        detail: 'The error is in the log. A change is made as a whole or not at all.',
      };
}
