import { isOpen } from '../domain/journey/step.ts';
import { referralsToAsk } from '../domain/pathways/accommodation/from-community.ts';
import { withdraw } from '../domain/pathways/referrals/moves.ts';
import {
  ENDED_BY_WITHDRAWAL,
  forgetWithdrawn,
  type CouncilsAfter,
} from '../domain/pathways/referrals/withdrawal.ts';
import { awaitsAnswer } from '../domain/record/head.ts';
import type { Referral, Service, WithdrawalReason } from '../domain/record/referral.ts';
import { stepKey } from '../domain/record/step-key.ts';
import { readReferralSubject } from '../domain/record/subjects.ts';
import type { Change } from './change.ts';
import { applyAnswer } from './commands/complete-step.ts';
import { startAgain } from './start-again.ts';

/** Why referrals end, and what follows for the other councils. */
export interface ReferralsEnd extends CouncilsAfter {
  readonly reason: WithdrawalReason;
  readonly text?: string;
}

/** The referrals to a service that stand, with their rows loaded. */
export async function liveReferralsTo(
  { draft, loadReferrals }: Change,
  service: Service,
): Promise<readonly Referral[]> {
  const alike = draft.journey.referrals.filter(
    ({ live, subject }) => live && readReferralSubject(subject)?.service === service,
  );
  await loadReferrals(alike.map(({ id }) => id));
  return alike.map(({ id }) => draft.referral(id));
}

/**
 * Withdraws referrals to one service: their agencies are sent a message, the steps about them end, and whoever asks next
 * is asked.
 */
export async function endReferrals(
  change: Change,
  service: Service,
  referrals: readonly Referral[],
  end: ReferralsEnd,
): Promise<void> {
  const { draft } = change;
  for (const each of referrals) withdraw(draft, each, end.reason, end.text);
  forgetWithdrawn(draft, service, end);
  if (end.everyCouncil) await askForAgreementAgain(change);
  let machineGoesOn = false;
  for (const each of referrals) machineGoesOn = (await endSteps(change, each)) || machineGoesOn;
  if (referrals.length > 0) await goOn(change, service, machineGoesOn);
}

/** The question how a council may contact the person is asked when the journey comes back to it. */
export async function askForAgreementAgain({ draft, loadSteps }: Change): Promise<void> {
  const agreement = stepKey(draft.journey.cycle, 'contact-agreement');
  await loadSteps([agreement]);
  draft.askAgainLater(agreement);
}

/** Ends the steps about a withdrawn referral. @returns whether a state machine waited for one of them. */
async function endSteps(change: Change, { cycle, subject }: Referral): Promise<boolean> {
  let waited = false;
  for (const [kind, outcome] of Object.entries(ENDED_BY_WITHDRAWAL)) {
    const key = stepKey(cycle, kind, subject);
    await change.loadSteps([key]);
    const step = change.draft.step(key);
    if (step === undefined || !isOpen(step)) continue;
    waited ||= step.token !== undefined;
    await applyAnswer(change, step, outcome, {});
  }
  return waited;
}

/** Whoever asks next: the waiting machine; one that is started again; or after release the supervising officer. */
async function goOn(change: Change, service: Service, machineGoesOn: boolean): Promise<void> {
  const { draft } = change;
  const { releasedOn, referrals } = draft.journey;
  if (releasedOn !== undefined) {
    await askFromCommunity(change);
    return;
  }
  const otherAsked = referrals.some(
    (each) => readReferralSubject(each.subject)?.service === 'DTR' && awaitsAnswer(each),
  );
  if (service === 'DTR' && !machineGoesOn && !otherAsked)
    await startAgain(change, 'A referral that no state machine waited for was withdrawn');
}

/** After release, the supervising officer of someone with nowhere to live is asked for referrals. */
export async function askFromCommunity({ draft, open }: Change): Promise<void> {
  for (const kind of referralsToAsk(draft.journey, draft.context.today, draft.context.law))
    await open({ kind });
}
