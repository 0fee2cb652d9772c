import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import { previewReleaseDate } from '../../../application/queries/preview-release-date.ts';
import { decide } from '../../../domain/access/access.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { previewWords } from '../date-preview.ts';
import { typedFields } from '../draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import {
  elementOfDate,
  readSentenceDate,
  sentenceDateAnswers,
  sentenceDateFields,
} from '../forms/sentence-date.ts';
import { newSubmission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, type PageResponse } from '../page-response.ts';
import { originOf } from '../release-words.ts';

/** Asks for a date, to show what it would change. */
export const whatIfForm: PageHandler = async (request) => {
  const found = await getJourney(request.services, request.user, request.params['id'] ?? '');
  return found.ok ? draw(request, found.value, NO_PROBLEMS) : problemPage(found);
};

/** What a date would change, for anyone who may read the journey. Nothing is recorded. */
export const whatIf: PageHandler = async (request) => {
  const { services, user, form } = request;
  const found = await getJourney(services, user, request.params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const read = readSentenceDate(form);
  if (!read.ok) return draw(request, journey, problemsOf(read.problems, elementOfDate), { status: 400 });
  const previewed = await previewReleaseDate(services, user, journey.id, read.given);
  if (!previewed.ok) return problemPage(previewed, `/journeys/${journey.id}`);
  const preview = previewed.value;
  const mayRecord = decide(user, 'set-release-date', { journey, today: request.today }).allowed;
  return draw(request, journey, NO_PROBLEMS, {
    answers: sentenceDateAnswers(read.given),
    preview: previewWords(preview, request),
    typed: typedFields(form),
    mayRecord: mayRecord && 'moved' in preview,
  });
};

function draw(
  request: SignedInRequest,
  journey: JourneyView,
  problems: Problems,
  { status = 200, ...shown }: Readonly<Record<string, unknown>> & { readonly status?: number } = {},
): PageResponse {
  const back = `/journeys/${journey.id}`;
  return page(
    'what-if',
    {
      title: `What a date would change: ${journey.person.name}`,
      journey,
      back,
      action: `${back}/what-if`,
      recordAction: `${back}/release-date`,
      // For the form that records the date; asking what it would change sends only the fields.
      submission: newSubmission(request, journey, releaseFormVersion(journey)),
      origin: originOf(journey, request.names),
      ...sentenceDateFields(request.form, journey),
      ...shown,
      ...problems,
    },
    status,
  );
}
