import type { StepKind } from '../pathways/catalogue.ts';
import {
  proposalsOf,
  proposalsWithout,
  type Proposal,
  type ProposalKind,
  type Proposed,
} from '../record/proposals.ts';
import type { FactType } from '../record/facts.ts';
import { stepKey } from '../record/step-key.ts';
import { answerStep } from './answer-step.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openStep } from './open-step.ts';

/** The step by which a second officer is asked; its entry says which role they have. */
export const APPROVED_BY = {
  'early-release-date': 'early-release-approval',
  'date-removal': 'date-removal-approval',
  release: 'release-approval',
  'release-correction': 'release-correction-approval',
  'licence-variation': 'licence-variation-approval',
  recall: 'recall-approval',
  'recall-undoing': 'recall-undoing-approval',
} as const satisfies Record<ProposalKind, StepKind>;

/** The step that asks about a proposal of a kind, for its command to load first. */
export function approvalKey({ cycle }: Pick<Journey, 'cycle'>, kind: ProposalKind): string {
  return stepKey(cycle, APPROVED_BY[kind]);
}

/** Proposes a change to a second officer, in place of an earlier proposal of the same kind. */
export function propose(draft: JourneyDraft, proposed: Proposed): Proposal {
  const { context, journey } = draft;
  const { kind, change } = proposed;
  const proposal: Proposal = {
    ...proposed,
    id: context.newId(),
    proposedAt: context.now,
    proposedBy: context.by,
  };
  draft.update({ proposals: [...proposalsWithout(journey, kind), proposal] });
  draft.record('change-proposed', { change: kind, ...change });
  openStep(draft, { kind: APPROVED_BY[kind] });
  return proposal;
}

type End =
  { readonly outcome: 'APPROVED' | 'WITHDRAWN' } | { readonly outcome: 'DECLINED'; readonly reason: string };

const FACT_OF = {
  APPROVED: 'proposal-approved',
  DECLINED: 'proposal-declined',
  WITHDRAWN: 'proposal-withdrawn',
} as const satisfies Record<End['outcome'], FactType>;

/** Ends a proposal with the second officer's answer, or its withdrawal; the caller carries out what was approved. */
export function endProposal(
  draft: JourneyDraft,
  { id, kind, change, proposedBy }: Proposal,
  answer: End,
): void {
  const { journey } = draft;
  draft.update({ proposals: proposalsOf(journey).filter((open) => open.id !== id) });
  draft.record(FACT_OF[answer.outcome], {
    change: kind,
    ...change,
    proposedBy: proposedBy.id,
    ...(answer.outcome === 'DECLINED' && { reason: answer.reason }),
  });
  const asked = draft.step(approvalKey(journey, kind));
  if (asked?.state === 'OPEN') answerStep(draft, asked, answer.outcome);
}
