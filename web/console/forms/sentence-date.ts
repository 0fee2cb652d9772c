import type { DateGiven } from '../../../application/commands/set-release-date.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { dateTypeTitle } from '../../../domain/law/date-type-names.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { EARLY_GROUNDS } from '../../../domain/record/early-grounds.ts';
import { DATE_SOURCES } from '../../../domain/record/sentence-dates.ts';
import { DATE_TYPE_ITEMS, isDateType } from '../date-types.ts';
import type { AnswerRow } from '../draw-step-form.ts';
import { GROUND_TITLES, SOURCE_TITLES } from '../release-words.ts';
import { dateItems, readDate } from './date-input.ts';
import type { Read } from './problems.ts';

/** The fields of a date of the sentence, for the pages that record one and that preview one. */

export type SentenceDateGiven = DateGiven & Required<Pick<DateGiven, 'source'>>;

/** Reads the fields; the use case checks the date against the others. */
export function readSentenceDate(form: URLSearchParams): Read<SentenceDateGiven> {
  const read = readDate(form, 'date', 'The release date');
  const dateType = form.get('dateType') ?? '';
  const source = DATE_SOURCES.find((each) => each === form.get('source'));
  const ground = EARLY_GROUNDS.find((each) => each === form.get('ground'));
  const problems = [
    ...(read.ok ? [] : [read.problem]),
    ...(isDateType(dateType) ? [] : [{ field: 'dateType', problem: 'Choose which date it is' }]),
    ...(source === undefined ? [{ field: 'source', problem: 'Choose where the date comes from' }] : []),
  ];
  if (problems.length > 0 || !read.ok || !isDateType(dateType) || source === undefined)
    return { ok: false, problems };
  const given = { date: read.date, dateType, source, ...(ground !== undefined && { ground }) };
  return { ok: true, given };
}

/** What the view of the fields is given, with what was typed. */
export function sentenceDateFields(
  form: URLSearchParams,
  { release }: JourneyView,
): Readonly<Record<string, unknown>> {
  return {
    dateItems: dateItems(form, 'date'),
    dateTypes: DATE_TYPE_ITEMS,
    sources: itemsOf(SOURCE_TITLES).filter(({ value }) => value !== 'EVENT'),
    source: form.get('source') ?? 'PRISON_CALCULATION',
    grounds: itemsOf(GROUND_TITLES),
    ground: form.get('ground'),
    dateType: form.get('dateType') ?? release?.dateType,
  };
}

export function sentenceDateAnswers({
  date,
  dateType,
  source,
  ground,
}: SentenceDateGiven): readonly AnswerRow[] {
  return [
    { key: 'Date', value: sayDate(date) },
    { key: 'Which date it is', value: dateTypeTitle(dateType) },
    { key: 'Where it comes from', value: SOURCE_TITLES[source] },
    ...(ground === undefined ? [] : [{ key: 'Legal ground', value: GROUND_TITLES[ground] }]),
  ];
}

/** The field that a refusal of a date is about. */
export function problemsOfDate(refusal: {
  readonly detail: string;
  readonly rule?: string;
  readonly fields?: readonly FieldProblem[];
}): readonly FieldProblem[] {
  if (refusal.fields !== undefined) return refusal.fields;
  const field = refusal.rule === 'earlier-than-permitted' ? 'ground' : 'date';
  return [{ field, problem: refusal.detail }];
}

/** The id of the element a problem links to. */
export function elementOfDate(field: string): string {
  return field === 'date' ? 'date-day' : field;
}

function itemsOf(titles: Readonly<Record<string, string>>): readonly { value: string; text: string }[] {
  return Object.entries(titles).map(([value, text]) => ({ value, text }));
}
