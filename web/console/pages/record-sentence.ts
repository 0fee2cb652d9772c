import {
  recordSentence as record,
  type SentenceGiven,
} from '../../../application/commands/record-sentence.ts';
import { givenDates } from '../../../application/begin-journey.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { wrongSentence } from '../../../application/wrong-sentence.ts';
import { decide } from '../../../domain/access/access.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { RELEASE_KINDS } from '../../../domain/law/release-day.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { releaseDateOf } from '../../../domain/record/sentence-dates.ts';
import { conflictOf } from '../conflict.ts';
import { typedFields } from '../draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import {
  elementOfSentence,
  FieldReader,
  fieldOfRefusal,
  readSentence,
  sentenceAnswers,
  sentenceFields,
} from '../forms/sentence.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

export const sentenceForm: PageHandler = async (request) => {
  const found = await findOnRemand(request);
  if ('kind' in found) return found;
  return draw(request, found, newSubmission(request, found, releaseFormVersion(found)), NO_PROBLEMS);
};

/** The sentence of a person on remand: checked, then recorded. */
export const recordSentence: PageHandler = async (request) => {
  const { form, user, services, today } = request;
  const found = await findOnRemand(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems, elementOfSentence), 400);
  const reader = new FieldReader(form);
  const read = readSentence(reader, RELEASE_KINDS);
  if (read === undefined || reader.problems.length > 0) return wrong(reader.problems);
  const unordered = wrongSentence({ ...read, dateOfBirth: found.dateOfBirth }, today, services.law);
  if (unordered) return wrong([fieldOfRefusal(unordered)]);
  if (form.get('action') === 'change') return draw(request, found, submission, NO_PROBLEMS);
  const answers = sentenceAnswers(read);
  if (form.get('action') !== 'confirm') {
    return page('record-sentence-check', {
      title: 'Check the sentence',
      ...shared(found, submission),
      answers,
      means: whatItMeans(read, today),
      typed: typedFields(form),
    });
  }
  const terms = termsOf(user, submission, { sentenced: found.id, ...read });
  const recorded = await record(services, user, found.id, read, terms);
  if (recorded.ok) return redirect(`/journeys/${found.id}`, 'The sentence is recorded.');
  switch (recorded.code) {
    case 'VALIDATION_FAILED':
      return wrong((recorded.fields ?? []).map(fieldOfRefusal));
    case 'RULE_REFUSED':
      return wrong([{ field: 'releaseDate', problem: recorded.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, recorded, submission.seenFacts, answers);
    default:
      return problemPage(recorded, `/journeys/${found.id}`);
  }
};

function whatItMeans({ sentence, release, dates }: SentenceGiven, today: IsoDate): string {
  const due = releaseDateOf(givenDates({ release, dates }), sentence.releaseKind);
  if (due === undefined) return 'No release date is known. The journey sleeps until one is recorded.';
  return due.date < today
    ? `The person was released on ${sayDate(due.date)}: their time was served. They go straight to the community, and every deadline is counted from that day.`
    : `Every deadline is counted from ${sayDate(due.date)}, or from the day that the Friday check proposes.`;
}

async function findOnRemand({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const decision = decide(user, 'record-sentence', { journey, today });
  if (!decision.allowed) return forbidden(decision.reason);
  const inside = journey.releasedOn === undefined && journey.phase !== 'closed';
  if (inside && journey.sentence.releaseKind === 'REMAND') return journey;
  const detail = 'The person is not on remand, or has been released.';
  return page('problem', { title: 'No sentence to record', detail, back: `/journeys/${journey.id}` }, 409);
}

function draw(
  request: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  return page(
    'record-sentence',
    {
      title: `Record the sentence: ${journey.person.name}`,
      ...shared(journey, submission),
      remandedOn: sayDate(journey.sentence.startDate),
      ...sentenceFields(request, RELEASE_KINDS),
      ...problems,
    },
    status,
  );
}

function shared(journey: JourneyView, submission: Submission): Readonly<Record<string, unknown>> {
  const back = `/journeys/${journey.id}`;
  return { journey, submission, back, action: `${back}/sentence` };
}
