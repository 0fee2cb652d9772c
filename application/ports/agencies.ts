import type { Service } from '../../domain/record/referral.ts';

/** An agency that takes referrals, as far as sending one needs. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly services: readonly Service[];
  /** Absent for an agency that works from a page. */
  readonly endpoint?: { readonly url: string; readonly state: 'live' | 'disabled' };
  /** The information-sharing agreement: no referral is made after this day. */
  readonly agreementExpiresOn: string;
}
