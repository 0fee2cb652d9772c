import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { setPathway } from '../statuses.ts';
import type { Benefits } from './data.ts';

export function setBenefits(draft: PathwayDraft, patch: Partial<Benefits>): void {
  draft.update({ benefits: { ...draft.journey.benefits, ...patch } });
}

/** An outcome of several steps: there will be no claim. */
export const NOT_CLAIMING = {
  label: 'The person will not claim',
  brings: 'notClaiming',
  does(draft: PathwayDraft): void {
    forgetInterview(draft);
    setBenefits(draft, { notClaiming: true });
    setPathway(draft, 'finance-benefits-id', 'SUPPORT_DECLINED');
  },
} as const;

const STILL_TRUE = ['OPENED', 'HAS_ONE'];

/** What stays true of a person who is back in prison: their documents and their account, but no claim. */
export function benefitsAfterReturn({ identity, bankAccount }: Benefits): Benefits {
  return {
    ...(identity === 'IN_HAND' && { identity }),
    ...(bankAccount !== undefined && STILL_TRUE.includes(bankAccount) && { bankAccount }),
  };
}

/** Benefits are settled: the person gets them, or wants none. */
export function benefitsAreSettled({ benefits }: Pick<PersonRecord, 'benefits'>): boolean {
  return benefits.firstPaymentOn !== undefined || benefits.notClaiming === true;
}

/** The Jobcentre interview is on the day of release, so a new day needs a new booking. */
export function interviewIsOnAnotherDay({ benefits, releaseDateInForce }: PersonRecord): boolean {
  return benefits.interviewOn !== undefined && benefits.interviewOn !== releaseDateInForce;
}

export function forgetInterview(draft: PathwayDraft): void {
  const { interviewOn: _old, ...benefits } = draft.journey.benefits;
  draft.update({ benefits });
}

/** Universal Credit can be claimed only from release, so nothing of a claim is left once a release is undone. */
export function forgetClaim(draft: PathwayDraft): void {
  const {
    claimMadeOn,
    identityVerifiedOn: _verified,
    advance: _advance,
    firstPaymentOn,
    ...benefits
  } = draft.journey.benefits;
  if (claimMadeOn === undefined) return;
  draft.update({ benefits });
  if (firstPaymentOn !== undefined) setPathway(draft, 'finance-benefits-id', 'IN_PROGRESS');
}
