import type { User } from '../../domain/access/user.ts';
import { approvalKey, endProposal } from '../../domain/journey/proposals.ts';
import { refuseVariation } from '../../domain/journey/licence-variation.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import { proposalsOf, type Proposal } from '../../domain/record/proposals.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { carryOutCorrection } from './correct-release.ts';
import { carryOutRecall } from './recall-person.ts';
import { carryOutVariation } from './vary-licence.ts';
import { carryOutUndoing } from './undo-recall.ts';
import { recordConfirmedRelease } from './record-release.ts';
import { removeApprovedDate } from './remove-sentence-date.ts';
import { recordApprovedDate } from './set-release-date.ts';

export type ProposalAnswer =
  { readonly decision: 'APPROVE' } | { readonly decision: 'DECLINE'; readonly reason: string };

export type ProposalDecided = { readonly proposal: string; readonly decision: 'APPROVE' | 'DECLINE' };

/** Carries out what was approved. @returns why it cannot be done any more. */
function carryOut(
  change: Change,
  services: Services,
  proposal: Proposal,
): Promise<Refusal | undefined> | Refusal | undefined {
  switch (proposal.kind) {
    case 'early-release-date':
      return recordApprovedDate(change, proposal);
    case 'date-removal':
      return removeApprovedDate(change, proposal);
    case 'release':
      return recordConfirmedRelease(change, proposal);
    case 'release-correction':
      return carryOutCorrection(change, services, proposal);
    case 'licence-variation':
      return carryOutVariation(change, proposal);
    case 'recall':
      return carryOutRecall(change, proposal);
    case 'recall-undoing':
      return carryOutUndoing(change, services, proposal);
  }
}

/**
 * A second officer's answer to what another proposed. Approving carries it out in the same transaction.
 * @returns NOT_PERMITTED for the officer who proposed it, or one without the role; NOT_FOUND when it no longer waits;
 * VALIDATION_FAILED for a refusal without a reason; or what carrying it out refuses.
 */
export async function decideProposal(
  services: Services,
  user: User,
  journeyId: string,
  proposalId: string,
  answer: ProposalAnswer,
  terms: Terms = {},
): Promise<Result<ProposalDecided>> {
  const reason = answer.decision === 'DECLINE' ? answer.reason : undefined;
  const hidden = refuseHiddenText('reason', reason);
  if (hidden) return hidden;
  const what = { action: 'decide-proposal', proposal: proposalId } as const;
  return changeFor(services, user, journeyId, what, terms, async (change) => {
    const { journey } = change.draft;
    const proposal = proposalsOf(journey).find(({ id }) => id === proposalId);
    if (proposal === undefined) {
      return refuse('NOT_FOUND', 'This proposal no longer waits for an answer.');
    }
    if (answer.decision === 'DECLINE' && answer.reason.trim() === '') {
      const problem = 'Give the reason.';
      return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'reason', problem }] });
    }
    await change.loadSteps([approvalKey(journey, proposal.kind)]);
    await change.load(rowsTouchedByDate(journey));
    const outcome =
      answer.decision === 'APPROVE'
        ? ({ outcome: 'APPROVED' } as const)
        : ({ outcome: 'DECLINED', reason: answer.reason } as const);
    endProposal(change.draft, proposal, outcome);
    if (answer.decision === 'DECLINE' && proposal.kind === 'licence-variation')
      refuseVariation(change.draft, proposal.change, answer.reason);
    const refused = answer.decision === 'APPROVE' ? await carryOut(change, services, proposal) : undefined;
    return refused ?? done({ proposal: proposal.id, decision: answer.decision });
  });
}
