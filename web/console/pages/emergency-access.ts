import { openInEmergency } from '../../../application/commands/open-in-emergency.ts';
import { getJourney } from '../../../application/queries/get-journey.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';

/** The form says nothing of the person. Who may see them already is led to their page. */
export const emergencyForm: PageHandler = async (request) => {
  const { services, user, params } = request;
  const id = params['id'] ?? '';
  if ((await getJourney(services, user, id)).ok) return redirect(`/journeys/${id}`);
  const nothingSeen = { version: 0, factCount: 0 };
  return draw(request, newSubmission(request, nothingSeen, 'emergency'), NO_PROBLEMS);
};

export const openRecord: PageHandler = async (request) => {
  const { form, user, services, params } = request;
  const id = params['id'] ?? '';
  const submission = readSubmission(request);
  const wrong = (problem: string): PageResponse =>
    draw(request, submission, problemsOf([{ field: 'reason', problem }]), 400);
  const reason = textOf(form, 'reason');
  if (reason === '') return wrong('Enter a reason');
  if (reason.length > 2_000) return wrong('Use 2,000 characters or fewer for the reason');
  const terms = termsOf(user, submission, { emergency: id, reason });
  const opened = await openInEmergency(services, user, id, { reason }, terms);
  if (opened.ok) return redirect(`/journeys/${id}`, 'You may see this person until the end of the day.');
  return opened.code === 'VALIDATION_FAILED' ? wrong(opened.detail) : problemPage(opened);
};

function draw(
  { form, params }: SignedInRequest,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const action = `/journeys/${params['id'] ?? ''}/emergency-access`;
  const data = { title: 'Open a record in an emergency', submission, action, reason: form.get('reason') };
  return page('emergency-access', { ...data, ...problems }, status);
}
