import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';

/** Why a journey is on hold. */
export const HOLD_REASONS = [
  'HOSPITAL',
  'COURT',
  'TEMPORARY_ABSENCE',
  'ESCAPE',
  'REMAND',
  'IMMIGRATION_DETENTION',
  'EARLY_REMOVAL',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export interface GivenHold {
  readonly reason: HoldReason;
  readonly since: IsoDate;
  readonly note?: string;
  /** The event by which the prison's system reported it; absent for one that an officer entered. */
  readonly event?: string;
}

export interface Hold extends GivenHold {
  /** No step has a deadline until the journey is resumed. Dates of the law, such as release, stay as they are. */
  readonly stopsClocks: boolean;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: Actor;
}
