import { capitalised } from '../../../domain/law/capitalised.ts';
import { Temporal } from 'temporal-polyfill';
import type { FieldProblem } from '../../../application/refusal.ts';
import type { IsoDate } from '../../../domain/law/time.ts';

export type ReadDate =
  { readonly ok: true; readonly date: IsoDate } | { readonly ok: false; readonly problem: FieldProblem };

export const PARTS = ['day', 'month', 'year'] as const;

/**
 * Reads a date from three fields, `<name>-day`, `-month` and `-year`.
 * @param called the date's name, at the start of the error message: "The release date".
 */
export function readDate(form: URLSearchParams, name: string, called: string): ReadDate {
  const given = PARTS.map((part) => (form.get(`${name}-${part}`) ?? '').trim());
  const missing = PARTS.filter((_, index) => given[index] === '');
  if (missing.length === PARTS.length) return wrong(name, `Enter ${lowerFirst(called)}`);
  if (missing.length > 0) return wrong(name, `${called} must include a ${missing.join(' and a ')}`);
  const [day, month, year] = given.map((text) => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN));
  if (!Number.isInteger(day) || !Number.isInteger(month) || !Number.isInteger(year))
    return wrong(name, `${called} must be made of numbers, like 23 12 2026`);
  if (given[2]?.length !== 4) return wrong(name, `The year of ${lowerFirst(called)} must have 4 numbers`);
  try {
    const fields = { day: Number(day), month: Number(month), year: Number(year) };
    return { ok: true, date: Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString() };
  } catch {
    return wrong(name, `${called} must be a real date`);
  }
}

/** Whether any part of a date was typed. */
export function isTyped(form: URLSearchParams, name: string): boolean {
  return PARTS.some((part) => (form.get(`${name}-${part}`) ?? '').trim() !== '');
}

/** The typed text, to show again. */
export function dateItems(
  form: URLSearchParams,
  name: string,
): readonly {
  readonly name: string;
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly classes: string;
}[] {
  return PARTS.map((part) => ({
    id: `${name}-${part}`,
    name: `${name}-${part}`,
    label: capitalised(part),
    value: form.get(`${name}-${part}`) ?? '',
    classes: part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
  }));
}

function wrong(field: string, problem: string): ReadDate {
  return { ok: false, problem: { field, problem } };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
