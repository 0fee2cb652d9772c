import type { IsoDate } from '../../law/time.ts';

/** What the record keeps for the finance, benefits and ID pathway. */
export interface BenefitsData {
  readonly benefits: Benefits;
}

export interface Benefits {
  readonly interviewOn?: IsoDate;
  readonly bankAccount?: string;
  readonly identity?: string;
  readonly claimMadeOn?: IsoDate;
  readonly identityVerifiedOn?: IsoDate;
  readonly advance?: 'PAID' | 'NOT_WANTED' | 'REFUSED';
}

export const NO_BENEFITS_YET: BenefitsData = { benefits: {} };
