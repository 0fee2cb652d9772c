import type { ReferralSummary } from '../../record/head.ts';
import { awaitsAnswer } from '../../record/head.ts';
import type { Service, WithdrawalReason } from '../../record/referral.ts';
import { WITHDRAWAL_REASONS } from '../../record/referral.ts';
import { readReferralSubject, referralSubject, type ReferralSubject } from '../../record/subjects.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { isRefused } from '../consent.ts';
import { setHousing } from '../accommodation/address.ts';

/** What an officer's own withdrawal of a referral means. It is final, and an outcome is never undone. */

/** These two say that a council is still to be asked, so they are about the duty to refer only. */
const ASKS_ANOTHER: readonly WithdrawalReason[] = ['NEW_REFERRAL', 'INCORRECT_LOCAL_AUTHORITY'];

export function reasonsFor(service: Service): readonly WithdrawalReason[] {
  return WITHDRAWAL_REASONS.filter((reason) => service === 'DTR' || !ASKS_ANOTHER.includes(reason));
}

/** Agreement is to the duty to refer, not to one council: without it no council keeps its referral. */
export function endsEveryDutyToRefer(service: Service, reason: WithdrawalReason): boolean {
  return service === 'DTR' && reason === 'NO_CONSENT';
}

/** Steps about the referral that end with it, each with the outcome it gets. */
export const ENDED_BY_WITHDRAWAL = {
  'referral-answer': 'WITHDRAWN',
  'referral-more-information': 'WITHDRAWN',
  'referral-unanswered': 'NOT_NEEDED',
  'housing-plan': 'NOT_NEEDED',
} as const;

/** What follows before release from a withdrawn duty to refer. */
export type AfterWithdrawal =
  | { readonly next: 'OTHER_ASKED' | 'CHOICE'; readonly subject: string }
  | { readonly next: 'NO_CHOICE_LEFT' | 'OFFICER_DECIDES' | 'NO_AGREEMENT' };

type Choices = Pick<PersonRecord, 'housing' | 'consents'> & {
  readonly referrals: readonly Pick<ReferralSummary, 'subject' | 'live' | 'answer' | 'unanswered'>[];
};

/** @param subject the referral to withdraw, whether or not it is withdrawn already. */
export function afterWithdrawal(
  { housing, consents, referrals }: Choices,
  subject: string,
  reason: WithdrawalReason,
): AfterWithdrawal {
  if (reason === 'NO_CONSENT') return { next: 'NO_AGREEMENT' };
  const others = referrals.filter(
    (each) => each.subject !== subject && readReferralSubject(each.subject)?.service === 'DTR',
  );
  const asked = others.find(awaitsAnswer);
  if (asked !== undefined) return { next: 'OTHER_ASKED', subject: asked.subject };
  if (!ASKS_ANOTHER.includes(reason)) return { next: 'OFFICER_DECIDES' };
  const choice = nextChoice({ housing, referrals, ...(consents && { consents }) });
  return choice === undefined ? { next: 'NO_CHOICE_LEFT' } : { next: 'CHOICE', subject: choice };
}

/** The person's next choice of authority that has not been asked, and could be. */
export function nextChoice({ housing, referrals, consents }: Choices): ReferralSubject | undefined {
  const agreed = { housing, ...(consents && { consents }) };
  return [...housing.authorities.entries()]
    .filter(([, agencyId]) => !isRefused(agreed, 'DTR', agencyId))
    .map(([index]) => referralSubject('DTR', index + 1))
    .find(
      (subject) =>
        housing.unanswered?.includes(subject) !== true &&
        !referrals.some((known) => known.subject === subject),
    );
}

/** What follows from a withdrawal for the other councils. */
export interface CouncilsAfter {
  /** The person agrees to no council, so none keeps its referral or is shown how to contact them. */
  readonly everyCouncil: boolean;
  /** The person's next choice is asked, without an officer deciding so. */
  readonly asksAnother: boolean;
}

export function councilsAfter(service: Service, reason: WithdrawalReason): CouncilsAfter {
  return {
    everyCouncil: endsEveryDutyToRefer(service, reason),
    asksAnother: ASKS_ANOTHER.includes(reason),
  };
}

/** What the record no longer says once referrals of a service are withdrawn. */
export function forgetWithdrawn(
  draft: PathwayDraft,
  service: Service,
  { everyCouncil, asksAnother }: CouncilsAfter,
): void {
  const { housing, referrals } = draft.journey;
  const live = referrals.filter(
    (each) => each.live && readReferralSubject(each.subject)?.service === service,
  );
  const { crsReferredOn, dutyToReferOn, dutyToReferOutcome, contact, ...rest } = housing;
  const keepsCouncil = service !== 'DTR' || live.length > 0;
  const keepsOutcome = service !== 'DTR' || live.some(({ answer }) => answer === 'ACCEPTED');
  const keepsServices = service !== 'CRS' || live.length > 0;
  draft.update({
    housing: {
      ...rest,
      ...(keepsServices && crsReferredOn !== undefined && { crsReferredOn }),
      ...(keepsCouncil && dutyToReferOn !== undefined && { dutyToReferOn }),
      ...(keepsOutcome && dutyToReferOutcome !== undefined && { dutyToReferOutcome }),
      ...(!everyCouncil && contact !== undefined && { contact }),
    },
  });
  if (service !== 'DTR') return;
  if (everyCouncil) setHousing(draft, { consent: 'REFUSED' });
  else if (!asksAnother) setHousing(draft, { asksNoOther: true });
}
