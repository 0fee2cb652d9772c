import type { NewJourney } from '../../../application/begin-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { dateTypeName } from '../../../domain/law/date-type-names.ts';
import { shortTermWords } from '../../../domain/law/release-day-explanation.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { earliestReleaseAccepted } from '../../../domain/pathways/licence-and-release-date/date-order.ts';
import { whatBegan, type CustodyKind } from '../../../domain/record/sentence.ts';
import { DATE_TYPE_ITEMS, isDateType } from '../date-types.ts';
import type { AnswerRow } from '../draw-step-form.ts';
import type { SignedInRequest } from '../page-request.ts';
import { dateItems, isTyped, readDate } from './date-input.ts';

/** The fields of a sentence, for the pages that start a journey and that record a sentence. */

const KIND_TITLES: Readonly<Record<CustodyKind, string>> = {
  DETERMINATE: 'A sentence of a set length',
  RECALL: 'After a recall',
  PAROLE_BOARD: 'By decision of the Parole Board',
  INDETERMINATE: 'A life or other indeterminate sentence',
  HDC: 'On home detention curfew',
  REMAND: 'None yet: the person is on remand',
};

const KINDS = Object.keys(KIND_TITLES) as CustodyKind[];

/** Reads one field at a time, and collects the problems in the order in which they are read. */
export class FieldReader {
  readonly problems: FieldProblem[] = [];
  readonly #form: URLSearchParams;

  constructor(form: URLSearchParams) {
    this.#form = form;
  }

  wrong(field: string, problem: string): void {
    this.problems.push({ field, problem });
  }

  typed(field: string): string {
    return (this.#form.get(field) ?? '').trim();
  }

  text(field: string, problem: string): string {
    const given = this.typed(field);
    if (given === '' || given.length > 100) this.wrong(field, problem);
    return given;
  }

  date(field: string, called: string): IsoDate {
    const read = readDate(this.#form, field, called);
    if (!read.ok) this.problems.push(read.problem);
    return read.ok ? read.date : '';
  }

  dateIfTyped(field: string, called: string): IsoDate | undefined {
    return isTyped(this.#form, field) ? this.date(field, called) : undefined;
  }

  days(field: string, problem: string): number | undefined {
    const given = this.typed(field);
    if (given !== '' && !/^[1-9]\d{0,4}$/.test(given)) this.wrong(field, problem);
    return given === '' ? undefined : Number(given);
  }
}

/** A sentence, or a remand, with the date given with it; undefined where the kind is not one of those offered. */
export function readSentence<K extends CustodyKind>(
  reader: FieldReader,
  offered: readonly K[],
):
  | {
      readonly sentence: Omit<NewJourney['sentence'], 'releaseKind'> & { readonly releaseKind: K };
      readonly release?: NonNullable<NewJourney['release']>;
    }
  | undefined {
  const releaseKind = offered.find((kind) => kind === reader.typed('releaseKind'));
  const startDate = reader.date('startDate', `The day the ${whatBegan({ releaseKind })} began`);
  if (releaseKind === undefined) reader.wrong('releaseKind', 'Choose the kind of release');
  const lengthDays = reader.days('lengthDays', 'The whole term must be a number of days');
  const earlierDaysServed = reader.days('earlierDaysServed', 'Days served before must be a number of days');
  const supervisionEndsOn = reader.dateIfTyped('supervisionEndsOn', 'The end of supervision');
  const release = readRelease(reader);
  if (releaseKind === undefined) return undefined;
  return {
    sentence: {
      startDate,
      releaseKind,
      ...(supervisionEndsOn !== undefined && { supervisionEndsOn }),
      ...(lengthDays !== undefined && { lengthDays }),
      ...(releaseKind === 'RECALL' && earlierDaysServed !== undefined && { earlierDaysServed }),
    },
    ...(release !== undefined && { release }),
  };
}

/** The date and its type: both, or neither where none is known. */
function readRelease(reader: FieldReader): NewJourney['release'] {
  const dateType = reader.typed('dateType');
  const date =
    dateType === ''
      ? reader.dateIfTyped('releaseDate', 'The release date')
      : reader.date('releaseDate', 'The release date');
  if (date === undefined) return undefined;
  if (isDateType(dateType)) return { date, dateType };
  reader.wrong('dateType', 'Choose which date it is');
  return undefined;
}

/** What the view of the fields is given, with what was typed. */
export function sentenceFields(
  { form, services, today }: SignedInRequest,
  offered: readonly CustodyKind[] = KINDS,
): Readonly<Record<string, unknown>> {
  return {
    values: Object.fromEntries(form),
    dates: Object.fromEntries([...DATES].map((name) => [name, dateItems(form, name)])),
    releaseKinds: KINDS.filter((kind) => offered.includes(kind)).map((value) => ({
      value,
      text: KIND_TITLES[value],
    })),
    dateTypes: DATE_TYPE_ITEMS,
    earliestRelease: sayDate(earliestReleaseAccepted(today, services.law)),
    shortTerm: shortTermWords(services.law.on(today)),
  };
}

export function sentenceAnswers({
  sentence,
  release,
}: Pick<NewJourney, 'sentence' | 'release'>): readonly AnswerRow[] {
  if (sentence.releaseKind === 'REMAND') {
    return [
      { key: 'On remand from', value: sayDate(sentence.startDate) },
      { key: 'Kind of release', value: KIND_TITLES.REMAND },
    ];
  }
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Sentence began', sayDate(sentence.startDate)],
    ['Kind of release', KIND_TITLES[sentence.releaseKind]],
    ['Whole term in days', sentence.lengthDays?.toString()],
    ['Days served before recall', sentence.earlierDaysServed?.toString()],
    [
      'Date given',
      release ? `${sayDate(release.date)}, the ${dateTypeName(release.dateType)}` : 'Not known yet',
    ],
    ['Supervision ends', sentence.supervisionEndsOn ? sayDate(sentence.supervisionEndsOn) : 'Not known'],
  ];
  return rows.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
}

/** The command names nested fields; the form's are flat. */
export function fieldOfRefusal({ field, problem }: FieldProblem): FieldProblem {
  const last = field.split('.').at(-1) ?? field;
  return { field: field === 'release.date' ? 'releaseDate' : last, problem };
}

const DATES = new Set(['dateOfBirth', 'startDate', 'releaseDate', 'supervisionEndsOn']);

/** The id of the element a problem links to: the first part of a date. */
export function elementOfSentence(field: string): string {
  return DATES.has(field) ? `${field}-day` : field;
}
