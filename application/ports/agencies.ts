import type { Service } from '../../domain/record/referral.ts';

/** An agency that receives referrals. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly services: readonly Service[];
  /** Absent for an agency that works in a page. */
  readonly endpoint?: { readonly url: string; readonly state: 'live' | 'disabled' };
  /** The end of the information-sharing agreement: no referral after this day. */
  readonly agreementExpiresOn: string;
}
