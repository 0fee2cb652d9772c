import { isAdultOn } from '../law/age.ts';
import { addDays, timeOnDay } from '../law/time.ts';
import { withAppointment, type Appointment } from '../record/appointments.ts';
import type { FactData } from '../record/facts.ts';
import type { AppointmentNotice, Notice } from '../record/notice.ts';
import type { PathwayDraft } from './person-record.ts';
import { responsibleOfficer } from '../record/responsible-officer.ts';
import { askedFor } from '../record/stand-in.ts';
import { officerWaitedFor } from '../record/waits-for.ts';

/** The hour of the day before at which the person is reminded. */
const REMINDED_AT = 10;

/** Keeps the appointment, records the fact, and has the person and their officer sent a message. */
export function keepAppointment(
  draft: PathwayDraft,
  appointment: Appointment,
  kind: Exclude<AppointmentNotice, 'appointment-soon'>,
): void {
  const { journey, context } = draft;
  draft.update({ appointments: withAppointment(journey.appointments ?? [], appointment) });
  draft.record(kind, factOf(appointment));
  const about = { id: appointment.id, revision: appointment.revision };
  const responsible = responsibleOfficer(journey);
  const child = !isAdultOn(journey.dateOfBirth, context.today, context.law);
  const asked = responsible === undefined ? undefined : askedFor(journey, responsible, child);
  const notices: readonly Notice[] = [
    { kind, to: 'person', appointment: about },
    // Who arranges it knows of it.
    ...(asked !== undefined && asked !== officerWaitedFor(context.by.id)
      ? [{ kind, to: asked, appointment: about }]
      : []),
    ...(appointment.came === undefined && addDays(appointment.on, -1) > context.today
      ? [
          {
            kind: 'appointment-soon',
            to: 'person',
            appointment: about,
            from: timeOnDay(addDays(appointment.on, -1), REMINDED_AT),
          } as const,
        ]
      : []),
  ];
  for (const notice of notices) draft.tell(notice);
}

/** Without the place, which a fact would keep for ever. */
export function factOf({ id, on, at }: Appointment): FactData {
  return { appointment: id, on, at };
}

/** Takes back an appointment that is still to come. */
export function cancelAppointment(draft: PathwayDraft, id: string): void {
  recordCame(draft, id, 'CANCELLED');
}

/** Records what came of an appointment. One that has a result, or is not kept any more, is left as it is. */
export function recordCame(draft: PathwayDraft, id: string, came: NonNullable<Appointment['came']>): void {
  const found = (draft.journey.appointments ?? []).find((each) => each.id === id);
  if (found === undefined || found.came !== undefined) return;
  const over: Appointment = { ...found, came, revision: found.revision + 1 };
  if (came !== 'KEPT') {
    keepAppointment(draft, over, came === 'MISSED' ? 'appointment-missed' : 'appointment-cancelled');
    return;
  }
  draft.update({ appointments: withAppointment(draft.journey.appointments ?? [], over) });
  draft.record('appointment-kept', factOf(over));
}
