import { hasHiddenCharacters, hasHiddenCharactersInText, HIDDEN_PROBLEM } from '../domain/record/text.ts';
import type { Json } from './ports/table.ts';

/** Why a use case refuses; `web/http/problem.ts` has the HTTP status of each. */
export const REFUSAL_CODES = [
  'VALIDATION_FAILED',
  'NOT_PERMITTED',
  'NOT_FOUND',
  'CONFLICT',
  'IDEMPOTENCY_MISMATCH',
  'RULE_REFUSED',
  'UNAVAILABLE',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** An expected refusal, in plain English. Nothing was written. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly fields?: readonly FieldProblem[];
  /** For a conflict: the current state. */
  readonly current?: { readonly [name: string]: Json | undefined };
  /** For a refused rule: the rule. */
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

/** Refuses text with characters that nobody can see; line breaks are ordinary. */
export function refuseHiddenText(field: string, text: string | undefined): Refusal | undefined {
  if (text === undefined || !hasHiddenCharactersInText(text)) return undefined;
  return refuse('VALIDATION_FAILED', HIDDEN_PROBLEM, { fields: [{ field, problem: HIDDEN_PROBLEM }] });
}

/** The same for one line of text. */
export function refuseHiddenLine(field: string, line: string | undefined): Refusal | undefined {
  if (line === undefined || !hasHiddenCharacters(line)) return undefined;
  return refuse('VALIDATION_FAILED', HIDDEN_PROBLEM, { fields: [{ field, problem: HIDDEN_PROBLEM }] });
}
