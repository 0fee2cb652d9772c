import type { FieldProblem } from '../../application/refusal.ts';
import { stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import { PARTS, readDate } from './forms/date-input.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';
import { HIDDEN_PROBLEM } from '../../domain/record/text.ts';

export type Details = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * The details a posted form gives for a kind of step. Left empty is left out; what they must be is for the kind's
 * own schema to say.
 */
export function readStepDetails(kind: StepKind, form: URLSearchParams): Details {
  return readFields(stepEntry(kind).form, form);
}

export function readFields(fields: readonly FormField[], form: URLSearchParams): Details {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = readField(field, form);
      return value === undefined ? [] : [[field.name, value] as const];
    }),
  );
}

function readField(field: FormField, form: URLSearchParams): Details[string] | undefined {
  const text = (form.get(field.name) ?? '').trim();
  switch (field.kind) {
    case 'checkbox':
      return text === 'yes';
    case 'date': {
      const read = readDate(form, field.name, field.label);
      const typed = PARTS.some((part) => (form.get(`${field.name}-${part}`) ?? '').trim() !== '');
      return typed ? (read.ok ? read.date : '') : undefined;
    }
    case 'number':
      return text === '' ? undefined : /^\d{1,6}$/.test(text) ? Number(text) : text;
    case 'authorities': {
      const chosen = choicesOf(field.name, field.most)
        .map((name) => form.get(name) ?? '')
        .filter((id) => id !== '');
      return chosen.length === 0 ? undefined : chosen;
    }
    default:
      // A browser sends lines ended with CR and LF; the record keeps LF.
      return text === '' ? undefined : text.replaceAll('\r\n', '\n');
  }
}

/** Names of the fields that together give a list in order of choice. */
export function choicesOf(name: string, most: number): readonly string[] {
  return Array.from({ length: most }, (_, index) => `${name}-${index + 1}`);
}

/** What the form itself can see is wrong before anyone else is asked: an authority chosen twice. */
export function problemsSeen(kind: StepKind, details: Details): readonly FieldProblem[] {
  return stepEntry(kind).form.flatMap((field) => {
    const value = details[field.name];
    const twice = Array.isArray(value) && new Set(value).size < value.length;
    return twice ? [{ field: field.name, problem: 'Choose each local housing authority only once' }] : [];
  });
}

/** Details that the kind's own schema does not take, in the form's words. The command checks them again. */
export function unfitDetails(kind: StepKind, details: Details): readonly FieldProblem[] {
  const { form, details: schema } = stepEntry(kind);
  const read = schema.safeParse(details);
  if (read.success) return [];
  return read.error.issues.map(({ path: [first], message }) => {
    const field = String(first ?? 'outcome');
    // A form's own words are about what is missing or too long, which does not help with what nobody can see.
    if (message === HIDDEN_PROBLEM) return { field, problem: message };
    return { field, problem: form.find(({ name }) => name === field)?.problem ?? message };
  });
}

/** A refusal's problems on the fields of the form: `details.reason` is the field `reason`. */
export function onFormFields(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.map(({ field, problem }) => {
    const [, name = field] = /^details\.([^.]+)/.exec(field) ?? [];
    return { field: name, problem };
  });
}
