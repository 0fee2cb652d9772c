import { proposalsOf, proposalsWithout, type ProposalKind } from '../record/proposals.ts';
import type { PathwayDraft } from './person-record.ts';

/** A proposal of this kind no longer waits for a second officer. */
export function dropProposal(draft: PathwayDraft, dropped: ProposalKind): void {
  const kept = proposalsWithout(draft.journey, dropped);
  if (kept.length < proposalsOf(draft.journey).length) draft.update({ proposals: kept });
}
