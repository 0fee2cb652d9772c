import type { Json } from './ports/table.ts';

/** The codes of problem+json errors; see docs/api.md for which status each has. */
export const REFUSAL_STATUS = {
  VALIDATION_FAILED: 400,
  NOT_AUTHENTICATED: 401,
  NOT_PERMITTED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  IDEMPOTENCY_MISMATCH: 422,
  RULE_REFUSED: 422,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
} as const;
export type RefusalCode = keyof typeof REFUSAL_STATUS;

export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** An expected "no", in plain English. Nothing was written. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly fields?: readonly FieldProblem[];
  /** For a conflict: how things stand now. */
  readonly current?: { readonly [name: string]: Json | undefined };
  /** For a refused rule: which one. */
  readonly rule?: string;
}

export interface Done<T> {
  readonly ok: true;
  readonly value: T;
}

export type Result<T> = Done<T> | Refusal;

export function done<T>(value: T): Done<T> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  detail: string,
  more: Omit<Refusal, 'ok' | 'code' | 'detail'> = {},
): Refusal {
  return { ok: false, code, detail, ...more };
}
