import {
  recordConsent as record,
  type RecordedAnswer,
} from '../../../application/commands/record-consent.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { done, type FieldProblem } from '../../../application/refusal.ts';
import { CONSENT_WAY_WORDS } from '../../../domain/journey/describe-consent-fact.ts';
import { consentFormVersion } from '../../../domain/journey/form-version.ts';
import { agencyName, officerName } from '../../../domain/journey/words.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { CONSENT_ANSWERS, CONSENT_PURPOSES, CONSENT_WAYS } from '../../../domain/record/consent.ts';
import { isLiveState, SERVICES } from '../../../domain/record/referral.ts';
import { CONSENT_TITLES, consentMeans, purposeTitle } from '../consent-words.ts';
import type { AnswerRow } from '../draw-step-form.ts';
import { dateItems, isTyped, readDate } from '../forms/date-input.ts';
import type { Read } from '../forms/problems.ts';
import { textOf } from '../forms/text.ts';
import { journeyPage } from '../journey-page.ts';
import type { SignedInRequest } from '../page-request.ts';

/** What the person agrees to: what it would do first, then recorded for good. */
export const recordConsent = journeyPage({
  action: 'record-consent',
  view: 'record-consent',
  heading: 'Record consent',
  closedTo: ({ phase }) =>
    phase === 'closed' ? 'The journey is closed, so nothing relies on consent any more.' : undefined,
  formVersion: versionOf,
  data: fieldsOf,
  read: ({ form }) => readAnswer(form),
  answers: (request, _journey, given) => answersOf(given, request),
  check: {
    view: 'record-consent-check',
    title: 'Check before you record the answer',
    data: (_request, journey, given) => done({ meaning: consentMeans(journey, given) }),
  },
  run: ({ services, user }, id, given, terms) => record(services, user, id, given, terms),
  refused: ({ code, fields, detail }) =>
    code === 'RULE_REFUSED' ? [{ field: 'purpose', problem: detail }] : (fields ?? []),
  done: () => 'The person’s answer is recorded.',
});

function readAnswer(form: URLSearchParams): Read<RecordedAnswer> {
  const purpose = CONSENT_PURPOSES.find((each) => each === form.get('purpose'));
  const answer = CONSENT_ANSWERS.find((each) => each === form.get('answer'));
  const how = CONSENT_WAYS.find((each) => each === form.get('how'));
  const on = isTyped(form, 'on') ? readDate(form, 'on', 'The day of the answer') : undefined;
  const reason = textOf(form, 'reason');
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
    return { ok: false, problems };
  const agency = form.get('agency') ?? '';
  const heardBy = form.get('heardBy') ?? '';
  const given = {
    purpose,
    answer,
    how,
    ...(agency !== '' && { agency }),
    ...(heardBy !== '' && { heardBy }),
    ...(on?.ok === true && { on: on.date }),
    ...(reason !== '' && { reason }),
  };
  return { ok: true, given };
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

async function fieldsOf({
  form,
  query,
  directory,
  user,
}: SignedInRequest): Promise<Readonly<Record<string, unknown>>> {
  const typed = (name: string): string => form.get(name) ?? query.get(name) ?? '';
  const agencies = (await directory.agencies()).filter(({ services }) =>
    services.some((each) => SERVICES.some((service) => service === each)),
  );
  const staff = await directory.staff();
  return {
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
  };
}

const FIELDS = ['purpose', 'agency', 'answer', 'how', 'heardBy', 'reason'];

function versionOf({ consents, referrals }: JourneyView): string {
  const seen = referrals.map(({ id, state }) => ({ id, live: isLiveState(state) }));
  return consentFormVersion({ consents, referrals: seen });
}
