import { isWelshCouncil } from '../../domain/pathways/accommodation/welsh-council.ts';
import { servicesFor, serviceCalled, type RoutedPerson } from '../../domain/pathways/support/services.ts';
import type { OpenStepView } from '../../application/queries/journey-views.ts';
import { dateItems, readDate } from './forms/date-input.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { Problems } from './forms/problems.ts';
import { outcomeLabel } from '../../domain/journey/words.ts';
import { choicesOf } from './read-step-form.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import type { Choice, FormField } from '../../domain/pathways/form-field.ts';
import type { Head } from '../../domain/record/head.ts';
import { officerChoices } from './officer-choices.ts';
import type { SignedInRequest } from './page-request.ts';

/** The person whom a form is about. */
type FormPerson = RoutedPerson & Pick<Head, 'prison'>;

/** A field for its view, with the typed text. */
interface DrawnField {
  readonly kind: FormField['kind'];
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly problem?: { readonly text: string };
  readonly dateItems: ReturnType<typeof dateItems>;
  /** The parts of an ordered list. */
  readonly parts: readonly { readonly name: string; readonly label: string; readonly value: string }[];
}

const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth'];

export async function drawFields(
  request: SignedInRequest,
  fields: readonly FormField[],
  problemOf: Problems['problemOf'],
  person?: FormPerson,
): Promise<readonly DrawnField[]> {
  return Promise.all(
    fields.map(async (field) => {
      const problem = problemOf[field.name];
      return {
        kind: field.kind,
        name: field.name,
        label: field.label,
        value: request.form.get(field.name) ?? '',
        choices: await choicesFor(field, request, person),
        parts: partsOf(field, request.form),
        dateItems: field.kind === 'date' ? dateItems(request.form, field.name) : [],
        ...(field.hint !== undefined && { hint: field.hint }),
        ...(problem && { problem }),
      };
    }),
  );
}

/** The id of the element that a problem with a field links to. */
export function firstIdOf(fields: readonly FormField[], field: string): string {
  const drawn = fields.find(({ name }) => name === field);
  if (drawn?.kind === 'date') return `${field}-day`;
  return drawn?.kind === 'authorities' ? `${field}-1` : field;
}

/** A line of a list of answers. */
export interface AnswerRow {
  readonly key: string;
  readonly value: string;
}

/** The answers in words, for the check page and the conflict page. */
export async function answersGiven(
  request: SignedInRequest,
  step: Pick<OpenStepView, 'kind'>,
): Promise<readonly AnswerRow[]> {
  const outcome = request.form.get('outcome');
  return [
    { key: 'Answer', value: outcome === null ? '' : outcomeLabel(step.kind, outcome) },
    ...(await fieldsGiven(request, stepEntry(step.kind).form)),
  ].filter(({ value }) => value !== '');
}

/** What was typed into the fields of a form, in words. */
export async function fieldsGiven(
  request: SignedInRequest,
  fields: readonly FormField[],
): Promise<readonly AnswerRow[]> {
  const { form } = request;
  const given = await Promise.all(
    fields.map(async (field) => {
      if (field.kind === 'date') {
        const read = readDate(form, field.name, field.label);
        return { key: field.label.replace(' (optional)', ''), value: read.ok ? sayDate(read.date) : '' };
      }
      const choices = await choicesFor(field, request);
      const names = field.kind === 'authorities' ? choicesOf(field.name, field.most) : [field.name];
      const values = names.map((name) => form.get(name) ?? '').filter((value) => value !== '');
      const said = values.map((value) => choices.find((choice) => choice.value === value)?.text ?? value);
      return {
        key: field.label.replace(' (optional)', ''),
        value: field.kind === 'checkbox' && said.length > 0 ? 'Yes' : said.join(', '),
      };
    }),
  );
  return given.filter(({ value }) => value !== '');
}

/** Everything typed, as hidden fields of the check page. */
export function typedFields(
  form: URLSearchParams,
): readonly { readonly name: string; readonly value: string }[] {
  const ours = new Set(['_csrf', 'expectedVersion', 'formVersion', 'seenFacts', 'submission', 'action']);
  return [...form].flatMap(([name, value]) => (ours.has(name) ? [] : [{ name, value }]));
}

async function choicesFor(
  field: FormField,
  { directory, form, services, today }: SignedInRequest,
  person?: FormPerson,
): Promise<readonly Choice[]> {
  switch (field.kind) {
    case 'service': {
      const chosen = serviceCalled(form.get(field.name) ?? '');
      const offered = person && servicesFor(person, field.pathway, today, services.law);
      return (offered ?? (chosen ? [chosen] : [])).map(({ id, name }) => ({ value: id, text: name }));
    }
    case 'radios':
    case 'select':
      return field.choices;
    case 'officer': {
      const staff = await directory.staff();
      const doIt = staff.filter(({ duties, left }) => left === undefined && duties.includes(field.duty));
      return person === undefined
        ? doIt.map(({ id, name }) => ({ value: id, text: name }))
        : officerChoices(doIt, field.duty, person);
    }
    case 'authority':
    case 'authorities': {
      const agencies = await directory.agencies();
      return agencies
        .filter((agency) => agency.services.includes('DTR') && !isWelshCouncil(agency))
        .map(({ id, name }) => ({ value: id, text: name }));
    }
    default:
      return [];
  }
}

function partsOf(field: FormField, form: URLSearchParams): DrawnField['parts'] {
  if (field.kind !== 'authorities') return [];
  return choicesOf(field.name, field.most).map((name, index) => ({
    name,
    label: `${ORDINALS[index] ?? ''} choice`,
    value: form.get(name) ?? '',
  }));
}
