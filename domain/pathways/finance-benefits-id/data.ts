import type { IsoDate } from '../../law/time.ts';

/** What the record keeps for the finance, benefits and ID pathway. */
export interface BenefitsData {
  readonly benefits: Benefits;
}

export interface Benefits {
  readonly interviewOn?: IsoDate;
  readonly bankAccount?: string;
  readonly identity?: string;
  /** The person will not claim, so nothing about a claim is asked. */
  readonly notClaiming?: true;
  readonly claimMadeOn?: IsoDate;
  readonly identityVerifiedOn?: IsoDate;
  readonly advance?: 'PAID' | 'NOT_WANTED' | 'REFUSED';
  /** The claim is in payment from this day. */
  readonly firstPaymentOn?: IsoDate;
}

export const NO_BENEFITS_YET: BenefitsData = { benefits: {} };
