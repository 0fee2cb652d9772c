import type { Law } from '../law/law.ts';
import { addDays, type IsoDate, type IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';

export const ABSENCE_REASONS = ['LEAVE', 'SICKNESS', 'OTHER'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** A member of staff is away from a day to a day, both included. */
export interface GivenAbsence {
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly reason: AbsenceReason;
}

export interface Absence extends GivenAbsence {
  readonly id: string;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: Actor;
  /** The last change of its last day. */
  readonly changed?: { readonly at: IsoInstant; readonly by: Actor };
  /** They came back before its last day, or never went. */
  readonly over?: { readonly at: IsoInstant; readonly by: Actor };
}

/** What a journey keeps of an officer who is away now: not why, which is not about the person. */
export interface OfficerAway {
  readonly officer: string;
  readonly absence: string;
  readonly until: IsoDate;
}

export interface WithAbsences {
  /** The officers of the person who are away now. */
  readonly away?: readonly OfficerAway[];
}

/** The absence that a member of staff is away by on a day. */
export function absenceOn(absences: readonly Absence[], day: IsoDate): Absence | undefined {
  return absences.find(({ from, until, over }) => over === undefined && from <= day && day <= until);
}

/** The first day of an absence that can still be recorded. */
export function earliestAbsence(today: IsoDate, law: Law): IsoDate {
  return addDays(today, -law.on(today).absenceEnteredDays);
}

/** The absence that a new one would overlap. */
export function overlapped(
  absences: readonly Absence[],
  { from, until }: Pick<Absence, 'from' | 'until'>,
): Absence | undefined {
  return absences.find((each) => each.over === undefined && each.from <= until && from <= each.until);
}
