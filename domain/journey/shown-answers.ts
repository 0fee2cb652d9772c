import { sayDate } from '../law/say-date.ts';
import { stepEntry, type StepKind } from '../pathways/catalogue.ts';
import type { FormField } from '../pathways/form-field.ts';
import { serviceCalled } from '../pathways/support/services.ts';
import { agencyName, officerName, type Names } from './words.ts';

/** One part of an answer in words: "The person’s own score, from 0 to 10", "6". */
export interface ShownAnswer {
  readonly label: string;
  readonly value: string;
}

/** The parts of an answer that the entry of its kind shows, as its form names them, in the order of the entry. */
export function shownAnswers(
  kind: StepKind,
  details: Readonly<Record<string, unknown>>,
  names: Names,
): readonly ShownAnswer[] {
  const { shows = [], form } = stepEntry(kind);
  return shows.flatMap((name) => {
    const field = form.find((each) => each.name === name);
    const value = field && inWords(field, details[name], names);
    return field === undefined || value === undefined
      ? []
      : [{ label: field.label.replace(' (optional)', ''), value }];
  });
}

/** undefined for what was not answered. */
function inWords(field: FormField, value: unknown, names: Names): string | undefined {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const said = value.filter((each) => typeof each === 'string').map((id) => agencyName(id, names));
    return said.length === 0 ? undefined : said.join(', ');
  }
  if (typeof value !== 'string' || value === '') return undefined;
  switch (field.kind) {
    case 'radios':
    case 'select':
      return field.choices.find((choice) => choice.value === value)?.text ?? value;
    case 'officer':
      return officerName(value, names);
    case 'authority':
      return agencyName(value, names);
    case 'service':
      return serviceCalled(value)?.name ?? value;
    case 'date':
      return sayDate(value);
    default:
      return value;
  }
}

/** The agencies that an answer names, for whoever looks their names up. */
export function agenciesAnswered(
  kind: StepKind,
  details: Readonly<Record<string, unknown>>,
): readonly string[] {
  return stepEntry(kind).form.flatMap((field) => {
    if (field.kind !== 'authority' && field.kind !== 'authorities') return [];
    return [details[field.name]].flat().filter((id) => typeof id === 'string');
  });
}
