import { sayDate } from '../law/say-date.ts';
import { sayTime } from '../law/say-time.ts';
import type { Appointment } from '../record/appointments.ts';
import type { AppointmentNotice } from '../record/notice.ts';
import type { MessageWords } from './officer-message.ts';

export interface AboutAppointment {
  readonly kind: AppointmentNotice;
  readonly appointment: Pick<Appointment, 'on' | 'at' | 'place'>;
}

/**
 * The words of a message to the person: when and where they are expected. It names nobody and says nothing of what the
 * appointment is about, of offence, health or risk: others may read a telephone.
 */
export function personMessage(appointments: readonly AboutAppointment[]): MessageWords {
  return {
    subject: appointments.length === 1 ? 'Your appointment' : 'Your appointments',
    body: appointments.map(({ kind, appointment }) => SENTENCES[kind](appointment)).join('\n\n'),
  };
}

type Sentence = (appointment: AboutAppointment['appointment']) => string;

const SENTENCES: Readonly<Record<AppointmentNotice, Sentence>> = {
  'appointment-made': (each) => `You have an appointment ${whenAndWhere(each)}.`,
  'appointment-changed': (each) => `Your appointment has changed. It is now ${whenAndWhere(each)}.`,
  'appointment-soon': (each) => `A reminder: you have an appointment ${whenAndWhere(each)}.`,
  'appointment-cancelled': (each) =>
    `You need not come: your appointment ${whenAndWhere(each)} is cancelled.`,
  'appointment-missed': (each) =>
    `You were expected ${whenAndWhere(each)}. Please tell your officer why you could not come, and agree another time.`,
};

function whenAndWhere({ on, at, place }: AboutAppointment['appointment']): string {
  return `at ${sayTime(at)} on ${sayDate(on)}, at ${place}`;
}
