import {
  recordSentence as record,
  type SentenceGiven,
} from '../../../application/commands/record-sentence.ts';
import { givenDates } from '../../../application/begin-journey.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { done } from '../../../application/refusal.ts';
import { wrongSentence } from '../../../application/wrong-sentence.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { RELEASE_KINDS } from '../../../domain/law/release-day.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { releaseDateOf } from '../../../domain/record/sentence-dates.ts';
import {
  elementOfSentence,
  FieldReader,
  fieldOfRefusal,
  readSentence,
  sentenceAnswers,
  sentenceFields,
} from '../forms/sentence.ts';
import type { Read } from '../forms/problems.ts';
import { journeyPage } from '../journey-page.ts';
import type { SignedInRequest } from '../page-request.ts';

/** The sentence of a person on remand: checked, then recorded. */
export const recordSentence = journeyPage({
  action: 'record-sentence',
  view: 'record-sentence',
  heading: 'Record the sentence',
  closedTo: ({ releasedOn, phase, sentence }) =>
    releasedOn === undefined && phase !== 'closed' && sentence.releaseKind === 'REMAND'
      ? undefined
      : 'The person is not on remand, or has been released.',
  formVersion: releaseFormVersion,
  data: (request, { sentence }) => ({
    remandedOn: sayDate(sentence.startDate),
    ...sentenceFields(request, RELEASE_KINDS),
  }),
  read: readGiven,
  elementOf: elementOfSentence,
  answers: (_request, _journey, given) => sentenceAnswers(given),
  check: {
    view: 'record-sentence-check',
    title: 'Check the sentence',
    data: ({ today }, _journey, given) => done({ means: whatItMeans(given, today) }),
  },
  run: ({ services, user }, id, given, terms) => record(services, user, id, given, terms),
  refused: ({ code, fields = [], detail }) =>
    code === 'RULE_REFUSED' ? [{ field: 'releaseDate', problem: detail }] : fields.map(fieldOfRefusal),
  done: () => 'The sentence is recorded.',
});

function readGiven(
  { form, services, today }: SignedInRequest,
  { dateOfBirth }: JourneyView,
): Read<SentenceGiven> {
  const reader = new FieldReader(form);
  const given = readSentence(reader, RELEASE_KINDS);
  if (given === undefined || reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const unordered = wrongSentence({ ...given, dateOfBirth }, today, services.law);
  return unordered ? { ok: false, problems: [fieldOfRefusal(unordered)] } : { ok: true, given };
}

function whatItMeans({ sentence, release, dates }: SentenceGiven, today: IsoDate): string {
  const due = releaseDateOf(givenDates({ release, dates }), sentence.releaseKind);
  if (due === undefined) return 'No release date is known. Work towards release starts when one is recorded.';
  return due.date < today
    ? `The person was released on ${sayDate(due.date)}: their time was served. They go straight to the community, and every deadline is counted from that day.`
    : `Every deadline is counted from ${sayDate(due.date)}, or from the day that the Friday check proposes.`;
}
