import {
  recordRelease,
  wrongWithRelease,
  type ReleaseRecorded,
} from '../../../application/commands/record-release.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { missingAtRelease, needsSecondOfficer } from '../../../domain/journey/release.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { GATE_FIELDS, itemsIn } from '../../../domain/pathways/release/gate-items.ts';
import {
  RELEASE_GROUNDS,
  type GivenRelease,
  type ReleaseGround,
} from '../../../domain/record/recorded-release.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import { typedFields } from '../draw-step-form.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import { GROUND_TITLES } from '../release-words.ts';

const GROUNDS: Readonly<Record<ReleaseGround, { readonly text: string; readonly hint?: string }>> = {
  DATE_IN_FORCE: { text: 'The release date in force' },
  PAROLE: { text: GROUND_TITLES.PAROLE },
  EXECUTIVE_RELEASE: { text: GROUND_TITLES.EXECUTIVE_RELEASE },
  COURT_ORDER: { text: GROUND_TITLES.COURT_ORDER },
  EARLY_REMOVAL: { text: GROUND_TITLES.EARLY_REMOVAL },
  AT_COURT: { text: 'Released at court, or on time served', hint: 'Nothing was checked at the gate' },
  IN_ERROR: {
    text: 'None: they were released in error',
    hint: 'The person has left without authority, and someone must deal with it',
  },
};

export const releaseForm: PageHandler = async (request) => {
  const found = await findReleasable(request);
  if ('kind' in found) return found;
  return draw(request, found, newSubmission(request, found, releaseFormVersion(found)), NO_PROBLEMS);
};

/** A release: what is missing first, then recorded, or sent to a second officer. */
export const releasePerson: PageHandler = async (request) => {
  const { form, user, services, today } = request;
  const found = await findReleasable(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems.map(onForm), elementOf), 400);
  const read = readGiven(form);
  if ('problems' in read) return wrong(read.problems);
  if (form.get('action') === 'change') return draw(request, found, submission, NO_PROBLEMS);
  const second = needsSecondOfficer(read, today);
  if (form.get('action') !== 'confirm') {
    const faults = wrongWithRelease(recordOf(found), read, { today, law: services.law });
    if (faults.length > 0) return wrong(faults);
    return page('release-check', {
      title: `Check the release: ${found.person.name}`,
      ...shared(found, submission),
      answers: answersOf(read),
      missing: missingAtRelease(recordOf(found), read, today),
      second,
      typed: typedFields(form),
    });
  }
  const terms = termsOf(user, submission, { release: found.id, ...read });
  const recorded = await recordRelease(services, user, found.id, read, terms);
  if (recorded.ok) return redirect(`/journeys/${found.id}`, doneWords(recorded.value));
  switch (recorded.code) {
    case 'VALIDATION_FAILED':
      return wrong(recorded.fields ?? [{ field: 'on', problem: recorded.detail }]);
    case 'RULE_REFUSED':
      return wrong([{ field: 'ground', problem: recorded.detail }]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, recorded, submission.seenFacts, answersOf(read));
    default:
      return problemPage(recorded, `/journeys/${found.id}`);
  }
};

function doneWords({ proposal, releasedOn }: ReleaseRecorded): string {
  return proposal === undefined
    ? `Recorded: released on ${sayDate(releasedOn)}. Work in the community begins.`
    : 'A second officer must confirm the release before it is recorded. It is on the list of the offender management unit.';
}

async function findReleasable(request: SignedInRequest): Promise<JourneyView | PageResponse> {
  const journey = await findJourneyTo('record-release', request);
  if ('kind' in journey) return journey;
  if (journey.releasedOn === undefined && journey.phase !== 'closed') return journey;
  const detail = 'The release of this person is recorded already.';
  return page('problem', { title: 'Nothing to record', detail, back: `/journeys/${journey.id}` }, 409);
}

