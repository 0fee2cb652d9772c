import type { IsoDate } from '../law/time.ts';
import type { WaitsFor } from './waits-for.ts';

/** Why a journey closed before supervision ended. */
export const CLOSING_REASONS = ['DEATH', 'MERGE'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** How a journey stood when it closed. */
export interface Closed {
  readonly on: IsoDate;
  /** Absent where supervision ended. */
  readonly because?: ClosingReason;
  readonly housed: boolean;
  /** In payment: the first payment came. */
  readonly benefits: boolean;
  /** Keys of steps that were asked and never answered. */
  readonly unanswered?: readonly string[];
  readonly followUp?: FollowUp;
}

/** What is unsettled when supervision ends, and who is to offer the person voluntary follow-up. */
export interface FollowUp {
  /** `housing`, `benefits`, or a pathway of support. */
  readonly about: readonly string[];
  readonly owner: WaitsFor;
}
