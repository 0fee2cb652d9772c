import { MOST_APPOINTMENTS, isTimeOfDay, type Appointment } from '../../domain/record/appointments.ts';
import { keepAppointment, recordCame } from '../../domain/pathways/appointments.ts';
import {
  firstResultByStep,
  recordFirstResult,
  type FirstResult,
} from '../../domain/pathways/community/first-appointment.ts';
import {
  firstAppointmentTooEarly,
  followChangedAppointment,
  forgetFirstAppointment,
  isFirstAppointment,
} from '../../domain/pathways/licence-and-release-date/first-appointment.ts';
import { recountStep } from '../../domain/journey/recount.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { appointmentSubject } from '../../domain/record/subjects.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { User } from '../../domain/access/user.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { applyAnswer } from './complete-step.ts';
import { done, refuse, refuseHiddenLine, type FieldProblem, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface GivenAppointment {
  readonly on: IsoDate;
  /** `14:00` */
  readonly at: string;
  readonly place: string;
}

export type AppointmentArranged = { readonly appointment: string };

const LONGEST_PLACE = 200;

/**
 * An officer makes an appointment for the person. The person, if they agreed to messages, and their officer are sent one.
 * @returns NOT_PERMITTED; NOT_FOUND; VALIDATION_FAILED; CONFLICT on a closed journey; RULE_REFUSED for too many to come.
 */
export async function makeAppointment(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenAppointment,
  terms: Terms = {},
): Promise<Result<AppointmentArranged>> {
  const id = services.ids.next();
  return arrange(services, user, journeyId, terms, ({ draft }) => {
    const { appointments = [] } = draft.journey;
    const wrong = faults(given, draft.context.today);
    if (wrong) return wrong;
    if (appointments.filter(({ came }) => came === undefined).length >= MOST_APPOINTMENTS) return tooMany();
    const { now, by } = draft.context;
    keepAppointment(
      draft,
      { ...placed(given), id, revision: 1, madeAt: now, madeBy: by },
      'appointment-made',
    );
    return done({ appointment: id });
  });
}

/**
 * An officer moves an appointment to another time or place.
 * @returns as {@link makeAppointment}; NOT_FOUND and CONFLICT also for an appointment that does not exist or is over.
 */
export async function changeAppointment(
  services: Services,
  user: User,
  journeyId: string,
  id: string,
  given: GivenAppointment,
  terms: Terms = {},
): Promise<Result<AppointmentArranged>> {
  return arrange(services, user, journeyId, terms, async (change) => {
    const { draft } = change;
    const found = findToCome(draft, id, terms);
    if (!found.ok) return found;
    const first = isFirstAppointment(draft.journey, id);
    const wrong =
      faults(given, draft.context.today) ?? (first ? inPrison(draft.journey, given.on) : undefined);
    if (wrong) return wrong;
    const changed = { ...found.value, ...placed(given), revision: found.value.revision + 1 };
    keepAppointment(draft, changed, 'appointment-changed');
    if (first) {
      followChangedAppointment(draft, changed);
      await countFirstAgain(change);
    }
    return done({ appointment: id });
  });
}

/**
 * An officer records the result of an appointment. One that was missed asks its officer for the reason before anything
 * else; the message to the person asks the same.
 * @returns NOT_PERMITTED; NOT_FOUND; CONFLICT for one that is over; RULE_REFUSED for kept or missed before its day.
 */
export async function recordAttendance(
  services: Services,
  user: User,
  journeyId: string,
  id: string,
  came: NonNullable<Appointment['came']>,
  terms: Terms = {},
): Promise<Result<AppointmentArranged>> {
  return arrange(services, user, journeyId, terms, async (change) => {
    const { draft } = change;
    const found = findToCome(draft, id, terms);
    if (!found.ok) return found;
    const appointment = found.value;
    if (came !== 'CANCELLED' && appointment.on > draft.context.today) return notYet();
    if (came !== 'CANCELLED' && isFirstAppointment(draft.journey, id)) return recordFirst(change, id, came);
    recordCame(draft, id, came);
    if (came === 'CANCELLED' && isFirstAppointment(draft.journey, id)) await arrangeFirstAgain(change);
    if (came === 'MISSED') await change.open({ kind: 'missed-appointment', subject: appointmentSubject(id) });
    return done({ appointment: id });
  });
}

function arrange(
  services: Services,
  user: User,
  journeyId: string,
  terms: Terms,
  change: (change: Change) => Promise<Result<AppointmentArranged>> | Result<AppointmentArranged>,
): Promise<Result<AppointmentArranged>> {
  const what = { action: 'arrange-appointment' } as const;
  return changeFor(services, user, journeyId, what, terms, (asked) =>
    asked.draft.journey.phase === 'closed'
      ? refuse('CONFLICT', 'The journey is closed, and nothing on it changes again.')
      : change(asked),
  );
}

/** The first appointment was cancelled: before release another is arranged, and after it the usual day is asked about. */
async function arrangeFirstAgain(change: Change): Promise<void> {
  const { draft } = change;
  forgetFirstAppointment(draft);
  await countFirstAgain(change);
  if (draft.journey.releasedOn !== undefined) return;
  const key = stepKey(draft.journey.cycle, 'arrange-first-appointment');
  await change.loadSteps([key]);
  draft.askAgainLater(key);
  await change.open({ kind: 'arrange-first-appointment' });
}

/** The step that asks whether it was kept is asked on its new day. */
async function countFirstAgain(change: Change): Promise<void> {
  const step = await firstStep(change);
  if (step !== undefined && isOpen(step)) recountStep(change.draft, step);
}

/** The result of the first appointment is the answer of its step, which may not have been asked yet. */
async function recordFirst(
  change: Change,
  id: string,
  came: FirstResult,
): Promise<Result<AppointmentArranged>> {
  const step = await firstStep(change);
  if (firstResultByStep(change.draft.journey, step?.outcome) !== undefined) return recordedAlready();
  if (step !== undefined && isOpen(step)) await applyAnswer(change, step, came, {});
  else recordFirstResult(change.draft, came);
  return done({ appointment: id });
}

async function firstStep({ draft, loadSteps }: Change): Promise<Step | undefined> {
  const key = stepKey(draft.journey.cycle, 'first-appointment');
  await loadSteps([key]);
  return draft.step(key);
}

function inPrison(journey: Journey, on: IsoDate): Refusal | undefined {
  const problem = firstAppointmentTooEarly(journey, on);
  return problem === undefined
    ? undefined
    : refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'on', problem }] });
}

