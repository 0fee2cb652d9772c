import type { IsoDate, IsoInstant } from '../../law/time.ts';

/** What the record keeps for the accommodation pathway. */
export interface AccommodationData {
  readonly housing: Housing;
}

export interface Housing {
  readonly need?: 'HAS_ADDRESS' | 'NEEDS_HELP';
  readonly consent?: 'GIVEN' | 'REFUSED';
  /** Local housing authorities in the person's order of choice, by agency id; at most {@link MOST_AUTHORITIES}. */
  readonly authorities: readonly string[];
  readonly address?: { readonly kind: AddressKind; readonly recordedAt: IsoInstant };
  /** When a commissioned-services referral was first made, and the live duty-to-refer referral: what CAS3 asks for. */
  readonly crsReferredOn?: IsoDate;
  readonly dutyToReferOn?: IsoDate;
  readonly dutyToReferOutcome?: string;
  /** Referrals that could not be made, by subject: no agency, or no agreement with it. */
  readonly unanswered?: readonly string[];
}

export type AddressKind = 'SETTLED' | 'TRANSIENT' | 'CAS3';

/** The record keeps the list whole in the head, which every change of the journey writes. */
export const MOST_AUTHORITIES = 10;

export const NO_ACCOMMODATION_YET: AccommodationData = { housing: { authorities: [] } };
