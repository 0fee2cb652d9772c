import {
  appointmentVersion,
  changeAppointment,
  makeAppointment,
  recordAttendance,
  type GivenAppointment,
} from '../../../application/commands/arrange-appointment.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { listAppointments, type AppointmentsView } from '../../../application/queries/list-appointments.ts';
import type { FieldProblem, Refusal } from '../../../application/refusal.ts';
import { channelsOf } from '../../../domain/messages/contact.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { sayTime } from '../../../domain/law/say-time.ts';
import type { Appointment } from '../../../domain/record/appointments.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { notFound, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

interface Found {
  readonly journey: JourneyView;
  readonly view: AppointmentsView;
}

const CAME = { KEPT: 'Kept', MISSED: 'Missed', CANCELLED: 'Cancelled' } as const;

export const appointments: PageHandler = async (request) => {
  const found = await find(request);
  return 'kind' in found
    ? found
    : draw(request, found, newSubmission(request, found.journey, ''), NO_PROBLEMS);
};

export const makePersonsAppointment: PageHandler = async (request) => {
  const { services, user, form } = request;
  const found = await find(request);
  if ('kind' in found) return found;
  const { journey } = found;
  const submission = readSubmission(request);
  const read = readGiven(form);
  if (!read.ok) return draw(request, found, submission, problemsOf(read.problems, elementOf), 400);
  const terms = termsOf(user, submission, { make: journey.id, ...read.given });
  const made = await makeAppointment(services, user, journey.id, read.given, terms);
  if (made.ok) return redirect(addressOf(journey), 'The appointment is made.');
  return refused(request, journey, submission, made, read.given, (problems) =>
    draw(request, found, submission, problemsOf(problems, elementOf), 400),
  );
};

export const appointmentForm: PageHandler = async (request) => {
  const found = await findOne(request);
  if ('kind' in found) return found;
  const { journey, appointment } = found;
  const submission = newSubmission(request, journey, appointmentVersion(appointment));
  return drawOne(request, found, submission, NO_PROBLEMS);
};

/** Records the result of an appointment, or moves it. */
export const changePersonsAppointment: PageHandler = async (request) => {
  const { services, user, form } = request;
  const found = await findOne(request);
  if ('kind' in found) return found;
  const { journey, appointment } = found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    drawOne(request, found, submission, problemsOf(problems, elementOf), 400);
  const what = form.get('what');
  const came = (['KEPT', 'MISSED', 'CANCELLED'] as const).find((each) => each === what);
  if (came !== undefined) {
    const terms = termsOf(user, submission, { came, appointment: appointment.id });
    const recorded = await recordAttendance(services, user, journey.id, appointment.id, came, terms);
    if (recorded.ok) return redirect(addressOf(journey), SAID[came]);
    return refused(request, journey, submission, recorded, appointment, wrong);
  }
  if (what !== 'CHANGED') return wrong([{ field: 'what', problem: 'Choose the result of the appointment' }]);
  const read = readGiven(form);
  if (!read.ok) return wrong(read.problems);
  const terms = termsOf(user, submission, { change: appointment.id, ...read.given });
  const changed = await changeAppointment(services, user, journey.id, appointment.id, read.given, terms);
  if (changed.ok) return redirect(addressOf(journey), 'The appointment is changed.');
  return refused(request, journey, submission, changed, read.given, wrong);
};

const SAID = {
  KEPT: 'The appointment is recorded as kept.',
  MISSED: 'The appointment is recorded as missed. Find out the reason first.',
  CANCELLED: 'The appointment is cancelled.',
} as const;

async function find(request: SignedInRequest): Promise<Found | PageResponse> {
  const journey = await findJourneyTo('arrange-appointment', request);
  if ('kind' in journey) return journey;
  const view = await listAppointments(request.services, request.user, journey.id);
  return view.ok ? { journey, view: view.value } : problemPage(view);
}

async function findOne(
  request: SignedInRequest,
): Promise<(Found & { readonly appointment: Appointment }) | PageResponse> {
  const found = await find(request);
  if ('kind' in found) return found;
  const appointment = found.view.toCome.find(({ id }) => id === request.params['appointmentId']);
  return appointment === undefined ? notFound() : { ...found, appointment };
}

type Read =
  | { readonly ok: true; readonly given: GivenAppointment }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

function readGiven(form: URLSearchParams): Read {
  const on = readDate(form, 'on', 'The day of the appointment');
  if (!on.ok) return { ok: false, problems: [on.problem] };
  const at = (form.get('at') ?? '').trim();
  return {
    ok: true,
    given: { on: on.date, at: /^\d:/.test(at) ? `0${at}` : at, place: form.get('place') ?? '' },
  };
}

function refused(
  request: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  refusal: Refusal,
  given: GivenAppointment,
  wrong: (problems: readonly FieldProblem[]) => PageResponse,
): Promise<PageResponse> | PageResponse {
  switch (refusal.code) {
    case 'VALIDATION_FAILED':
      return wrong(refusal.fields ?? [{ field: 'on', problem: refusal.detail }]);
    case 'RULE_REFUSED':
      return wrong([{ field: 'what', problem: refusal.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, journey, refusal, submission.seenFacts, [
        { key: 'Appointment', value: wordsOf(given) },
      ]);
    default:
      return problemPage(refusal, addressOf(journey));
  }
}

function elementOf(field: string): string {
  return field === 'on' ? 'on-day' : field;
}

function addressOf({ id }: JourneyView): string {
  return `/journeys/${id}/appointments`;
}

function wordsOf({ on, at, place }: Pick<Appointment, 'on' | 'at' | 'place'>): string {
  return `${sayDate(on)} at ${sayTime(at)}, at ${place}`;
}

function draw(
  { form }: SignedInRequest,
  { journey, view }: Found,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const address = addressOf(journey);
  return page(
    'appointments',
    {
      title: `Appointments: ${journey.person.name}`,
      journey,
      submission,
      action: address,
      contact: contactWords(view),
      toCome: view.toCome.map((each) => ({ words: wordsOf(each), href: `${address}/${each.id}` })),
      over: view.over.map((each) => ({
        words: wordsOf(each),
        came: each.came === undefined ? '' : CAME[each.came],
      })),
      open: journey.phase !== 'closed',
      dateItems: dateItems(form, 'on'),
      at: form.get('at'),
      place: form.get('place'),
      ...problems,
    },
    status,
  );
}

function contactWords({ contact }: AppointmentsView): string {
  if (contact === undefined) return 'The person has not been asked whether they want messages.';
  if (!contact.agreed) return 'The person does not want messages.';
  if (channelsOf(contact).length === 0)
    return 'The person agrees to messages. Where they go is not recorded yet.';
  return contact.by === 'TEXT'
    ? 'The person is sent a text about each appointment.'
    : 'The person is sent an email about each appointment.';
}

function drawOne(
  { form }: SignedInRequest,
  { journey, appointment }: Found & { readonly appointment: Appointment },
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  return page(
    'appointment',
    {
      title: `Appointment: ${journey.person.name}`,
      journey,
      submission,
      words: wordsOf(appointment),
      back: addressOf(journey),
      action: `${addressOf(journey)}/${appointment.id}`,
      what: form.get('what'),
      dateItems: dateItems(form, 'on'),
      at: form.get('at') ?? appointment.at,
      place: form.get('place') ?? appointment.place,
      ...problems,
    },
    status,
  );
}
