import type { IsoDate } from '../../law/time.ts';

/** Mentors, volunteers and peers, in the order in which they were offered. Absent in journeys from before they were kept. */
export interface MentorData {
  readonly mentors?: readonly Mentor[];
}

export const MENTOR_ROLES = ['MENTOR', 'VOLUNTEER', 'PEER'] as const;
export type MentorRole = (typeof MENTOR_ROLES)[number];

export const MENTOR_STATES = ['OFFERED', 'ACCEPTED', 'DECLINED', 'STOPPED'] as const;
export type MentorState = (typeof MENTOR_STATES)[number];

/** Somebody who complements staff in one pathway or at the gate. They never own a step. */
export interface Mentor {
  readonly id: string;
  /** Counts its changes, from 1. */
  readonly revision: number;
  readonly role: MentorRole;
  readonly name: string;
  readonly organisation?: string;
  /** A pathway, or `gate`. */
  readonly helpsWith: string;
  readonly state: MentorState;
  /** The day of the latest change of state. */
  readonly on: IsoDate;
  /** They meet the person at the gate on the day of release in force. */
  readonly atGate?: true;
  /** Why it stopped, or what the person said. */
  readonly reason?: string;
}

/** Of those offered or accepted; the record keeps the list whole in the head. */
export const MOST_MENTORS = 12;

/** Somebody is offered to the person, or helps them. */
export function isWithPerson({ state }: Pick<Mentor, 'state'>): boolean {
  return state === 'OFFERED' || state === 'ACCEPTED';
}

/** In the next cycle who helps the person still does, and is asked again whether they come to the gate. */
export function mentorsAfterReturn({ mentors }: MentorData): MentorData {
  return mentors === undefined ? {} : { mentors: mentors.filter(isWithPerson).map(notAtGate) };
}

export function notAtGate({ atGate: _onTheOldDay, ...mentor }: Mentor): Mentor {
  return mentor;
}
