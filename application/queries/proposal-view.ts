import type { User } from '../../domain/access/user.ts';
import { proposedChange } from '../../domain/journey/describe-proposal-fact.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { proposalNotes } from '../../domain/journey/proposal-notes.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Actor } from '../../domain/record/actor.ts';
import type { Proposal, ProposalKind } from '../../domain/record/proposals.ts';
import { mayDecideProposal, mayWithdrawProposal } from '../access.ts';

/** A change that waits for a second officer, and whether the reader may be that officer. */
export interface ProposalView {
  readonly id: string;
  readonly kind: ProposalKind;
  /** What is proposed, in plain English. */
  readonly words: string;
  /** What the second officer must know, a sentence each. */
  readonly notes: readonly string[];
  readonly proposedAt: string;
  readonly proposedBy: Actor;
  readonly mayDecide: boolean;
  /** The reader proposed it. */
  readonly mayWithdraw: boolean;
}

export function proposalView(proposal: Proposal, journey: Journey, user: User, today: IsoDate): ProposalView {
  const { id, kind, change, proposedAt, proposedBy } = proposal;
  const mayDecide = mayDecideProposal(user, journey, today, id).ok;
  const mayWithdraw = mayWithdrawProposal(user, journey, today, id).ok;
  const words = `${proposedChange({ change: kind, ...change })}.`;
  const notes = proposalNotes(proposal, journey, today);
  return { id, kind, words, notes, proposedAt, proposedBy, mayDecide, mayWithdraw };
}
