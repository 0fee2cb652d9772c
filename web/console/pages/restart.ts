import { restartJourney } from '../../../application/commands/restart-journey.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import { decide } from '../../../domain/access/access.ts';
import { forbidden, page, redirect, problemPage, type PageResponse } from '../page-response.ts';
import { conflictOf } from '../conflict.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';

export const restartForm: PageHandler = async (request) => {
  const found = await findRestartable(request);
  return 'kind' in found ? found : draw(request, found, newSubmission(request, found), NO_PROBLEMS);
};

/** Restarts a journey, with a reason that stays in the timeline. */
export const restart: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findRestartable(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const reason = (form.get('reason') ?? '').trim().replaceAll('\r\n', '\n');
  if (reason === '' || reason.length > 2_000) {
    const problem = reason === '' ? 'Enter a reason' : 'Use 2,000 characters or fewer for the reason';
    return draw(request, found, submission, problemsOf([{ field: 'reason', problem }]), 400);
  }
  const terms = termsOf(user, submission, { restart: found.id, reason });
  const restarted = await restartJourney(services, user, found.id, reason, terms);
  if (restarted.ok)
    return redirect(`/journeys/${found.id}`, 'The journey was restarted. Steps that are done stay done.');
  if (restarted.code === 'CONFLICT' || restarted.code === 'IDEMPOTENCY_MISMATCH') {
    const answers = [{ key: 'Reason', value: reason }];
    return conflictOf(request, found, restarted, submission.seenFacts, answers);
  }
  if (restarted.code === 'VALIDATION_FAILED')
    return draw(request, found, submission, problemsOf(restarted.fields ?? []), 400);
  return problemPage(restarted, `/journeys/${found.id}`);
};

async function findRestartable({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const decision = decide(user, 'restart-journey', { journey, today });
  return decision.allowed ? journey : forbidden(decision.reason);
}

function draw(
  { form }: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const back = `/journeys/${journey.id}`;
  const title = `Restart the journey: ${journey.person.name}`;
  const data = { title, journey, submission, back, action: `${back}/restart`, reason: form.get('reason') };
  return page('restart', { ...data, ...problems }, status);
}