function readGiven(form: URLSearchParams): GivenRelease | { readonly problems: readonly FieldProblem[] } {
  const on = readDate(form, 'on', 'The day of release');
  const ground = RELEASE_GROUNDS.find((each) => each === form.get('ground'));
  const reason = textOf(form, 'reason');
  const problems = [
    ...(on.ok ? [] : [on.problem]),
    ...(ground === undefined ? [{ field: 'ground', problem: 'Choose why the person may be released' }] : []),
    ...(reason.length > 2_000
      ? [{ field: 'reason', problem: 'Use 2,000 characters or fewer for the reason' }]
      : []),
  ];
  if (!on.ok || ground === undefined || problems.length > 0) return { problems };
  const items = Object.fromEntries(GATE_FIELDS.map(({ name }) => [name, form.get(name)]));
  return {
    on: on.date,
    ground,
    identityConfirmed: form.get('identityConfirmed') === 'yes',
    inHand: itemsIn(items, 'IN_HAND'),
    missing: itemsIn(items, 'MISSING'),
    ...(reason !== '' && { reason }),
  };
}

function answersOf(given: GivenRelease): readonly { readonly key: string; readonly value: string }[] {
  return [
    { key: 'Day of release', value: sayDate(given.on) },
    { key: 'Ground', value: GROUNDS[given.ground].text },
    ...(given.reason === undefined ? [] : [{ key: 'Reason', value: given.reason }]),
    { key: 'Identity', value: given.identityConfirmed ? 'Confirmed' : 'Not confirmed' },
    ...GATE_FIELDS.map(({ name, label }) => ({
      key: label,
      value: given.inHand.includes(name)
        ? 'In hand'
        : given.missing.includes(name)
          ? 'Missing'
          : 'Not recorded',
    })),
  ];
}

/** The view of a journey as the rules read it. */
function recordOf({ sentence, steps, releaseDate, release, releaseDay, decision, housing }: JourneyView) {
  return {
    sentence,
    ...(release && { release }),
    ...(releaseDay && { releaseDay }),
    ...(decision && { decision }),
    ...(releaseDate !== undefined && { releaseDateInForce: releaseDate }),
    housing: { authorities: [], places: housing.places },
    open: steps.map(({ key, kind, escalation }) => ({ key, kind, escalation })),
  };
}

function draw(
  { form, today }: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const shown = withDefaults(form, journey, today);
  return page(
    'release',
    {
      title: `Record the release: ${journey.person.name}`,
      ...shared(journey, submission),
      dateItems: dateItems(shown, 'on'),
      grounds: RELEASE_GROUNDS.map((value) => ({
        value,
        text: GROUNDS[value].text,
        ...(GROUNDS[value].hint !== undefined && { hint: { text: GROUNDS[value].hint } }),
        checked: shown.get('ground') === value,
      })),
      identity: shown.get('identityConfirmed'),
      items: GATE_FIELDS.map((field) => ({
        ...field,
        value: shown.get(field.name),
        choices: field.kind === 'radios' ? field.choices : [],
        problem: problems.problemOf[field.name],
      })),
      reason: shown.get('reason'),
      ...problems,
    },
    status,
  );
}

/** A new form: today, on the date in force, with what the checklist says. */
function withDefaults(form: URLSearchParams, { gate }: JourneyView, today: IsoDate): URLSearchParams {
  if (form.has('submission')) return form;
  const [year = '', month = '', day = ''] = today.split('-');
  const fields = new URLSearchParams({
    'on-day': String(Number(day)),
    'on-month': String(Number(month)),
    'on-year': year,
    ground: 'DATE_IN_FORCE',
  });
  for (const item of gate.inHand) fields.set(item, 'IN_HAND');
  for (const item of gate.missing) fields.set(item, 'MISSING');
  return fields;
}

function shared(journey: JourneyView, submission: Submission): Readonly<Record<string, unknown>> {
  const back = `/journeys/${journey.id}`;
  return { journey, submission, back, action: `${back}/release` };
}

function onForm({ field, problem }: FieldProblem): FieldProblem {
  return { field: field.replace(/^items\./, ''), problem };
}

function elementOf(field: string): string {
  return field === 'on' ? 'on-day' : field;
}
