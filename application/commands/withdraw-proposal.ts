import type { User } from '../../domain/access/user.ts';
import { approvalKey, endProposal } from '../../domain/journey/proposals.ts';
import { proposalsOf } from '../../domain/record/proposals.ts';
import { changeFor, type Terms } from '../access.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/**
 * The officer who proposed a change takes it back before the second officer has answered: nothing is changed.
 * @returns NOT_PERMITTED for anybody else; NOT_FOUND when it no longer waits.
 */
export async function withdrawProposal(
  services: Services,
  user: User,
  journeyId: string,
  proposalId: string,
  terms: Terms = {},
): Promise<Result<{ readonly proposal: string }>> {
  const what = { action: 'withdraw-proposal', proposal: proposalId } as const;
  return changeFor(services, user, journeyId, what, terms, async (change) => {
    const { journey } = change.draft;
    const proposal = proposalsOf(journey).find(({ id }) => id === proposalId);
    if (proposal === undefined) return refuse('NOT_FOUND', 'This proposal no longer waits for an answer.');
    await change.loadSteps([approvalKey(journey, proposal.kind)]);
    endProposal(change.draft, proposal, { outcome: 'WITHDRAWN' });
    return done({ proposal: proposal.id });
  });
}
