import type { ReleaseKind } from '../law/release-day.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';

/** For a fixed number of days by law, or until the Parole Board directs release or the sentence ends. */
export const RECALL_TYPES = ['FIXED_TERM', 'STANDARD'] as const;
export type RecallType = (typeof RECALL_TYPES)[number];

export const RECALL_REASONS = [
  'CHARGED_WITH_OFFENCE',
  'FAILED_TO_KEEP_APPOINTMENTS',
  'LOST_CONTACT',
  'FAILED_TO_LIVE_AS_APPROVED',
  'TAG_OR_CURFEW',
  'RISK_CANNOT_BE_MANAGED',
  'OTHER',
] as const;
export type RecallReason = (typeof RECALL_REASONS)[number];

/** The revocation of a licence as the supervising officer proposes it. */
export interface GivenRecall {
  readonly type: RecallType;
  readonly revokedOn: IsoDate;
  readonly reason: RecallReason;
  readonly explanation: string;
  /** What was tried before. */
  readonly alternatives: string;
  /** The person was out on home detention curfew. */
  readonly fromCurfew?: boolean;
}

/** The return to prison of a recalled person. */
export interface GivenReturn {
  readonly on: IsoDate;
  readonly prison: string;
  readonly arrestedOn?: IsoDate;
  /** The post-recall release date (PRRD), where the prison has calculated it. */
  readonly releaseDate?: IsoDate;
  /** After a recall from curfew: when the requisite custodial period ends. */
  readonly curfewPeriodEnds?: IsoDate;
}

/** The recall that a cycle began with. It stays when the person is released again. */
export interface Recall extends GivenRecall {
  /** What the sentence was before the recall, by which its law is chosen. */
  readonly sentenceKind: ReleaseKind;
  /** When the licence was revoked the time before. */
  readonly earlierRecallOn?: IsoDate;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: Actor;
  readonly approvedBy: Actor;
  readonly atLargeSince?: IsoDate;
  readonly arrestedOn?: IsoDate;
  readonly returnedOn?: IsoDate;
}

/** Why a cycle ended before supervision did. */
export const CYCLE_ENDS = ['RECALL', 'NEW_SENTENCE'] as const;
export type CycleEnd = (typeof CYCLE_ENDS)[number];

/** What the head keeps of a cycle that has ended; the rest is a row of its own. */
export interface EarlierCycle {
  readonly cycle: number;
  readonly releasedOn?: IsoDate;
  readonly endedOn: IsoDate;
  readonly because: CycleEnd;
}

interface WithRecall {
  readonly recall?: Recall | undefined;
}

/** Their licence is revoked, and they are not back in prison. */
export function awaitsReturn({ recall }: WithRecall): boolean {
  return recall !== undefined && recall.returnedOn === undefined;
}

/** They await return, and somebody has recorded that they are unlawfully at large. */
export function isAtLarge({ recall }: WithRecall): boolean {
  return recall?.atLargeSince !== undefined && recall.returnedOn === undefined;
}
