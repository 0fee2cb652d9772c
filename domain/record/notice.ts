import type { WaitsFor } from './waits-for.ts';
import type { IsoInstant } from '../law/time.ts';

/** What a message can be about, strongest first: steps, an officer's absence, and the person's appointments. */
export const STEP_NOTICES = ['step-escalated', 'step-overdue', 'step-due', 'step-opened'] as const;
/** An officer is away, and somebody is asked in their place. */
const ABSENCE_NOTICES = ['standing-in'] as const;
/** For a victim liaison unit only: the journey never has it. */
const UNIT_NOTICES = ['date-to-pass-on'] as const;
export const APPOINTMENT_NOTICES = [
  'appointment-missed',
  'appointment-cancelled',
  'appointment-changed',
  'appointment-made',
  'appointment-soon',
] as const;
export const NOTICE_KINDS = [
  ...STEP_NOTICES,
  ...ABSENCE_NOTICES,
  ...APPOINTMENT_NOTICES,
  ...UNIT_NOTICES,
] as const;
export type StepNotice = (typeof STEP_NOTICES)[number];
export type AppointmentNotice = (typeof APPOINTMENT_NOTICES)[number];
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * Something that somebody is to be sent a message about: ids only, kept in the outbox with the change that caused it.
 * The words are made when it is sent, from the record as it then stands.
 */
export interface Notice {
  readonly kind: NoticeKind;
  /** An officer; a desk, which is everybody who works at it; or the person whose journey it is. */
  readonly to: WaitsFor | 'person';
  /** The key of the step that it is about; it is not sent once that step no longer waits. */
  readonly step?: string;
  /** The appointment that it is about; it is not sent once that has changed again. */
  readonly appointment?: { readonly id: string; readonly revision: number };
  /** It is about today, so that it is not kept for the next morning. */
  readonly urgent?: true;
  /** It is not sent before, for a reminder that is known long before its time. */
  readonly from?: IsoInstant;
}

/** A notice in a mailbox. */
export interface WaitingNotice extends Notice {
  /** Unique: a notice that is taken twice is kept once. */
  readonly id: string;
  readonly journeyId: string;
  readonly at: IsoInstant;
}

/** Nothing of it is said of the person: not in the message, nor on the journey. */
export function isForUnit({ kind }: Pick<Notice, 'kind'>): boolean {
  return UNIT_NOTICES.some((each) => each === kind);
}
