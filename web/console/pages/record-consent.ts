import { recordConsent, type RecordedAnswer } from '../../../application/commands/record-consent.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { decide } from '../../../domain/access/access.ts';
import { CONSENT_WAY_WORDS } from '../../../domain/journey/describe-consent-fact.ts';
import { consentFormVersion } from '../../../domain/journey/form-version.ts';
import { agencyName, officerName } from '../../../domain/journey/words.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { CONSENT_ANSWERS, CONSENT_PURPOSES, CONSENT_WAYS } from '../../../domain/record/consent.ts';
import { isLiveState, SERVICES } from '../../../domain/record/referral.ts';
import { conflictOf } from '../conflict.ts';
import { CONSENT_TITLES, consentMeans, purposeTitle } from '../consent-words.ts';
import { typedFields, type AnswerRow } from '../draw-step-form.ts';
import { dateItems, isTyped, readDate } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

export const consentForm: PageHandler = async (request) => {
  const journey = await findJourney(request);
  if ('kind' in journey) return journey;
  return draw(request, journey, newSubmission(request, journey, versionOf(journey)), NO_PROBLEMS);
};

/** Records what the person agrees to: what it would do first, then for good. */
export const keepConsent: PageHandler = async (request) => {
  const { form, user, services } = request;
  const journey = await findJourney(request);
  if ('kind' in journey) return journey;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): Promise<PageResponse> =>
    draw(request, journey, submission, problemsOf(problems), 400);
  const read = readAnswer(form);
  if ('problems' in read) return wrong(read.problems);
  if (form.get('action') === 'change') return draw(request, journey, submission, NO_PROBLEMS);
  const answers = answersOf(read, request);
  if (form.get('action') !== 'confirm') {
    return page('record-consent-check', {
      title: 'Check before you record the answer',
      ...shared(journey, submission),
      answers,
      meaning: consentMeans(journey, read),
      typed: typedFields(form),
    });
  }
  const terms = termsOf(user, submission, { consent: journey.id, ...read });
  const recorded = await recordConsent(services, user, journey.id, read, terms);
  if (recorded.ok) return redirect(`/journeys/${journey.id}`, 'The person’s answer is recorded.');
  switch (recorded.code) {
    case 'VALIDATION_FAILED':
      return wrong(recorded.fields ?? [{ field: 'purpose', problem: recorded.detail }]);
    case 'RULE_REFUSED':
      return wrong([{ field: 'purpose', problem: recorded.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, journey, recorded, submission.seenFacts, answers);
    default:
      return problemPage(recorded, `/journeys/${journey.id}`);
  }
};

async function findJourney({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const decision = decide(user, 'record-consent', { journey, today });
  if (!decision.allowed) return forbidden(decision.reason);
  if (journey.phase !== 'closed') return journey;
  const detail = 'The journey is closed, so nothing relies on consent any more.';
  return page('problem', { title: 'Nothing to record', detail, back: `/journeys/${journey.id}` }, 404);
}

function readAnswer(form: URLSearchParams): RecordedAnswer | { readonly problems: readonly FieldProblem[] } {
  const purpose = CONSENT_PURPOSES.find((each) => each === form.get('purpose'));
  const answer = CONSENT_ANSWERS.find((each) => each === form.get('answer'));
  const how = CONSENT_WAYS.find((each) => each === form.get('how'));
  const on = isTyped(form, 'on') ? readDate(form, 'on', 'The day of the answer') : undefined;
  const reason = (form.get('reason') ?? '').trim().replaceAll('\r\n', '\n');
  const problems: readonly FieldProblem[] = [
    ...(purpose === undefined ? [{ field: 'purpose', problem: 'Choose what it is about' }] : []),
    ...(answer === undefined ? [{ field: 'answer', problem: 'Choose what the person said' }] : []),
    ...(how === undefined ? [{ field: 'how', problem: 'Choose whether they said it or wrote it' }] : []),
    ...(on?.ok === false ? [on.problem] : []),
    ...(reason.length > 2_000
      ? [{ field: 'reason', problem: 'Use 2,000 characters or fewer for what they said' }]
      : []),
  ];
  if (problems.length > 0 || purpose === undefined || answer === undefined || how === undefined)
    return { problems };
  const agency = form.get('agency') ?? '';
  const heardBy = form.get('heardBy') ?? '';
  return {
    purpose,
    answer,
    how,
    ...(agency !== '' && { agency }),
    ...(heardBy !== '' && { heardBy }),
    ...(on?.ok === true && { on: on.date }),
    ...(reason !== '' && { reason }),
  };
}

function answersOf(given: RecordedAnswer, { names, user, today }: SignedInRequest): readonly AnswerRow[] {
  const { purpose, agency, answer, how, heardBy = user.id, on = today, reason } = given;
  const everyAgency = purpose === 'MESSAGES' ? [] : [{ key: 'For', value: 'Every agency' }];
  return [
    { key: 'About', value: purposeTitle(purpose) },
    ...(agency === undefined ? everyAgency : [{ key: 'For', value: agencyName(agency, names) }]),
    { key: 'Answer', value: CONSENT_TITLES[answer] },
    { key: 'How', value: CONSENT_WAY_WORDS[how] },
    { key: 'Heard or received by', value: officerName(heardBy, names) },
    { key: 'Day', value: sayDate(on) },
    ...(reason === undefined ? [] : [{ key: 'What they said', value: reason }]),
  ];
}

async function draw(
  { form, query, directory, user }: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const typed = (name: string): string => form.get(name) ?? query.get(name) ?? '';
  const agencies = (await directory.agencies()).filter(({ services }) =>
    services.some((each) => SERVICES.some((service) => service === each)),
  );
  const staff = await directory.staff();
  return page(
    'record-consent',
    {
      title: `Record consent: ${journey.person.name}`,
      ...shared(journey, submission),
      purposes: CONSENT_PURPOSES.map((value) => ({ value, text: purposeTitle(value) })),
      agencies: [
        { value: '', text: 'Every agency' },
        ...agencies.map(({ id, name }) => ({ value: id, text: name })),
      ],
      answerItems: CONSENT_ANSWERS.map((value) => ({ value, text: CONSENT_TITLES[value] })),
      ways: CONSENT_WAYS.map((value) => ({ value, text: CONSENT_WAY_WORDS[value] })),
      staff: [
        { value: '', text: 'You' },
        ...staff.filter(({ id }) => id !== user.id).map(({ id, name }) => ({ value: id, text: name })),
      ],
      dateItems: dateItems(form, 'on'),
      typed: Object.fromEntries(FIELDS.map((name) => [name, typed(name)])),
      ...problems,
    },
    status,
  );
}

const FIELDS = ['purpose', 'agency', 'answer', 'how', 'heardBy', 'reason'];

function versionOf({ consents, referrals }: JourneyView): string {
  const seen = referrals.map(({ id, state }) => ({ id, live: isLiveState(state) }));
  return consentFormVersion({ consents, referrals: seen });
}

function shared(journey: JourneyView, submission: Submission): Readonly<Record<string, unknown>> {
  const back = `/journeys/${journey.id}`;
  return { journey, submission, back, action: `${back}/consents` };
}
