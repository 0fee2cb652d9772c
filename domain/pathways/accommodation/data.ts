import type { IsoDate, IsoInstant } from '../../law/time.ts';
import type { StaffSide } from '../../record/actor.ts';

/** What the record keeps for the accommodation pathway. */
export interface AccommodationData {
  readonly housing: Housing;
}

export interface Housing {
  readonly need?: 'HAS_ADDRESS' | 'NEEDS_HELP';
  readonly consent?: 'GIVEN' | 'REFUSED';
  /** Local housing authorities in the person's order of choice, by agency id; at most {@link MOST_AUTHORITIES}. */
  readonly authorities: readonly string[];
  /** Everywhere the person was, is or will be able to sleep after release, as recorded; at most {@link MOST_PLACES}. */
  readonly places?: readonly Place[];
  /** How an address was stored before there were places: read as one of them, never written. */
  readonly address?: { readonly kind: PlaceKind; readonly recordedAt: IsoInstant };
  /** The last check after release is answered. */
  readonly checked?: true;
  /** When a commissioned-services referral was first made, and the live duty-to-refer referral: what CAS3 asks for. */
  readonly crsReferredOn?: IsoDate;
  readonly dutyToReferOn?: IsoDate;
  readonly dutyToReferOutcome?: string;
  /** How a council may contact the person. Absent without their agreement: then no duty to refer is sent. */
  readonly contact?: {
    readonly by: 'PHONE' | 'EMAIL' | 'OFFICER';
    /** A number, an email address, or an officer and how to reach them. */
    readonly at: string;
    readonly agreedOn: IsoDate;
  };
  /** What the person said when they did not agree to a referral or to being contacted. */
  readonly refusedBecause?: string;
  /** The latest application to a Welsh local authority. */
  readonly welshApplication?: { readonly authority: string; readonly on: IsoDate };
  /** Help with a deposit or bond, in pounds. */
  readonly rentDeposit?: {
    readonly scheme: string;
    readonly landlord: string;
    readonly sum: number;
    readonly on: IsoDate;
  };
  /** A referral to a council was withdrawn, and an officer is to decide whether another is asked. */
  readonly asksNoOther?: boolean;
  /** Referrals that could not be made, by subject: no agency, or no agreement with it. */
  readonly unanswered?: readonly string[];
}

export const PLACE_KINDS = ['SETTLED', 'TRANSIENT', 'CAS1', 'CAS3'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** Somewhere to sleep: an address of the person's own, or a bed. Its address never leaves the table for a log or event. */
export interface Place {
  readonly kind: PlaceKind;
  readonly lines?: readonly string[];
  readonly postcode?: string;
  /** The first night; absent for one that begins on the day of release, whenever that is. */
  readonly from?: IsoDate;
  /** The last night. */
  readonly until?: IsoDate;
  /** How many nights it lasts, where the last night follows from the first. */
  readonly nights?: number;
  /** The member of staff who found it; absent when an agency gave it, or nobody recorded it. */
  readonly foundBy?: { readonly id: string; readonly staff: StaffSide };
  readonly recordedAt: IsoInstant;
}

/** The record keeps the list whole in the head, which every change of the journey writes. */
export const MOST_AUTHORITIES = 10;
export const MOST_PLACES = 12;

export const NO_ACCOMMODATION_YET: AccommodationData = { housing: { authorities: [] } };
