import type { Actor } from './actor.ts';
import type { Law } from '../law/law.ts';
import { dayInLondon, daysBetween, type IsoDate, type IsoInstant } from '../law/time.ts';

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
  'unanswered',
  'moved',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export type ReferralAnswer = 'ACCEPTED' | 'DECLINED' | 'MORE_INFORMATION';

/** Why a duty to refer was accepted or not: the codes authorities use. */
export const OUTCOME_CODES = {
  ACCEPTED: ['PREVENTION_AND_RELIEF_DUTY', 'PRIORITY_NEED'],
  DECLINED: ['NO_LOCAL_CONNECTION', 'INTENTIONALLY_HOMELESS', 'REJECTED_FOR_ANOTHER_REASON'],
  MORE_INFORMATION: [],
} as const satisfies Record<ReferralAnswer, readonly string[]>;

export const WITHDRAWAL_REASONS = [
  'NEW_REFERRAL',
  'INCORRECT_LOCAL_AUTHORITY',
  'NO_CONSENT',
  'DISENGAGED',
  'HOUSING_NEED_RESOLVED',
  'NOT_ELIGIBLE',
  'OTHER',
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** One question of an agency. It may have asked without saying what it needs. */
export interface AgencyQuestion {
  readonly askedAt: IsoInstant;
  readonly question?: string;
  readonly answeredAt?: IsoInstant;
  readonly answer?: string;
}

/** Each is up to 2,000 characters with its answer, and the row of the referral keeps them all. */
export const MOST_QUESTIONS = 20;

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
    /** The agency's own number for it, and who there deals with it. */
    readonly reference?: string;
    readonly officer?: string;
    readonly at: IsoInstant;
    readonly by: Actor;
  };
  /** What the agency asked before it could answer, and what it was told, oldest first. */
  readonly questions?: readonly AgencyQuestion[];
  readonly withdrawn?: {
    readonly reason: WithdrawalReason;
    readonly text?: string;
    readonly at: IsoInstant;
    readonly by: Actor;
  };
  /** The journey that it belongs to since two records of the person were merged. */
  readonly movedTo?: string;
  /** Our date for the answer passed. The agency's duty does not end with it, so the referral still stands. */
  readonly expiredAt?: IsoInstant;
  /** The person's day of release, once the agency has been sent it. */
  readonly releasedOn?: IsoDate;
}

export function stateOf(referral: Referral): ReferralState {
  if (referral.movedTo !== undefined) return 'moved';
  if (referral.withdrawn) return 'withdrawn';
  switch (referral.answer?.answer) {
    case 'ACCEPTED':
      return 'accepted';
    case 'DECLINED':
      return 'declined';
    case 'MORE_INFORMATION':
      return referral.expiredAt === undefined ? 'more-information-needed' : 'unanswered';
    case undefined:
      if (referral.expiredAt !== undefined) return 'unanswered';
      return referral.deliveredAt === undefined ? 'created' : 'delivered';
  }
}

/** It stands: whatever changes is sent to the agency. An acceptance and our own deadline do not end it. */
export function isLive(referral: Referral): boolean {
  return isLiveState(stateOf(referral));
}

export function isLiveState(state: ReferralState): boolean {
  return state !== 'withdrawn' && state !== 'declined' && state !== 'moved';
}

/** It stands, and its agency may still answer it. */
export function mayBeAnswered(referral: Referral): boolean {
  return isLive(referral) && referral.answer?.answer !== 'ACCEPTED';
}

/** So old on this day that it no longer counts, whatever its state. */
export function isStale({ createdAt }: Pick<Referral, 'createdAt'>, today: IsoDate, law: Law): boolean {
  const madeOn = dayInLondon(createdAt);
  return daysBetween(madeOn, today) > law.on(today).dutyToReferStaleDays;
}
