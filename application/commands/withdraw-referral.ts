import type { User } from '../../domain/access/user.ts';
import { referralFormVersion } from '../../domain/journey/form-version.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { keepConsent } from '../../domain/pathways/consent.ts';
import { councilsAfter, reasonsFor } from '../../domain/pathways/referrals/withdrawal.ts';
import type { Actor } from '../../domain/record/actor.ts';
import { isLive, stateOf, type Referral, type WithdrawalReason } from '../../domain/record/referral.ts';
import { changeFor, noSuchReferral, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { endReferrals, liveReferralsTo } from '../end-referrals.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface Withdrawal {
  readonly reason: WithdrawalReason;
  /** With the reason OTHER, and only with it. */
  readonly text?: string;
}

export type ReferralWithdrawn = { readonly referral: string; readonly state: 'withdrawn' };

/**
 * An officer, or an administrator, withdraws a referral, with one of the reasons that authorities use. It is final; what the agency answered
 * stays on it. Where a council is still to be asked, the person's next choice is.
 * @returns NOT_PERMITTED, also for an administrator's NO_CONSENT; NOT_FOUND; CONFLICT when it no longer stands, the journey is closed, or what the caller saw has
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
      notForAdministrator(change.draft.context.by, withdrawal) ??
      wrongReason(referral, withdrawal) ??
      acceptedBed(referral);
    if (refused) return refused;
    await apply(change, referral, withdrawal);
    return done({ referral: referral.id, state: 'withdrawn' });
  });
}

async function apply(change: Change, referral: Referral, { reason, text }: Withdrawal): Promise<void> {
  const { service } = referral;
  const councils = councilsAfter(service, reason);
  const alike = await liveReferralsTo(change, service);
  if (reason === 'NO_CONSENT') {
    const everyAgency = councils.everyCouncil ? {} : { agencyId: referral.agencyId };
    keepConsent(change.draft, { purpose: service, answer: 'WITHDRAWN', ...everyAgency });
  }
  const end = { ...councils, reason, ...(text !== undefined && { text }) };
  await endReferrals(change, service, councils.everyCouncil ? alike : [referral], end);
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

/** Whether the person agrees is recorded by an officer who asked them. */
function notForAdministrator({ kind }: Actor, { reason }: Withdrawal): Refusal | undefined {
  return kind === 'admin' && reason === 'NO_CONSENT'
    ? refuse('NOT_PERMITTED', 'Only an officer responsible for the person records that they no longer agree.')
    : undefined;
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
