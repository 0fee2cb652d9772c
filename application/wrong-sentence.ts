import { dateTypeName } from '../domain/law/date-type-names.ts';
import type { Law } from '../domain/law/law.ts';
import type { IsoDate } from '../domain/law/time.ts';
import {
  dateOutOfOrder,
  earliestReleaseAccepted,
  tooYoungToBeSentenced,
  wrongSentenceDate,
} from '../domain/pathways/licence-and-release-date/date-order.ts';
import { dateOfType, releaseDateOf, supervisionEndOf } from '../domain/record/sentence-dates.ts';
import { givenDates, type NewJourney } from './begin-journey.ts';
import type { FieldProblem } from './refusal.ts';

const FIELDS = {
  dateOfBirth: 'dateOfBirth',
  startDate: 'sentence.startDate',
  releaseDate: 'release.date',
  supervisionEndsOn: 'sentence.supervisionEndsOn',
} as const;

/** The first date of a sentence that cannot be right, and why: the one rule for the command and its page. */
export function wrongSentence(
  given: Pick<NewJourney, 'dateOfBirth' | 'sentence' | 'release' | 'dates'>,
  today: IsoDate,
  law: Law,
): FieldProblem | undefined {
  const { dateOfBirth, sentence, release } = given;
  const tooMuch = sentence.releaseKind === 'REMAND' ? givenOnRemand(given) : undefined;
  if (tooMuch) return { field: tooMuch, problem: NOT_ON_REMAND };
  const dates = givenDates(given);
  const releaseDate = releaseDateOf(dates, sentence.releaseKind)?.date;
  const supervisionEndsOn = supervisionEndOf(dates) ?? sentence.supervisionEndsOn;
  const earliest = earliestReleaseAccepted(today, law);
  const wrong =
    dateOutOfOrder({ dateOfBirth, ...sentence, supervisionEndsOn, releaseDate }, today, earliest) ??
    tooYoungToBeSentenced({ dateOfBirth, ...sentence }, law);
  if (wrong) return { field: FIELDS[wrong.date], problem: wrong.problem };
  const twice = dates.find(
    ({ dateType }, index) => dateOfType(dates.slice(0, index), dateType) !== undefined,
  );
  if (twice) return { field: 'dates', problem: `Give the ${dateTypeName(twice.dateType)} once.` };
  const unordered = wrongSentenceDate(dates, [], sentence.startDate);
  if (unordered === undefined) return undefined;
  const field = unordered.dateType === release?.dateType ? 'release.date' : 'dates';
  return { field, problem: unordered.problem };
}

const NOT_ON_REMAND =
  'Leave this empty for a person on remand. It is recorded with the sentence, when there is one.';

/** The field of what only a sentence has. */
function givenOnRemand({
  sentence,
  release,
  dates = [],
}: Pick<NewJourney, 'sentence' | 'release' | 'dates'>) {
  const fields = ['lengthDays', 'supervisionEndsOn', 'earlierDaysServed'] as const;
  const ofSentence = fields.find((field) => sentence[field] !== undefined);
  if (ofSentence !== undefined) return `sentence.${ofSentence}`;
  if (release !== undefined) return 'release.date';
  return dates.length > 0 ? 'dates' : undefined;
}
