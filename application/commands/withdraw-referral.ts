import type { User } from '../../domain/access/user.ts';
import { referralFormVersion } from '../../domain/journey/form-version.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { referralsToAsk } from '../../domain/pathways/accommodation/from-community.ts';
import { withdraw } from '../../domain/pathways/referrals/moves.ts';
import {
  ENDED_BY_WITHDRAWAL,
  endsEveryDutyToRefer,
  forgetWithdrawn,
  reasonsFor,
} from '../../domain/pathways/referrals/withdrawal.ts';
import { awaitsAnswer } from '../../domain/record/head.ts';
import { isLive, stateOf, type Referral, type WithdrawalReason } from '../../domain/record/referral.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { readReferralSubject } from '../../domain/record/subjects.ts';
import { changeFor, noSuchReferral, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { startAgain } from '../start-again.ts';
import { applyAnswer } from './complete-step.ts';

export interface Withdrawal {
  readonly reason: WithdrawalReason;
  /** With the reason OTHER, and only with it. */
  readonly text?: string;
}

export type ReferralWithdrawn = { readonly referral: string; readonly state: 'withdrawn' };

/**
 * An officer withdraws a referral, with one of the reasons that authorities use. It is final; what the agency answered
 * stays on it. Where a council is still to be asked, the person's next choice is.
 * @returns NOT_PERMITTED; NOT_FOUND; CONFLICT when it no longer stands, the journey is closed, or what the caller saw has
 * changed; VALIDATION_FAILED for a reason its service does not have, or a text missing or too many; RULE_REFUSED for an
 * accepted bed.
 */
export async function withdrawReferral(
  services: Services,
  user: User,
  journeyId: string,
  referralId: string,
  withdrawal: Withdrawal,
  terms: Terms = {},
): Promise<Result<ReferralWithdrawn>> {
  const { formVersion } = terms;
  return changeFor(services, user, journeyId, { action: 'withdraw-referral' }, terms, async (change) => {
    await change.loadReferrals([referralId]);
    if (!change.draft.hasReferral(referralId)) return noSuchReferral();
    const referral = change.draft.referral(referralId);
    const { journey } = change.draft;
    const refused =
      notStanding(referral, journey) ??
      refuseOldForm(formVersion, referralFormVersion(referral), journey) ??
      wrongReason(referral, withdrawal) ??
      acceptedBed(referral);
    if (refused) return refused;
    await apply(change, referral, withdrawal);
    return done({ referral: referral.id, state: 'withdrawn' });
  });
}

async function apply(change: Change, referral: Referral, { reason, text }: Withdrawal): Promise<void> {
  const { draft } = change;
  const { service } = referral;
  const alike = draft.journey.referrals.filter(
    ({ live, subject }) => live && readReferralSubject(subject)?.service === service,
  );
  await change.loadReferrals(alike.map(({ id }) => id));
  const ended = endsEveryDutyToRefer(service, reason)
    ? alike.map(({ id }) => draft.referral(id))
    : [referral];
  for (const each of ended) withdraw(draft, each, reason, text);
  forgetWithdrawn(draft, service, reason);
  if (endsEveryDutyToRefer(service, reason)) {
    const agreement = stepKey(draft.journey.cycle, 'contact-agreement');
    await change.loadSteps([agreement]);
    draft.askAgainLater(agreement);
  }
  let machineGoesOn = false;
  for (const each of ended) machineGoesOn = (await endSteps(change, each)) || machineGoesOn;
  await goOn(change, referral, machineGoesOn);
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
async function goOn(change: Change, { service }: Referral, machineGoesOn: boolean): Promise<void> {
  const { draft } = change;
  const { releasedOn, referrals } = draft.journey;
  if (releasedOn !== undefined) {
    for (const kind of referralsToAsk(draft.journey, draft.context.today)) await change.open({ kind });
    return;
  }
  const otherAsked = referrals.some(
    (each) => readReferralSubject(each.subject)?.service === 'DTR' && awaitsAnswer(each),
  );
  if (service === 'DTR' && !machineGoesOn && !otherAsked)
    await startAgain(change, 'A referral that no state machine waited for was withdrawn');
}

function notStanding(referral: Referral, { phase }: Journey): Refusal | undefined {
  const current = { state: stateOf(referral), phase };
  if (phase === 'closed') return refuse('CONFLICT', 'The journey is closed.', { current });
  if (isLive(referral)) return undefined;
  const why = referral.withdrawn
    ? 'This referral is withdrawn already.'
    : 'The agency has declined this referral, so there is nothing to withdraw.';
  return refuse('CONFLICT', why, { current });
}

function wrongReason({ service }: Referral, { reason, text }: Withdrawal): Refusal | undefined {
  const reasons = reasonsFor(service);
  if (!reasons.includes(reason)) {
    return wrong('reason', `For this service, use one of: ${reasons.join(', ')}.`);
  }
  if (reason === 'OTHER' && (text ?? '').trim() === '') return wrong('text', 'Give the reason.');
  if (reason !== 'OTHER' && text !== undefined) return wrong('text', 'Give a text only with OTHER.');
  return refuseHiddenText('text', text);
}

function wrong(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}

function acceptedBed({ service, answer }: Referral): Refusal | undefined {
  if (service !== 'CAS3' || answer?.answer !== 'ACCEPTED') return undefined;
  return refuse(
    'RULE_REFUSED',
    'The bed is recorded as a place for the person to sleep. Record a home, which withdraws this referral, or record that the bed is lost.',
    { rule: 'bed-recorded' },
  );
}
