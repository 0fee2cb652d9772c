import type { IsoDate } from '../../law/time.ts';

/** What the record keeps for the finance, benefits and ID pathway. */
export interface BenefitsData {
  readonly benefits: Benefits;
}

export interface Benefits {
  readonly interviewOn?: IsoDate;
  /** In custody, the housing element of Universal Credit goes on as far as the law allows. */
  readonly keepsHousingElement?: true;
  readonly bankAccount?: string;
  /** Banks that refused an account, oldest first. */
  readonly banksRefused?: readonly { readonly bank: string; readonly why: string; readonly on: IsoDate }[];
  readonly identity?: string;
  /** The person will not claim, so nothing about a claim is asked. */
  readonly notClaiming?: true;
  readonly claimMadeOn?: IsoDate;
  readonly identityVerifiedOn?: IsoDate;
  readonly advance?: 'PAID' | 'NOT_WANTED' | 'REFUSED';
  /** The claim is in payment from this day. */
  readonly firstPaymentOn?: IsoDate;
}

export const PRIORITY_DEBTS = ['rent', 'councilTax', 'energy', 'fines', 'childMaintenance'] as const;
export type PriorityDebt = (typeof PRIORITY_DEBTS)[number];

/** What the record keeps of the person's debts; a journey that began before has none of it. */
export interface DebtsData {
  readonly debts?: {
    /** Those that cost a home, heat or liberty when they are not paid. */
    readonly priority: readonly PriorityDebt[];
    readonly advisedBy?: string;
    /** A budget was made with the person. */
    readonly budget: boolean;
    readonly followedUpOn?: IsoDate;
  };
}

export const NO_BENEFITS_YET: BenefitsData = { benefits: {} };
