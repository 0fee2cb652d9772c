import type { HttpResponse } from '../http/http.ts';
import { REFUSAL_STATUS, type Refusal, type RefusalCode } from '../../application/refusal.ts';

/** Codes that only HTTP has a use for, with their status. */
const HTTP_STATUS = {
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL_ERROR: 500,
} as const;

export type ProblemCode = RefusalCode | keyof typeof HTTP_STATUS;

export const PROBLEM_STATUS = { ...REFUSAL_STATUS, ...HTTP_STATUS } as const satisfies Record<
  ProblemCode,
  number
>;

const TITLES: Readonly<Record<ProblemCode, string>> = {
  VALIDATION_FAILED: 'Something in the request is missing or wrong',
  NOT_AUTHENTICATED: 'Sign in first',
  NOT_PERMITTED: 'You may not do this',
  NOT_FOUND: 'There is nothing here',
  METHOD_NOT_ALLOWED: 'This cannot be done here',
  CONFLICT: 'Things have moved on',
  PAYLOAD_TOO_LARGE: 'The body is too large',
  UNSUPPORTED_MEDIA_TYPE: 'Send JSON',
  IDEMPOTENCY_MISMATCH: 'This Idempotency-Key was used for another request',
  RULE_REFUSED: 'A rule does not allow this',
  RATE_LIMITED: 'Too many requests',
  INTERNAL_ERROR: 'Something went wrong on our side',
  UNAVAILABLE: 'Try again soon',
};

/** Seconds after which an answer of UNAVAILABLE is worth another try. */
const RETRY_AFTER_SECONDS = '5';

export const COMMON_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Problem details (RFC 9457). `fields`, `current` and `rule` are there when the refusal has them. */
export function problem(
  code: ProblemCode,
  detail: string,
  more: Pick<Refusal, 'fields' | 'current' | 'rule'> = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const status = PROBLEM_STATUS[code];
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
      title: TITLES[code],
      status,
      detail,
      code,
      ...(more.fields && { fields: more.fields }),
      ...(more.current && { current: more.current }),
      ...(more.rule !== undefined && { rule: more.rule }),
    }),
  };
}

export function refusalProblem({ code, detail, fields, current, rule }: Refusal): HttpResponse {
  return problem(code, detail, {
    ...(fields && { fields }),
    ...(current && { current }),
    ...(rule !== undefined && { rule }),
  });
}

export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...COMMON_HEADERS, ...headers },
    body: JSON.stringify(body),
  };
}
