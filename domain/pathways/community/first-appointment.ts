import { withAppointment, type Appointment } from '../../record/appointments.ts';
import { recordCame } from '../appointments.ts';
import { arrangedFirst, firstAppointmentOn } from '../licence-and-release-date/licence.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { setSupervision, withLatest } from './supervision.ts';

export type FirstResult = Exclude<Appointment['came'], 'CANCELLED' | undefined>;

/**
 * What came of the first appointment: the result of the one that was arranged, and a contact where it was kept. After one
 * that was missed, the next has a day only, and the result of the missed one stands.
 */
export function recordFirstResult(draft: PathwayDraft, came: FirstResult): void {
  const { journey, context } = draft;
  const first = arrangedFirst(journey);
  if (first !== undefined && !isRearranged(journey)) recordCame(draft, first.id, came);
  if (came !== 'KEPT') return;
  const day = firstAppointmentOn(journey, context.calendar, context.law) ?? context.today;
  const contact = { on: day < context.today ? day : context.today, means: 'FIRST_APPOINTMENT' } as const;
  setSupervision(draft, { contacts: withLatest(journey.supervision?.contacts, contact) });
}

/** The answer that the appointment itself has: undefined while it has none, and where another day was arranged since. */
export function resultOfFirst(record: PersonRecord): FirstResult | undefined {
  const { on = '', came } = arrangedFirst(record) ?? {};
  if (came === undefined || came === 'CANCELLED' || isRearranged(record)) return undefined;
  // One from before a release that was recorded wrongly says nothing of the release to come.
  return on >= (record.releasedOn ?? on) ? came : undefined;
}

/**
 * The result of the arranged appointment by its step, in a journey from before both were recorded as one.
 * @param answer the outcome of the step `first-appointment`, where it is answered.
 */
export function firstResultByStep(record: PersonRecord, answer: string | undefined): FirstResult | undefined {
  if (isRearranged(record)) return 'MISSED';
  return answer === 'KEPT' || answer === 'MISSED' ? answer : undefined;
}

/** The release in which the result was recorded did not happen: the appointment is to come again. */
export function forgetFirstResult(draft: PathwayDraft): void {
  const { appointments = [], supervision } = draft.journey;
  const first = arrangedFirst(draft.journey);
  if (first?.came === 'KEPT' || first?.came === 'MISSED') {
    const { came: _result, ...toCome } = first;
    const again = { ...toCome, revision: first.revision + 1 };
    draft.update({ appointments: withAppointment(appointments, again) });
  }
  if (supervision === undefined) return;
  const { firstAppointmentOn: _rearranged, contacts, ...kept } = supervision;
  const others = contacts?.filter(({ means }) => means !== 'FIRST_APPOINTMENT');
  draft.update({ supervision: { ...kept, ...(others && { contacts: others }) } });
}

function isRearranged({ supervision }: PersonRecord): boolean {
  return supervision?.firstAppointmentOn !== undefined;
}