function placed({ on, at, place }: GivenAppointment): GivenAppointment {
  return { on, at, place: place.trim() };
}

function faults(given: GivenAppointment, today: IsoDate): Refusal | undefined {
  const { on, at, place } = placed(given);
  const fields: readonly FieldProblem[] = [
    ...(on < today ? [{ field: 'on', problem: 'Enter a day that has not passed' }] : []),
    ...(isTimeOfDay(at) ? [] : [{ field: 'at', problem: 'Enter a time, such as 14:00' }]),
    ...(place === '' || place.length > LONGEST_PLACE || /[\r\n]/.test(place)
      ? [{ field: 'place', problem: 'Enter where it is, on one line of up to 200 characters' }]
      : []),
  ];
  const [first] = fields;
  if (first !== undefined) return refuse('VALIDATION_FAILED', first.problem, { fields });
  return refuseHiddenLine('place', place);
}

/** Changes exactly when what the form of an appointment shows does. */
export function appointmentVersion({ id, revision }: Pick<Appointment, 'id' | 'revision'>): string {
  return `${id}.${revision}`;
}

function findToCome({ journey }: JourneyDraft, id: string, { formVersion }: Terms): Result<Appointment> {
  const found = (journey.appointments ?? []).find((each) => each.id === id);
  if (found === undefined) return refuse('NOT_FOUND', 'There is no such appointment.');
  const old = refuseOldForm(formVersion, appointmentVersion(found), journey);
  if (old) return old;
  return found.came === undefined ? done(found) : recordedAlready();
}

function recordedAlready(): Refusal {
  return refuse('CONFLICT', 'The result of this appointment is recorded already.');
}

function tooMany(): Refusal {
  return refuse('RULE_REFUSED', 'Record the result of earlier appointments before making more.', {
    rule: 'too-many-appointments',
  });
}

function notYet(): Refusal {
  return refuse('RULE_REFUSED', 'The day of this appointment has not come.', { rule: 'appointment-to-come' });
}
