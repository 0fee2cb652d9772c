import type { Actor } from './actor.ts';
import { timeOnDay, type IsoDate, type IsoInstant } from '../law/time.ts';

/** A time and a place at which the person is expected. What it is about is not kept: a message to the person says neither. */
export interface Appointment {
  readonly id: string;
  /** Counts its changes, from 1. */
  readonly revision: number;
  readonly on: IsoDate;
  /** `14:00`, by London's clock. */
  readonly at: string;
  readonly place: string;
  readonly madeAt: IsoInstant;
  readonly madeBy: Actor;
  /** Absent until its result is recorded. */
  readonly came?: 'KEPT' | 'MISSED' | 'CANCELLED';
}

/** More than a year of weekly appointments; those that are over make room. */
export const MOST_APPOINTMENTS = 60;

/** `09:30`: a time of day in whole minutes. */
export function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The instant at which an appointment begins. */
export function beginsAt({ on, at }: Pick<Appointment, 'on' | 'at'>): IsoInstant {
  const [hour, minute] = at.split(':').map(Number);
  return timeOnDay(on, hour ?? 0, minute);
}

/** Appointments that begin after an instant, and whose result is not recorded. */
export function toCome(
  { appointments = [] }: { readonly appointments?: readonly Appointment[] },
  now: IsoInstant,
): readonly Appointment[] {
  return appointments.filter((each) => each.came === undefined && beginsAt(each) > now);
}

/** The appointments with one added or replaced; the oldest that are over are forgotten. */
export function withAppointment(
  appointments: readonly Appointment[],
  appointment: Appointment,
): readonly Appointment[] {
  const others = appointments.filter(({ id }) => id !== appointment.id);
  const all = [...others, appointment];
  const tooMany = all.length - MOST_APPOINTMENTS;
  const over = all.filter(({ came }) => came !== undefined).slice(0, Math.max(0, tooMany));
  return all.filter((each) => !over.includes(each));
}
