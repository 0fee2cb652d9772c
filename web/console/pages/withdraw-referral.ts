import { capitalised } from '../../../domain/law/capitalised.ts';
import { withdrawReferral, type Withdrawal } from '../../../application/commands/withdraw-referral.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import type { ReferralView } from '../../../application/queries/referral-view.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { decide } from '../../../domain/access/access.ts';
import { referralFormVersion } from '../../../domain/journey/form-version.ts';
import { reasonsFor } from '../../../domain/pathways/referrals/withdrawal.ts';
import { isLiveState } from '../../../domain/record/referral.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import { typedFields } from '../draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import { REASON_TITLES, withdrawalMeans } from '../withdrawal-words.ts';

interface Found {
  readonly journey: JourneyView;
  readonly referral: ReferralView;
}

export const withdrawForm: PageHandler = async (request) => {
  const found = await findReferral(request);
  if ('kind' in found) return found;
  const version = referralFormVersion(found.referral);
  return draw(request, found, newSubmission(request, found.journey, version), NO_PROBLEMS);
};

/** Withdraws a referral: what it would do first, then for good. */
export const withdraw: PageHandler = async (request) => {
  const { form, user, services, names } = request;
  const found = await findReferral(request);
  if ('kind' in found) return found;
  const { journey, referral } = found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems), 400);
  const read = readWithdrawal(request, found);
  if ('problem' in read) return wrong([read]);
  if (form.get('action') === 'change') return draw(request, found, submission, NO_PROBLEMS);
  const answers = [
    { key: 'Referral', value: `${capitalised(referral.serviceName)}, to ${referral.agency}` },
    { key: 'Reason', value: read.text ?? REASON_TITLES[read.reason] },
  ];
  if (form.get('action') !== 'confirm') {
    return page('withdraw-referral-check', {
      title: 'Check before you withdraw the referral',
      ...shared(found, submission),
      answers,
      meaning: withdrawalMeans(journey, referral, read.reason, (id) => names.agency?.(id) ?? id),
      typed: typedFields(form),
    });
  }
  const terms = termsOf(user, submission, { withdraw: referral.id, ...read });
  const withdrawn = await withdrawReferral(services, user, journey.id, referral.id, read, terms);
  if (withdrawn.ok)
    return redirect(`/journeys/${journey.id}`, `The referral to ${referral.agency} is withdrawn.`);
  switch (withdrawn.code) {
    case 'VALIDATION_FAILED':
      return wrong(withdrawn.fields ?? [{ field: 'reason', problem: withdrawn.detail }]);
    case 'RULE_REFUSED':
      return wrong([{ field: 'reason', problem: withdrawn.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, journey, withdrawn, submission.seenFacts, answers);
    default:
      return problemPage(withdrawn, `/journeys/${journey.id}`);
  }
};

async function findReferral(request: SignedInRequest): Promise<Found | PageResponse> {
  const journey = await findJourneyTo('withdraw-referral', request);
  if ('kind' in journey) return journey;
  const { params } = request;
  const referral = journey.referrals.find(({ id }) => id === params['referralId']);
  if (referral !== undefined && isLiveState(referral.state) && journey.phase !== 'closed')
    return { journey, referral };
  const detail = 'There is no such referral, or it no longer stands.';
  return page('problem', { title: 'Nothing to withdraw', detail, back: `/journeys/${journey.id}` }, 404);
}

/** Whether the person agrees is recorded by an officer who asked them. */
function reasonsOffered({ user, today }: SignedInRequest, { journey, referral }: Found) {
  const decision = decide(user, 'withdraw-referral', { journey, today });
  const officer = decision.allowed && decision.as === 'officer';
  return reasonsFor(referral.service).filter((reason) => officer || reason !== 'NO_CONSENT');
}

function readWithdrawal(request: SignedInRequest, found: Found): Withdrawal | FieldProblem {
  const { form } = request;
  const reason = reasonsOffered(request, found).find((each) => each === form.get('reason'));
  if (reason === undefined) return { field: 'reason', problem: 'Choose the reason' };
  if (reason !== 'OTHER') return { reason };
  const text = textOf(form, 'text');
  if (text === '') return { field: 'text', problem: 'Enter the reason' };
  if (text.length > 2_000) return { field: 'text', problem: 'Use 2,000 characters or fewer for the reason' };
  return { reason, text };
}

function draw(
  request: SignedInRequest,
  found: Found,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const { form } = request;
  const { journey, referral } = found;
  return page(
    'withdraw-referral',
    {
      title: `Withdraw a referral: ${journey.person.name}`,
      ...shared(found, submission),
      service: capitalised(referral.serviceName),
      agency: referral.agency,
      reasons: reasonsOffered(request, found).map((value) => ({ value, text: REASON_TITLES[value] })),
      reason: form.get('reason'),
      text: form.get('text'),
      ...problems,
    },
    status,
  );
}

function shared({ journey, referral }: Found, submission: Submission): Readonly<Record<string, unknown>> {
  const back = `/journeys/${journey.id}`;
  return { journey, submission, back, action: `${back}/referrals/${referral.id}/withdraw` };
}
