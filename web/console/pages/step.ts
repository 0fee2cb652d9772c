import { completeStep } from '../../../application/commands/complete-step.ts';
import { getAnsweredStep } from '../../../application/queries/get-answered-step.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { OpenStepView } from '../../../application/queries/journey-views.ts';
import type { FieldProblem, Refusal } from '../../../application/refusal.ts';
import { describeStep } from '../../../domain/journey/describe.ts';
import { isStepKind, stepEntry } from '../../../domain/pathways/catalogue.ts';
import { readStepKey } from '../../../domain/record/step-key.ts';
import { outcomeLabel } from '../../../domain/journey/words.ts';
import { forbidden, page, redirect, problemPage, type PageResponse } from '../page-response.ts';
import { answeredStepPage } from '../answered-step.ts';
import { conflictOf } from '../conflict.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { onFormFields, problemsSeen, readStepDetails, unfitDetails } from '../read-step-form.ts';
import { answersGiven, drawFields, firstIdOf, typedFields } from '../draw-step-form.ts';
import { readerNames } from '../reader-names.ts';
import { stepAddress } from '../step-address.ts';
import { figuresOf } from '../journey-words.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';

/** The form of an open step. */
export const stepForm: PageHandler = async (request) => {
  const found = await findStep(request);
  if ('kind' in found) return found;
  const { journey, step } = found;
  return drawForm(request, journey, step, newSubmission(request, journey, step.version), NO_PROBLEMS);
};

/** An answer. */
export const answerStepForm: PageHandler = async (request) => {
  const { form } = request;
  const submission = readSubmission(request);
  const found = await findStep(request, submission);
  if ('kind' in found) return found;
  const { journey, step } = found;
  const outcome = form.get('outcome') ?? '';
  const details = readStepDetails(step.kind, form);
  const offered = step.outcomes.some((each) => each.outcome === outcome);
  const problems: readonly FieldProblem[] = [
    ...(offered ? [] : [{ field: 'outcome', problem: 'Choose what happened' }]),
    ...problemsSeen(step.kind, details),
    ...(offered ? unfitDetails(step.kind, details) : []),
  ];
  const wrong = (fields: readonly FieldProblem[]): Promise<PageResponse> =>
    drawForm(
      request,
      journey,
      step,
      submission,
      problemsOf(fields, (field) => firstIdOf(stepEntry(step.kind).form, field)),
      400,
    );
  if (problems.length > 0) return wrong(problems);
  if (form.get('action') === 'change') return drawForm(request, journey, step, submission, NO_PROBLEMS);
  const answer = { journeyId: journey.id, key: step.key, outcome, details };
  const given = await completeStep(request.services, request.user, {
    ...answer,
    ...termsOf(request.user, submission, answer),
  });
  if (given.ok)
    return redirect(
      `/journeys/${journey.id}`,
      `Recorded. ${step.title}: ${outcomeLabel(step.kind, outcome)}.`,
    );
  return refused(request, journey, step, submission, given, wrong);
};

async function refused(
  request: SignedInRequest,
  journey: JourneyView,
  step: OpenStepView,
  submission: Submission,
  refusal: Refusal,
  wrong: (fields: readonly FieldProblem[]) => Promise<PageResponse>,
): Promise<PageResponse> {
  if (refusal.fields !== undefined) return wrong(onFormFields(refusal.fields));
  switch (refusal.code) {
    case 'VALIDATION_FAILED':
      return wrong([{ field: 'outcome', problem: refusal.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflicting(request, journey.id, step, submission, refusal);
    default:
      return problemPage(refusal, `/journeys/${journey.id}`);
  }
}

/** Someone answered the step meanwhile, or what the form shows has changed: then the form is offered again as sent. */
async function conflicting(
  request: SignedInRequest,
  journeyId: string,
  { key, kind }: Pick<OpenStepView, 'key' | 'kind'>,
  { seenFacts }: Submission,
  refusal: Refusal,
): Promise<PageResponse> {
  const { services, user } = request;
  const sent = await answersGiven(request, { kind });
  const answered = await getAnsweredStep(services, user, journeyId, key);
  if (answered.ok) return answeredStepPage(request, answered.value, `/journeys/${journeyId}`, sent);
  const found = await getJourney(services, user, journeyId);
  if (!found.ok) return problemPage(found);
  const step = found.value.steps.find((each) => each.key === key);
  return conflictOf(request, found.value, refusal, seenFacts, sent, {
    ...(step && {
      again: {
        action: stepAddress(journeyId, { key, kind }),
        submission: newSubmission(request, found.value, step.version),
        typed: typedFields(request.form),
      },
    }),
  });
}

type Found = { readonly journey: JourneyView; readonly step: OpenStepView };

async function findStep(request: SignedInRequest, submission?: Submission): Promise<Found | PageResponse> {
  const { services, user, params } = request;
  const key = params['key'] ?? '';
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const step = journey.steps.find((each) => each.key === key);
  if (step !== undefined && stepEntry(step.kind).answeredOn !== undefined)
    return redirect(stepAddress(journey.id, step));
  if (step !== undefined)
    return step.mayComplete ? { journey, step } : forbidden(step.whyNot ?? 'You cannot answer this step.');
  if (submission !== undefined) return answeredMeanwhile(request, journey, submission);
  const back = `/journeys/${journey.id}`;
  const answered = await getAnsweredStep(services, user, journey.id, key);
  return answered.ok ? answeredStepPage(request, answered.value, back) : notOpen(back);
}

function notOpen(back: string): PageResponse {
  const detail = 'It has been answered, or is no longer needed.';
  return page('problem', { title: 'This step is not open', detail, back }, 409);
}

/** The step is closed. If this very form closed it, a second press is no conflict. */
async function answeredMeanwhile(
  request: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
): Promise<PageResponse> {
  const { services, user, params, form } = request;
  const key = params['key'] ?? '';
  const outcome = form.get('outcome') ?? '';
  const kind = readStepKey(key)?.kind ?? '';
  if (!isStepKind(kind)) return notOpen(`/journeys/${journey.id}`);
  const details = readStepDetails(kind, form);
  const answer = { journeyId: journey.id, key, outcome, details };
  const given = await completeStep(services, user, { ...answer, ...termsOf(user, submission, answer) });
  if (given.ok) return redirect(`/journeys/${journey.id}`);
  if (given.code === 'NOT_FOUND' || given.code === 'NOT_PERMITTED') return problemPage(given);
  return conflicting(request, journey.id, { key, kind }, submission, given);
}

async function drawForm(
  request: SignedInRequest,
  journey: JourneyView,
  step: OpenStepView,
  submission: Submission,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const data = {
    title: `${step.title}: ${journey.person.name}`,
    ...shared(request, journey, step, submission),
    outcomes: step.outcomes,
    chosen: request.form.get('outcome'),
    fields: await drawFields(request, stepEntry(step.kind).form, problems.problemOf, journey),
    ...problems,
  };
  return page('step', data, status);
}

function shared(
  request: SignedInRequest,
  journey: JourneyView,
  step: OpenStepView,
  submission: Submission,
): Readonly<Record<string, unknown>> {
  const address = `/journeys/${journey.id}`;
  return {
    journey,
    step,
    sentence: describeStep(step, figuresOf(request, journey), readerNames(request)),
    submission,
    action: stepAddress(journey.id, step),
    back: address,
  };
}
