import type { Actor } from './actor.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';

export const SERVICES = ['CRS', 'DTR', 'CAS3'] as const;
export type Service = (typeof SERVICES)[number];

/** Derived from what has happened to a referral, never set by itself. */
export const REFERRAL_STATES = [
  'created',
  'delivered',
  'accepted',
  'declined',
  'more-information-needed',
  'withdrawn',
  'expired',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export type ReferralAnswer = 'ACCEPTED' | 'DECLINED' | 'MORE_INFORMATION';

/** Why a duty to refer was accepted or not: the codes authorities use. */
export const OUTCOME_CODES = {
  ACCEPTED: ['PREVENTION_AND_RELIEF_DUTY', 'PRIORITY_NEED'],
  DECLINED: ['NO_LOCAL_CONNECTION', 'INTENTIONALLY_HOMELESS', 'REJECTED_FOR_ANOTHER_REASON'],
  MORE_INFORMATION: [],
} as const satisfies Record<ReferralAnswer, readonly string[]>;

/** A request to a partner agency. Each move is recorded with when and who; the state follows from them. */
export interface Referral {
  /** Opaque: the only thing about the person an agency is sent. */
  readonly id: string;
  readonly journeyId: string;
  readonly cycle: number;
  readonly service: Service;
  /** `DTR-2` is the second authority asked under the duty to refer. */
  readonly subject: string;
  readonly agencyId: string;
  /** Absent while the person has no release date. */
  readonly releaseDate?: IsoDate;
  /** Counts the events sent about it, for the partner to order them by. */
  readonly sequence: number;
  readonly createdAt: IsoInstant;
  readonly deliveredAt?: IsoInstant;
  readonly answer?: {
    readonly answer: ReferralAnswer;
    readonly code?: string;
    readonly at: IsoInstant;
    readonly by: Actor;
  };
  readonly withdrawn?: { readonly reason: string; readonly at: IsoInstant; readonly by: Actor };
  readonly expiredAt?: IsoInstant;
}

export function stateOf(referral: Referral): ReferralState {
  if (referral.withdrawn) return 'withdrawn';
  switch (referral.answer?.answer) {
    case 'ACCEPTED':
      return 'accepted';
    case 'DECLINED':
      return 'declined';
    case 'MORE_INFORMATION':
      return referral.expiredAt === undefined ? 'more-information-needed' : 'expired';
    case undefined:
      if (referral.expiredAt !== undefined) return 'expired';
      return referral.deliveredAt === undefined ? 'created' : 'delivered';
  }
}

/** Still wanted, and not answered for good. */
export function isLive(referral: Referral): boolean {
  return isLiveState(stateOf(referral));
}

export function isLiveState(state: ReferralState): boolean {
  return state === 'created' || state === 'delivered' || state === 'more-information-needed';
}
