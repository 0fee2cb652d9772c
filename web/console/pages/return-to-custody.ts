import { recordAtLarge, recordReturn } from '../../../application/commands/record-return.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem, Refusal } from '../../../application/refusal.ts';
import { decide } from '../../../domain/access/access.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { awaitsReturn } from '../../../domain/record/recall.ts';
import { conflictOf } from '../conflict.ts';
import { placeCalled, PRISONS } from '../directory.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { readReturn } from '../forms/recall.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

export const returnForm: PageHandler = async (request) => {
  const found = await findRecalled(request);
  return 'kind' in found ? found : draw(request, found, newSubmission(request, found), NO_PROBLEMS);
};

/** The recalled person is back in prison, or is unlawfully at large. */
export const recordWhere: PageHandler = async (request) => {
  const { form } = request;
  const found = await findRecalled(request);
  if ('kind' in found) return found;
  switch (form.get('what')) {
    case 'RETURNED':
      return returned(request, found);
    case 'AT_LARGE':
      return atLarge(request, found);
    default:
      return wrong(request, found, [{ field: 'what', problem: 'Choose what is to be recorded' }]);
  }
};

async function returned(request: SignedInRequest, journey: JourneyView): Promise<PageResponse> {
  const { form, user, services } = request;
  const read = readReturn(
    form,
    PRISONS.map(({ id }) => id),
  );
  if (!read.ok) return wrong(request, journey, read.problems);
  const submission = readSubmission(request);
  const terms = termsOf(user, submission, { returned: journey.id, ...read.given });
  const recorded = await recordReturn(services, user, journey.id, read.given, terms);
  if (!recorded.ok) {
    const given = [
      { key: 'Returned on', value: sayDate(read.given.on) },
      { key: 'Prison', value: placeCalled(read.given.prison) },
    ];
    return refusedPage(request, journey, recorded, 'on', given);
  }
  const { releaseDate, explanation } = recorded.value;
  const means =
    releaseDate === undefined ? explanation.join(' ') : `The release date is ${sayDate(releaseDate)}.`;
  return redirect(`/journeys/${journey.id}`, `The return is recorded. ${means}`);
}

async function atLarge(request: SignedInRequest, journey: JourneyView): Promise<PageResponse> {
  const { form, user, services } = request;
  const since = readDate(form, 'since', 'The day from which they are at large');
  if (!since.ok) return wrong(request, journey, [since.problem]);
  const submission = readSubmission(request);
  const terms = termsOf(user, submission, { atLarge: journey.id, since: since.date });
  const recorded = await recordAtLarge(services, user, journey.id, { since: since.date }, terms);
  if (recorded.ok)
    return redirect(`/journeys/${journey.id}`, 'Recorded. The person is on the list of stuck journeys.');
  const given = [{ key: 'At large since', value: sayDate(since.date) }];
  return refusedPage(request, journey, recorded, 'since', given);
}

function refusedPage(
  request: SignedInRequest,
  journey: JourneyView,
  refused: Refusal,
  field: string,
  given: readonly { readonly key: string; readonly value: string }[],
): PageResponse | Promise<PageResponse> {
  switch (refused.code) {
    case 'VALIDATION_FAILED':
      return wrong(request, journey, refused.fields ?? [{ field, problem: refused.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, journey, refused, readSubmission(request).seenFacts, given);
    default:
      return problemPage(refused, `/journeys/${journey.id}`);
  }
}

async function findRecalled({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  if (journey.phase !== 'recalled' || !awaitsReturn(journey)) {
    const detail = 'No recall waits for a return to prison.';
    return page('problem', { title: 'Nothing to record', detail, back: `/journeys/${journey.id}` }, 409);
  }
  const decision = decide(user, 'record-return', { journey, today });
  return decision.allowed ? journey : forbidden(decision.reason);
}

function wrong(
  request: SignedInRequest,
  journey: JourneyView,
  problems: readonly FieldProblem[],
): PageResponse {
  return draw(request, journey, readSubmission(request), problemsOf(problems, elementOf), 400);
}

const DATES = ['on', 'arrestedOn', 'releaseDate', 'curfewPeriodEnds', 'since'] as const;

function draw(
  { form }: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const back = `/journeys/${journey.id}`;
  return page(
    'return-to-custody',
    {
      title: `Return to prison: ${journey.person.name}`,
      journey,
      submission,
      back,
      action: `${back}/return-to-custody`,
      revoked: sayDate(journey.recall?.revokedOn),
      fromCurfew: journey.recall?.fromCurfew === true,
      values: { prison: journey.prison, ...Object.fromEntries(form) },
      dates: Object.fromEntries(DATES.map((name) => [name, dateItems(form, name)])),
      prisons: PRISONS.map(({ id, name }) => ({ value: id, text: name })),
      ...problems,
    },
    status,
  );
}

function elementOf(field: string): string {
  return DATES.some((name) => name === field) ? `${field}-day` : field;
}
