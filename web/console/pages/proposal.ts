import { decideProposal, type ProposalAnswer } from '../../../application/commands/decide-proposal.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { describeActor } from '../../../domain/journey/words.ts';
import { conflictOf } from '../conflict.ts';
import { formatInstant } from '../formats.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

type Proposed = JourneyView['proposals'][number];
interface Found {
  readonly journey: JourneyView;
  readonly proposal: Proposed;
}

/** What another officer proposes, for the second officer to approve or decline. */
export const proposalForm: PageHandler = async (request) => {
  const found = await findProposal(request);
  return 'kind' in found ? found : draw(request, found, newSubmission(request, found.journey), NO_PROBLEMS);
};

export const answerProposal: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findProposal(request);
  if ('kind' in found) return found;
  const { journey, proposal } = found;
  const submission = readSubmission(request);
  const again = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems), 400);
  const wrong = (field: string, problem: string): PageResponse => again([{ field, problem }]);
  const reason = textOf(form, 'reason');
  const decision = form.get('decision');
  if (decision !== 'APPROVE' && decision !== 'DECLINE') return wrong('decision', 'Choose an answer');
  if (decision === 'DECLINE' && reason === '') return wrong('reason', 'Enter a reason');
  if (reason.length > 2_000) return wrong('reason', 'Use 2,000 characters or fewer for the reason');
  const answer: ProposalAnswer = decision === 'APPROVE' ? { decision } : { decision, reason };
  const terms = termsOf(user, submission, { proposal: proposal.id, ...answer });
  const decided = await decideProposal(services, user, journey.id, proposal.id, answer, terms);
  if (decided.ok) {
    const done = decision === 'APPROVE' ? 'Approved and recorded.' : 'Declined. Nothing was changed.';
    return redirect(`/journeys/${journey.id}`, done);
  }
  switch (decided.code) {
    case 'VALIDATION_FAILED':
      return again(decided.fields ?? [{ field: 'decision', problem: decided.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, journey, decided, submission.seenFacts, [
        { key: 'Proposed', value: proposal.words },
      ]);
    default:
      return problemPage(decided, `/journeys/${journey.id}`);
  }
};

async function findProposal({ services, user, params }: SignedInRequest): Promise<Found | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const proposal = journey.proposals.find(({ id }) => id === params['proposalId']);
  if (proposal === undefined) {
    const detail = 'This proposal no longer waits for an answer.';
    return page('problem', { title: 'Nothing to approve', detail, back: `/journeys/${journey.id}` }, 404);
  }
  return proposal.mayDecide
    ? { journey, proposal }
    : forbidden('Another officer than the one who proposed this, with the right role, approves it.');
}

function draw(
  { form, names }: SignedInRequest,
  { journey, proposal }: Found,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const back = `/journeys/${journey.id}`;
  return page(
    'proposal',
    {
      title: `Second officer: ${journey.person.name}`,
      journey,
      submission,
      back,
      action: `${back}/proposals/${proposal.id}`,
      words: proposal.words,
      notes: proposal.notes,
      by: `${describeActor(proposal.proposedBy, names)}, on ${formatInstant(proposal.proposedAt)}`,
      chosen: form.get('decision'),
      reason: form.get('reason'),
      ...problems,
    },
    status,
  );
}
