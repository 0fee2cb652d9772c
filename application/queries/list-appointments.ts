import type { Appointment } from '../../domain/record/appointments.ts';
import type { PersonContact } from '../../domain/messages/contact.ts';
import { firstResultByStep } from '../../domain/pathways/community/first-appointment.ts';
import { arrangedFirst } from '../../domain/pathways/licence-and-release-date/licence.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import type { User } from '../../domain/access/user.ts';
import { readFor } from '../access.ts';
import { readStep } from '../items.ts';
import { keys } from '../keys.ts';
import { personContactOf } from '../person-contact.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface AppointmentsView {
  /** Soonest first. */
  readonly toCome: readonly Appointment[];
  /** Latest first. */
  readonly over: readonly Appointment[];
  /** Whether the person is sent messages, and where; absent while they have not been asked. */
  readonly contact?: PersonContact;
}

/** A person's appointments, for whoever may read their journey. @returns NOT_FOUND; NOT_PERMITTED. */
export async function listAppointments(
  services: Services,
  user: User,
  journeyId: string,
): Promise<Result<AppointmentsView>> {
  const found = await readFor(services, user, journeyId);
  if (!found.ok) return found;
  const appointments = await withResults(services.table, found.value.journey);
  const contact = await personContactOf(services.table, found.value.journey);
  const bySoonest = appointments.toSorted((a, b) => (`${a.on} ${a.at}` < `${b.on} ${b.at}` ? -1 : 1));
  return done({
    toCome: bySoonest.filter(({ came }) => came === undefined),
    over: bySoonest.filter(({ came }) => came !== undefined).toReversed(),
    ...(contact && { contact }),
  });
}

/** In a journey from before the step of the first appointment kept its result, the step has it. */
async function withResults(table: Services['table'], journey: Journey): Promise<readonly Appointment[]> {
  const { appointments = [], cycle, id } = journey;
  const first = arrangedFirst(journey);
  if (first === undefined || first.came !== undefined || journey.releasedOn === undefined)
    return appointments;
  const row = await table.get(keys.step(id, stepKey(cycle, 'first-appointment')));
  const came = firstResultByStep(journey, row && readStep(row).outcome);
  if (came === undefined) return appointments;
  return appointments.map((each) => (each.id === first.id ? { ...each, came } : each));
}
