import type { User } from '../../domain/access/user.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { approvalKey, propose } from '../../domain/journey/proposals.ts';
import {
  askAsBeforeRecall,
  endedByRecall,
  loseWithdrawnBed,
  recallToUndo,
  subjectInstead,
  undoRecall as undo,
} from '../../domain/journey/undo-recall.ts';
import type { ProposalOf } from '../../domain/record/proposals.ts';
import type { Referral } from '../../domain/record/referral.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { readCycle } from '../items.ts';
import { keys } from '../keys.ts';
import { makeReferralOnce } from '../make-referral.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import type { RecallProposed } from './recall-person.ts';

/**
 * Proposes to undo a recall that was recorded wrongly. The head of the probation delivery unit approves it; until then
 * nothing changes.
 * @returns NOT_PERMITTED; CONFLICT where the person was not recalled, or was released again since; VALIDATION_FAILED
 * without a reason.
 */
export async function undoRecall(
  services: Services,
  user: User,
  journeyId: string,
  given: { readonly reason: string },
  terms: Terms = {},
): Promise<Result<RecallProposed>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'recall-person' }, terms, async (change) => {
    const { draft } = change;
    const reason = given.reason.trim();
    if (reason === '') {
      const problem = 'Give the reason.';
      return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'reason', problem }] });
    }
    const refused = whyNot(draft.journey);
    if (refused) return refused;
    await change.loadSteps([approvalKey(draft.journey, 'recall-undoing')]);
    const { id } = propose(draft, { kind: 'recall-undoing', change: { reason } });
    return done({ proposal: id });
  });
}

/**
 * Carries out what has been approved: the cycle that the recall ended goes on. Agencies whose referrals it withdrew are
 * referred to again, where the person still needs and agrees to it; where that cannot be done, the supervising officer is
 * asked to.
 */
export async function carryOutUndoing(
  change: Change,
  services: Services,
  { change: { reason }, proposedBy }: ProposalOf<'recall-undoing'>,
): Promise<Refusal | undefined> {
  const { draft } = change;
  const { id, cycle: undone, earlierCycles = [] } = draft.journey;
  const recall = recallToUndo(draft.journey);
  if (recall === undefined) return nothingToUndo(draft.journey);
  const row = await services.table.get(keys.cycle(id, earlierCycles.at(-1)?.cycle ?? 0));
  if (row === undefined) return nothingToUndo(draft.journey);
  const past = readCycle(row);
  const steps = await change.loadAllSteps();
  await change.loadSteps(steps.map(({ kind, subject }) => stepKey(undone, kind, subject)));
  await change.loadReferrals(past.referrals.map((each) => each.id));
  const withdrawn = past.referrals.map((each) => draft.referral(each.id));
  const ended = endedByRecall(withdrawn, recall);
  undo(draft, past, reason, { recordedBy: proposedBy, approvedBy: draft.context.by });
  loseWithdrawnBed(draft, ended);
  askAsBeforeRecall(draft, steps, undone);
  draft.start('community');
  for (const each of ended) await referAgain(change, services, each);
  return undefined;
}

async function referAgain(change: Change, services: Services, ended: Referral): Promise<void> {
  const subject = subjectInstead(change.draft, ended);
  if (subject !== undefined) {
    const { outcome } = await makeReferralOnce(change, services, subject);
    if (outcome === 'MADE') await change.open({ kind: 'referral-answer', subject });
    if (outcome !== 'NOT_MADE') return;
  }
  await change.open({ kind: 'refer-again', subject: ended.subject });
}

function whyNot(journey: Journey): Refusal | undefined {
  return recallToUndo(journey) === undefined ? nothingToUndo(journey) : undefined;
}

function nothingToUndo({ phase }: Journey): Refusal {
  return refuse('CONFLICT', 'There is no recall to undo, or the person was released again since.', {
    current: { phase },
  });
}
