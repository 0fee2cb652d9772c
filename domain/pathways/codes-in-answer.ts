import type { FormField } from './form-field.ts';
import type { StepDetails, StepEntry } from './step-entry.ts';

/**
 * The details of an answer that are codes, dates, ids or numbers, as the form of its entry says. A text is none of them,
 * and neither is a detail that the form does not have: a fact keeps those apart.
 */
export function codesIn({ form }: Pick<StepEntry, 'form'>, details: StepDetails): readonly string[] {
  return form.filter((field) => isCoded(field, details[field.name])).map(({ name }) => name);
}

function isCoded(field: FormField, value: StepDetails[string]): boolean {
  switch (field.kind) {
    case 'text':
    case 'textarea':
      return false;
    case 'radios':
    case 'select':
      return field.choices.some((choice) => choice.value === value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'number':
      return typeof value === 'number';
    case 'checkbox':
      return typeof value === 'boolean';
    case 'officer':
    case 'service':
    case 'authority':
      return isId(value);
    case 'authorities':
      return typeof value === 'object' && value.every(isId);
  }
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9.-]{2,60}$/.test(value);
}
