import {
  changeReleaseDate as change,
  type ReleaseDateSet,
} from '../../../application/commands/set-release-date.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import { previewReleaseDate } from '../../../application/queries/preview-release-date.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { decide } from '../../../domain/access/access.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { forbidden, page, redirect, problemPage, type PageResponse } from '../page-response.ts';
import { conflictOf } from '../conflict.ts';
import { previewWords } from '../date-preview.ts';
import { typedFields } from '../draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import {
  elementOfDate,
  problemsOfDate,
  readSentenceDate,
  sentenceDateAnswers,
  sentenceDateFields,
} from '../forms/sentence-date.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { originOf } from '../release-words.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';

export const releaseDateForm: PageHandler = async (request) => {
  const found = await findChangeable(request);
  return 'kind' in found
    ? found
    : draw(request, found, newSubmission(request, found, releaseFormVersion(found)), NO_PROBLEMS);
};

/** A new release date: its consequences first, then recorded. */
export const changeReleaseDate: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findChangeable(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems, elementOfDate), 400);
  const read = readSentenceDate(form);
  if ('problems' in read) return wrong(read.problems);
  if (form.get('action') === 'change') return draw(request, found, submission, NO_PROBLEMS);
  const answers = sentenceDateAnswers(read);
  if (form.get('action') !== 'confirm') {
    const previewed = await previewReleaseDate(services, user, found.id, read);
    if (!previewed.ok) return problemPage(previewed, `/journeys/${found.id}`);
    const preview = previewed.value;
    if (preview.outcome === 'WOULD_BE_REFUSED') return wrong(problemsOfDate(preview.refusal));
    return page('release-date-check', {
      title: 'Check the date',
      ...shared(found, submission),
      answers,
      preview: previewWords(preview, request),
      typed: typedFields(form),
    });
  }
  const terms = termsOf(user, submission, { change: found.id, ...read });
  const changed = await change(services, user, found.id, read, terms);
  if (changed.ok) {
    return redirect(`/journeys/${found.id}`, outcomeWords(changed.value));
  }
  switch (changed.code) {
    case 'VALIDATION_FAILED':
    case 'RULE_REFUSED':
      return wrong(problemsOfDate(changed));
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, changed, submission.seenFacts, answers);
    default:
      return problemPage(changed, `/journeys/${found.id}`);
  }
};

function outcomeWords({ proposal, releaseDateInForce }: ReleaseDateSet): string {
  if (proposal !== undefined) return 'Proposed. A governor must approve the date before it is recorded.';
  return releaseDateInForce === undefined
    ? 'The date is recorded. There is no release date yet.'
    : `The date is recorded. Every deadline is counted from ${sayDate(releaseDateInForce)} now.`;
}

async function findChangeable({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const decision = decide(user, 'set-release-date', { journey, today });
  return decision.allowed ? journey : forbidden(decision.reason);
}

function draw(
  request: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const { form, names } = request;
  return page(
    'release-date',
    {
      title: `Record a date of the sentence: ${journey.person.name}`,
      ...shared(journey, submission),
      origin: originOf(journey, names),
      ...sentenceDateFields(form, journey),
      ...problems,
    },
    status,
  );
}

function shared(journey: JourneyView, submission: Submission): Readonly<Record<string, unknown>> {
  const back = `/journeys/${journey.id}`;
  return { journey, submission, back, action: `${back}/release-date` };
}
