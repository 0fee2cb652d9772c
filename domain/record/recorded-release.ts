import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';
import { EARLY_GROUNDS, type EarlyGround } from './early-grounds.ts';

/** What a person must have with them at the gate. What is missing never stops a release. */
export const GATE_ITEMS = [
  'identity',
  'medicine',
  'subsistencePayment',
  'travel',
  'keysOrAddress',
  'phone',
  'printedPlan',
] as const;
export type GateItem = (typeof GATE_ITEMS)[number];

/**
 * Why a person was released: on or after the date in force, on another lawful ground, at court (or time served), or
 * without authority.
 */
export const RELEASE_GROUNDS = ['DATE_IN_FORCE', ...EARLY_GROUNDS, 'AT_COURT', 'IN_ERROR'] as const;
export type ReleaseGround = (typeof RELEASE_GROUNDS)[number];

/** A release as one officer gives it, or an event. */
export interface GivenRelease {
  /** The day the person left, which may be before the day it is recorded. */
  readonly on: IsoDate;
  readonly ground: ReleaseGround;
  readonly identityConfirmed: boolean;
  readonly inHand: readonly GateItem[];
  readonly missing: readonly GateItem[];
  readonly reason?: string;
}

/** How a release was recorded. */
export interface RecordedRelease extends GivenRelease {
  /** The phase of the journey until then, to which a correction returns it. */
  readonly from: 'reception' | 'custody' | 'recalled' | 'pre-release' | 'release-day';
  readonly recordedAt: IsoInstant;
  readonly recordedBy: Actor;
  readonly secondOfficer?: Actor;
  /** A release in error for which a lawful ground was found afterwards. */
  readonly madeLawful?: true;
}

/** Someone is out who should not be, and nobody has dealt with it. */
export function isOutInError(recorded: RecordedRelease | undefined): boolean {
  return recorded?.ground === 'IN_ERROR' && recorded.madeLawful !== true;
}

export function isEarlyGround(ground: ReleaseGround): ground is EarlyGround {
  return EARLY_GROUNDS.some((each) => each === ground);
}

/** A recorded release was wrong: it did not happen, or on another day; or the person is back in custody. */
export const RELEASE_CORRECTIONS = ['NOT_RELEASED', 'RETURNED_TO_CUSTODY', 'ANOTHER_DAY'] as const;
export type ReleaseCorrection = (typeof RELEASE_CORRECTIONS)[number];

export interface GivenCorrection {
  readonly correction: ReleaseCorrection;
  /** The day of release, for ANOTHER_DAY. */
  readonly on?: IsoDate;
  readonly reason: string;
}
