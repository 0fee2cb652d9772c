import type { WaitsFor } from './waits-for.ts';
import type { IsoInstant } from '../law/time.ts';

/** What a message to an officer can be about, in the order it says it. */
export const OFFICER_NOTICES = ['step-escalated', 'step-overdue', 'step-due', 'step-opened'] as const;
export type OfficerNotice = (typeof OFFICER_NOTICES)[number];

/**
 * Something that somebody is to be sent a message about: ids only, kept in the outbox with the change that caused it.
 * The words are made when it is sent, from the record as it then stands.
 */
export interface Notice {
  readonly kind: OfficerNotice;
  /** An officer, or a desk: everybody who works at it. */
  readonly to: WaitsFor;
  /** The key of the step that it is about; it is not sent once that step no longer waits. */
  readonly step?: string;
  /** It is about today, so that it is not kept for the next morning. */
  readonly urgent?: true;
}

/** A notice in a mailbox. */
export interface WaitingNotice extends Notice {
  /** Unique: a notice that is taken twice is kept once. */
  readonly id: string;
  readonly journeyId: string;
  readonly at: IsoInstant;
}
