import { recordPersonDetails } from '../../../application/commands/record-details.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { detailsFormVersion } from '../../../domain/journey/form-version.ts';
import type { GivenDetails } from '../../../domain/journey/record-details.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { SEX_CHOICES, SEX_WORDS, TIER_CHOICES } from '../../../domain/pathways/characteristics.ts';
import { SEXES, TIERS } from '../../../domain/record/characteristics.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import type { AnswerRow } from '../draw-step-form.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';

/** Sex, tier, date of birth and identifiers, as recorded now. */
export const detailsForm: PageHandler = async (request) => {
  const found = await findOpen(request);
  if ('kind' in found) return found;
  const submission = newSubmission(request, found, detailsFormVersion(found));
  return draw(request, found, submission, recordedValues(found), NO_PROBLEMS);
};

/** Records what was changed. */
export const recordDetails: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findOpen(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, form, problemsOf(problems, elementOf), 400);
  const read = readGiven(form);
  if ('problems' in read) return wrong(read.problems);
  const terms = termsOf(user, submission, { details: found.id, ...read });
  const recorded = await recordPersonDetails(services, user, found.id, read, terms);
  if (recorded.ok) return redirect(`/journeys/${found.id}`, 'The details are recorded.');
  switch (recorded.code) {
    case 'VALIDATION_FAILED':
    case 'RULE_REFUSED':
      return wrong(recorded.fields ?? [{ field: 'reason', problem: recorded.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, recorded, submission.seenFacts, inWords(read));
    default:
      return problemPage(recorded, `/journeys/${found.id}`);
  }
};

async function findOpen(request: SignedInRequest): Promise<JourneyView | PageResponse> {
  const journey = await findJourneyTo('record-details', request);
  if ('kind' in journey) return journey;
  if (journey.phase !== 'closed') return journey;
  const detail = 'The journey has ended, so nothing on it changes.';
  return page('problem', { title: 'Nothing to change', detail, back: `/journeys/${journey.id}` }, 409);
}

function readGiven(form: URLSearchParams): GivenDetails | { readonly problems: readonly FieldProblem[] } {
  const born = readDate(form, 'dateOfBirth', 'The date of birth');
  const [givenSex, givenTier] = [form.get('sex') ?? '', form.get('tier') ?? ''];
  const sex = SEXES.find((each) => each === givenSex);
  const tier = TIERS.find((each) => each === givenTier);
  const crn = (form.get('crn') ?? '').trim().toUpperCase();
  const pnc = (form.get('pnc') ?? '').trim().toUpperCase();
  const reason = textOf(form, 'reason');
  const problems = [
    ...(born.ok ? [] : [born.problem]),
    ...(sex === undefined && givenSex !== '' ? [{ field: 'sex', problem: 'Choose the sex' }] : []),
    ...(tier === undefined && givenTier !== ''
      ? [{ field: 'tier', problem: 'Choose the tier from the list' }]
      : []),
    ...(reason.length > 2_000
      ? [{ field: 'reason', problem: 'Use 2,000 characters or fewer for the reason' }]
      : []),
  ];
  if (!born.ok || problems.length > 0) return { problems };
  return {
    dateOfBirth: born.date,
    ...(sex !== undefined && { sex }),
    ...(tier !== undefined && { tier }),
    ...(crn !== '' && { crn }),
    ...(pnc !== '' && { pnc }),
    ...(reason !== '' && { reason }),
  };
}

function recordedValues({ dateOfBirth, sex, tier, crn, pnc }: JourneyView): URLSearchParams {
  const [year = '', month = '', day = ''] = dateOfBirth.split('-').map((part) => String(Number(part)));
  return new URLSearchParams({
    'dateOfBirth-day': day,
    'dateOfBirth-month': month,
    'dateOfBirth-year': year,
    ...(sex !== undefined && { sex }),
    ...(tier !== undefined && { tier }),
    ...(crn !== undefined && { crn }),
    ...(pnc !== undefined && { pnc }),
  });
}

function draw(
  { services, today }: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  values: URLSearchParams,
  problems: Problems,
  status = 200,
): PageResponse {
  const back = `/journeys/${journey.id}`;
  return page(
    'details',
    {
      title: `Record personal details: ${journey.person.name}`,
      journey,
      submission,
      back,
      action: `${back}/details`,
      dateItems: dateItems(values, 'dateOfBirth'),
      sexes: SEX_CHOICES,
      sex: values.get('sex'),
      tiers: TIER_CHOICES,
      tier: values.get('tier'),
      crn: values.get('crn'),
      pnc: values.get('pnc'),
      reason: values.get('reason'),
      adultAge: services.law.on(today).adultAge,
      ...problems,
    },
    status,
  );
}

function inWords({ dateOfBirth, sex, tier, crn, pnc, reason }: GivenDetails): readonly AnswerRow[] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Date of birth', dateOfBirth && sayDate(dateOfBirth)],
    ['Sex', sex && SEX_WORDS[sex]],
    ['Tier', tier],
    ['CRN', crn],
    ['PNC number', pnc],
    ['Reason', reason],
  ];
  return rows.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
}

function elementOf(field: string): string {
  return field === 'dateOfBirth' ? 'dateOfBirth-day' : field;
}
