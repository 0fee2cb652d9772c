import {
  recordPersonContact,
  type GivenPersonContact,
} from '../../../application/commands/record-person-contact.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { listAppointments } from '../../../application/queries/list-appointments.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';

export const personContactForm: PageHandler = async (request) => {
  const journey = await findJourneyTo('arrange-appointment', request);
  if ('kind' in journey) return journey;
  const view = await listAppointments(request.services, request.user, journey.id);
  if (!view.ok) return problemPage(view, `/journeys/${journey.id}`);
  const { agreed, email = '', mobile = '', by = 'TEXT' } = view.value.contact ?? {};
  const submission = newSubmission(request, journey, '');
  return draw(
    journey,
    submission,
    { ...(agreed !== undefined && { agreed }), email, mobile, by },
    NO_PROBLEMS,
  );
};

/** Records whether the person agrees to messages about their appointments, and where they go. */
export const changePersonContact: PageHandler = async (request) => {
  const { services, user, form } = request;
  const journey = await findJourneyTo('arrange-appointment', request);
  if ('kind' in journey) return journey;
  const submission = readSubmission(request);
  const agreed = { YES: true, NO: false }[form.get('agreed') ?? ''];
  const typed = {
    email: form.get('email') ?? '',
    mobile: form.get('mobile') ?? '',
    by: form.get('by') === 'EMAIL' ? ('EMAIL' as const) : ('TEXT' as const),
  };
  if (agreed === undefined) {
    const missing = { field: 'agreed', problem: 'Choose whether the person agrees to messages' };
    return draw(journey, submission, typed, problemsOf([missing]), 400);
  }
  const given: GivenPersonContact = { agreed, ...typed };
  const terms = termsOf(user, submission, { contact: journey.id, ...given });
  const recorded = await recordPersonContact(services, user, journey.id, given, terms);
  if (recorded.ok) {
    const said = agreed
      ? 'The person is sent messages about their appointments.'
      : 'The person is sent no messages.';
    return redirect(`/journeys/${journey.id}/appointments`, said);
  }
  switch (recorded.code) {
    case 'VALIDATION_FAILED':
      return draw(journey, submission, { agreed, ...typed }, problemsOf(recorded.fields ?? []), 400);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, journey, recorded, submission.seenFacts, [
        { key: 'Messages', value: agreed ? 'Agreed' : 'Not agreed' },
      ]);
    default:
      return problemPage(recorded, `/journeys/${journey.id}`);
  }
};

function draw(
  journey: JourneyView,
  submission: Submission,
  given: Partial<GivenPersonContact>,
  problems: Problems,
  status = 200,
): PageResponse {
  const address = `/journeys/${journey.id}`;
  const title = `Messages to ${journey.person.name}`;
  const data = {
    title,
    journey,
    submission,
    given,
    back: `${address}/appointments`,
    action: `${address}/contact`,
  };
  return page('person-contact', { ...data, ...problems }, status);
}
