import { recallPerson } from '../../../application/commands/recall-person.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { decide } from '../../../domain/access/access.ts';
import { RECALL_REASON_WORDS } from '../../../domain/journey/describe-recall-fact.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { conflictOf } from '../conflict.ts';
import { dateItems } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { readRecall } from '../forms/recall.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

export const recallForm: PageHandler = async (request) => {
  const found = await findOnLicence(request);
  return 'kind' in found ? found : draw(request, found, newSubmission(request, found), NO_PROBLEMS);
};

/** The licence is to be revoked: sent to the head of the probation delivery unit. */
export const recall: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findOnLicence(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems, elementOf), 400);
  const read = readRecall(form);
  if (!read.ok) return wrong(read.problems);
  const terms = termsOf(user, submission, { recall: found.id, ...read.given });
  const proposed = await recallPerson(services, user, found.id, read.given, terms);
  if (proposed.ok) {
    const sent = 'The head of the probation delivery unit must approve the recall before it counts.';
    return redirect(`/journeys/${found.id}`, sent);
  }
  switch (proposed.code) {
    case 'VALIDATION_FAILED':
      return wrong(proposed.fields ?? [{ field: 'revokedOn', problem: proposed.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, proposed, submission.seenFacts, [
        { key: 'Reason', value: RECALL_REASON_WORDS[read.given.reason] },
        { key: 'What happened', value: read.given.explanation },
        { key: 'Tried before', value: read.given.alternatives },
      ]);
    default:
      return problemPage(proposed, `/journeys/${found.id}`);
  }
};

async function findOnLicence({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  if (journey.phase !== 'community') {
    const detail = 'Only a person who is on licence in the community can be recalled.';
    return page('problem', { title: 'Nobody to recall', detail, back: `/journeys/${journey.id}` }, 409);
  }
  const decision = decide(user, 'recall-person', { journey, today });
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
  return page(
    'recall',
    {
      title: `Recall to prison: ${journey.person.name}`,
      journey,
      submission,
      back,
      action: `${back}/recall`,
      released: sayDate(journey.releasedOn),
      values: Object.fromEntries(form),
      revokedItems: dateItems(form, 'revokedOn'),
      reasons: Object.entries(RECALL_REASON_WORDS).map(([value, text]) => ({
        value,
        text,
        checked: form.get('reason') === value,
      })),
      ...problems,
    },
    status,
  );
}

function elementOf(field: string): string {
  return field === 'revokedOn' ? 'revokedOn-day' : field;
}
