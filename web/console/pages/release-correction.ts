import { correctRelease } from '../../../application/commands/correct-release.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { decide } from '../../../domain/access/access.ts';
import { hasReleaseToCorrect } from '../../../domain/journey/correct-release.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import {
  RELEASE_CORRECTIONS,
  type GivenCorrection,
  type ReleaseCorrection,
} from '../../../domain/record/recorded-release.ts';
import { conflictOf } from '../conflict.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

const TITLES: Readonly<Record<ReleaseCorrection, string>> = {
  NOT_RELEASED: 'The person was not released',
  RETURNED_TO_CUSTODY: 'The person was released in error and is back in custody',
  ANOTHER_DAY: 'The person was released on another day',
};

export const releaseCorrectionForm: PageHandler = async (request) => {
  const found = await findReleased(request);
  return 'kind' in found ? found : draw(request, found, newSubmission(request, found), NO_PROBLEMS);
};

export const correctPersonsRelease: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findReleased(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems, elementOf), 400);
  const read = readGiven(form);
  if ('problems' in read) return wrong(read.problems);
  const terms = termsOf(user, submission, { correct: found.id, ...read });
  const proposed = await correctRelease(services, user, found.id, read, terms);
  if (proposed.ok)
    return redirect(
      `/journeys/${found.id}`,
      'A second officer must confirm the correction before it counts.',
    );
  switch (proposed.code) {
    case 'VALIDATION_FAILED':
      return wrong(proposed.fields ?? [{ field: 'correction', problem: proposed.detail }]);
    case 'RULE_REFUSED':
      return wrong([{ field: 'on', problem: proposed.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, proposed, submission.seenFacts, [
        { key: 'Correction', value: TITLES[read.correction] },
        { key: 'Reason', value: read.reason },
      ]);
    default:
      return problemPage(proposed, `/journeys/${found.id}`);
  }
};

async function findReleased({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  if (!hasReleaseToCorrect(journey)) {
    const detail = 'No release is recorded, or the journey has ended.';
    return page('problem', { title: 'Nothing to correct', detail, back: `/journeys/${journey.id}` }, 409);
  }
  const decision = decide(user, 'correct-release', { journey, today });
  return decision.allowed ? journey : forbidden(decision.reason);
}

function readGiven(form: URLSearchParams): GivenCorrection | { readonly problems: readonly FieldProblem[] } {
  const correction = RELEASE_CORRECTIONS.find((each) => each === form.get('correction'));
  const reason = (form.get('reason') ?? '').trim().replaceAll('\r\n', '\n');
  const on = correction === 'ANOTHER_DAY' ? readDate(form, 'on', 'The day of release') : undefined;
  const problems = [
    ...(correction === undefined
      ? [{ field: 'correction', problem: 'Choose what was recorded wrongly' }]
      : []),
    ...(on?.ok === false ? [on.problem] : []),
    ...(reason === '' ? [{ field: 'reason', problem: 'Enter a reason' }] : []),
    ...(reason.length > 2_000
      ? [{ field: 'reason', problem: 'Use 2,000 characters or fewer for the reason' }]
      : []),
  ];
  if (correction === undefined || problems.length > 0) return { problems };
  return { correction, reason, ...(on?.ok === true && { on: on.date }) };
}

function draw(
  { form }: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const back = `/journeys/${journey.id}`;
  return page(
    'release-correction',
    {
      title: `Correct the release: ${journey.person.name}`,
      journey,
      submission,
      back,
      action: `${back}/release-correction`,
      released: sayDate(journey.releasedOn),
      titles: TITLES,
      chosen: form.get('correction'),
      dateItems: dateItems(form, 'on'),
      reason: form.get('reason'),
      ...problems,
    },
    status,
  );
}

function elementOf(field: string): string {
  return field === 'on' ? 'on-day' : field;
}
