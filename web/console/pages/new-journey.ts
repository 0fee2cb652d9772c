import { startJourney as start } from '../../../application/commands/start-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { forbidden, page, redirect, problemPage, type PageResponse } from '../page-response.ts';
import { dateTypeName } from '../../../domain/law/date-type-names.ts';
import { placeCalled, prisonsToStartAt, type Place } from '../directory.ts';
import { typedFields, type AnswerRow } from '../draw-step-form.ts';
import { readNewJourney } from '../forms/new-journey.ts';
import { elementOfSentence, fieldOfRefusal, sentenceAnswers, sentenceFields } from '../forms/sentence.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { readSubmission, termsOf } from '../forms/submission.ts';
import { givenDates, type NewJourney } from '../../../application/begin-journey.ts';
import { releaseDateOf } from '../../../domain/record/sentence-dates.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { SEX_CHOICES, SEX_WORDS, TIER_CHOICES } from '../../../domain/pathways/characteristics.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';

const NOWHERE = 'Only the offender management unit of a prison starts a journey there.';

export const newJourneyForm: PageHandler = async (request) => {
  const prisons = prisonsToStartAt(request.user);
  return prisons.length === 0 ? forbidden(NOWHERE) : draw(request, prisons, NO_PROBLEMS);
};

/** A new journey: checked, then started. */
export const startJourney: PageHandler = async (request) => {
  const { form, user, services, today } = request;
  const prisons = prisonsToStartAt(user);
  if (prisons.length === 0) return forbidden(NOWHERE);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, prisons, problemsOf(problems, elementOfSentence), 400);
  const read = readNewJourney(form, prisons, today, services.law);
  if (!read.ok) return wrong(read.problems);
  if (form.get('action') === 'change') return draw(request, prisons, NO_PROBLEMS);
  if (form.get('action') !== 'confirm') {
    return page('new-journey-check', {
      title: 'Check before the journey starts',
      answers: inWords(read.journey),
      means: whatStartingMeans(read.journey, today),
      submission: submissionOf(request),
      typed: typedFields(form),
      action: '/journeys/new',
      back: '/caseload',
    });
  }
  const { idempotency } = termsOf(user, readSubmission(request), read.journey);
  const started = await start(services, user, read.journey, idempotency);
  if (started.ok) return redirect(`/journeys/${started.value.id}`, 'The journey has started.');
  switch (started.code) {
    case 'VALIDATION_FAILED':
      return wrong((started.fields ?? []).map(fieldOfRefusal));
    case 'RULE_REFUSED':
      return started.fields === undefined ? problemPage(started, '/caseload') : wrong(started.fields);
    case 'CONFLICT':
    case 'NOT_PERMITTED':
      return wrong([{ field: 'prisonNumber', problem: started.detail }]);
    default:
      return problemPage(started, '/caseload');
  }
};

function draw(
  request: SignedInRequest,
  prisons: readonly Place[],
  problems: Problems,
  status = 200,
): PageResponse {
  return page(
    'new-journey',
    {
      title: 'Start a journey',
      ...sentenceFields(request),
      mayBeOnRemand: true,
      prisons: prisons.map(({ id, name }) => ({ value: id, text: name })),
      sexes: SEX_CHOICES,
      tiers: TIER_CHOICES.map(({ value, text }) => ({ value, text })),
      submission: submissionOf(request),
      action: '/journeys/new',
      ...problems,
    },
    status,
  );
}

/** There is no journey yet, so only the idempotency key matters. */
function submissionOf(request: SignedInRequest): object {
  return { expectedVersion: 0, seenFacts: 0, submission: readSubmission(request).submission };
}

/** What is not as usual about this journey; undefined where the release date is to come. */
function whatStartingMeans({ sentence, release, dates }: NewJourney, today: IsoDate): string | undefined {
  if (sentence.releaseKind === 'REMAND')
    return 'The person is on remand. Officers are named and immediate needs are recorded; work towards release starts when their sentence is recorded.';
  const due = releaseDateOf(givenDates({ release, dates }), sentence.releaseKind);
  if (due === undefined) {
    const given = release && ` The ${dateTypeName(release.dateType)} is kept, but nobody is released by it.`;
    return `No release date is known.${given ?? ''} Officers are named and immediate needs are recorded; work towards release starts when a release date is recorded.`;
  }
  return due.date < today
    ? `The person was released on ${sayDate(due.date)}: their time was served. The journey starts in the community, and every deadline is counted from that day.`
    : undefined;
}

function inWords(journey: NewJourney): readonly AnswerRow[] {
  return [
    { key: 'Name', value: `${journey.firstName} ${journey.lastName}` },
    { key: 'Prison number', value: journey.prisonNumber },
    { key: 'Date of birth', value: sayDate(journey.dateOfBirth) },
    ...(journey.sex === undefined ? [] : [{ key: 'Sex', value: SEX_WORDS[journey.sex] }]),
    { key: 'Tier', value: journey.tier ?? 'Not known yet' },
    ...(journey.crn === undefined ? [] : [{ key: 'CRN', value: journey.crn }]),
    ...(journey.pnc === undefined ? [] : [{ key: 'PNC number', value: journey.pnc }]),
    { key: 'Prison', value: placeCalled(journey.prison) },
    { key: 'Probation region', value: placeCalled(journey.region) },
    ...sentenceAnswers(journey),
  ];
}
