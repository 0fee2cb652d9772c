import type { NewJourney } from '../../../application/begin-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { wrongSentence } from '../../../application/wrong-sentence.ts';
import { isPrisonNumber } from '../../../domain/record/identifiers.ts';
import type { ReleaseKind } from '../../../domain/law/release-day.ts';
import type { Law } from '../../../domain/law/law.ts';
import { SEXES, TIERS } from '../../../domain/record/characteristics.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { isDateType } from '../date-types.ts';
import { PRISONS, type Place } from '../directory.ts';
import { isTyped, readDate } from './date-input.ts';

export const RELEASE_KINDS: Readonly<Record<ReleaseKind, string>> = {
  DETERMINATE: 'A sentence of a set length',
  RECALL: 'After a recall',
  PAROLE_BOARD: 'By decision of the Parole Board',
  INDETERMINATE: 'A life or other indeterminate sentence',
  HDC: 'On home detention curfew',
};

export type ReadNewJourney =
  | { readonly ok: true; readonly journey: NewJourney }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Reads the form of a new journey, with every problem in the order of the page. */
export function readNewJourney(
  form: URLSearchParams,
  prisons: readonly Place[],
  today: IsoDate,
  law: Law,
): ReadNewJourney {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, problem: string): void => {
    problems.push({ field, problem });
  };
  const text = (field: string, problem: string): string => {
    const given = (form.get(field) ?? '').trim();
    if (given === '' || given.length > 100) wrong(field, problem);
    return given;
  };
  const date = (field: string, called: string): IsoDate => {
    const read = readDate(form, field, called);
    if (!read.ok) problems.push(read.problem);
    return read.ok ? read.date : '';
  };
  const dateIfTyped = (field: string, called: string): IsoDate | undefined =>
    isTyped(form, field) ? date(field, called) : undefined;
  const days = (field: string, problem: string): number | undefined => {
    const given = (form.get(field) ?? '').trim();
    if (given !== '' && !/^[1-9]\d{0,4}$/.test(given)) wrong(field, problem);
    return given === '' ? undefined : Number(given);
  };

  const firstName = text('firstName', 'Enter the first name');
  const lastName = text('lastName', 'Enter the last name');
  const prisonNumber = (form.get('prisonNumber') ?? '').trim().toUpperCase();
  if (!isPrisonNumber(prisonNumber)) wrong('prisonNumber', 'Enter the prison number, like A1234BC');
  const dateOfBirth = date('dateOfBirth', 'The date of birth');
  const sex = SEXES.find((each) => each === form.get('sex'));
  if (sex === undefined) wrong('sex', 'Choose the sex');
  const tier = TIERS.find((each) => each === form.get('tier'));
  if (tier === undefined && (form.get('tier') ?? '') !== '') wrong('tier', 'Choose the tier from the list');
  const prison = prisons.find(({ id }) => id === form.get('prison'))?.id;
  const region = PRISONS.find(({ id }) => id === prison)?.region;
  if (region === undefined) wrong('prison', 'Choose the prison');
  const startDate = date('startDate', 'The day the sentence began');
  const releaseKind = kindOf(form.get('releaseKind'));
  if (releaseKind === undefined) wrong('releaseKind', 'Choose the kind of release');
  const lengthDays = days('lengthDays', 'The whole term must be a number of days');
  const earlierDaysServed = days('earlierDaysServed', 'Days served before must be a number of days');
  const release = releaseIn(form, { date, wrong });
  const supervisionEndsOn = dateIfTyped('supervisionEndsOn', 'The end of supervision');

  if (problems.length > 0 || prison === undefined || region === undefined || releaseKind === undefined)
    return { ok: false, problems };
  const journey = {
    prisonNumber,
    firstName,
    lastName,
    dateOfBirth,
    ...(sex !== undefined && { sex }),
    ...(tier !== undefined && { tier }),
    prison,
    region,
    sentence: {
      startDate,
      releaseKind,
      ...(supervisionEndsOn !== undefined && { supervisionEndsOn }),
      ...(lengthDays !== undefined && { lengthDays }),
      ...(releaseKind === 'RECALL' && earlierDaysServed !== undefined && { earlierDaysServed }),
    },
    ...(release !== undefined && { release }),
  };
  const unordered = wrongSentence(journey, today, law);
  return unordered === undefined
    ? { ok: true, journey }
    : { ok: false, problems: [fieldOfRefusal(unordered)] };
}

/** The date and its type: both, or neither where none is known. */
function releaseIn(
  form: URLSearchParams,
  {
    date,
    wrong,
  }: {
    readonly date: (field: string, called: string) => IsoDate;
    readonly wrong: (field: string, problem: string) => void;
  },
): NewJourney['release'] {
  const dateType = form.get('dateType') ?? '';
  if (dateType === '' && !isTyped(form, 'releaseDate')) return undefined;
  const read = date('releaseDate', 'The release date');
  if (isDateType(dateType)) return { date: read, dateType };
  wrong('dateType', 'Choose which date it is');
  return undefined;
}

/** The command names nested fields; the form's are flat. */
export function fieldOfRefusal({ field, problem }: FieldProblem): FieldProblem {
  const last = field.split('.').at(-1) ?? field;
  return { field: field === 'release.date' ? 'releaseDate' : last, problem };
}

const DATES = new Set(['dateOfBirth', 'startDate', 'releaseDate', 'supervisionEndsOn']);

/** The id of the element a problem links to: the first part of a date. */
export function elementOfNewJourney(field: string): string {
  return DATES.has(field) ? `${field}-day` : field;
}

function kindOf(text: string | null): ReleaseKind | undefined {
  return (Object.keys(RELEASE_KINDS) as ReleaseKind[]).find((kind) => kind === text);
}
