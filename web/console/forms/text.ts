import type { FieldProblem } from '../../../application/refusal.ts';
import { TOO_LONG } from '../../../domain/pathways/form-field.ts';

const LONGEST_TEXT = 2_000;

/** What was typed in a field of several lines. A browser ends a line with CR and LF; the record keeps LF. */
export function textOf(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? '').trim().replaceAll('\r\n', '\n');
}

export function textProblems(
  field: string,
  text: string,
  missing: string,
  tooLong = TOO_LONG,
): readonly FieldProblem[] {
  if (text === '') return [{ field, problem: missing }];
  return text.length > LONGEST_TEXT ? [{ field, problem: tooLong }] : [];
}

/** The same for a reason. */
export function reasonProblems(text: string, field = 'reason'): readonly FieldProblem[] {
  return textProblems(field, text, 'Enter a reason', `${TOO_LONG} for the reason`);
}
