import { decideJourneyReleaseDay } from '../../../application/commands/decide-release-day.ts';
import type { ReleaseDayChoice } from '../../../application/commands/decide-release-day.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import {
  RELEASE_DAY_OUTCOMES,
  secondDayRequestOf,
  type ReleaseDayOutcome,
} from '../../../domain/record/head.ts';
import { proposalLapsed, proposalOn } from '../../../domain/law/release-day-proposal.ts';
import { daysBetween, type IsoDate } from '../../../domain/law/time.ts';
import { describeActor } from '../../../domain/journey/words.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { conflictPage, page, redirect, problemPage, type PageResponse } from '../page-response.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import { typedFields } from '../draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { hasLapsed, mayStillDecide, standingOf } from '../release-words.ts';
import { formatDaysAway, formatInstant } from '../formats.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';

/** The governor's decision: the dates explained, and the three choices. */
export const releaseDayForm: PageHandler = async (request) => {
  const found = await findDecidable(request);
  return 'kind' in found
    ? found
    : draw(request, found, newSubmission(request, found, releaseFormVersion(found)), NO_PROBLEMS);
};

export const decideReleaseDay: PageHandler = async (request) => {
  const { form, user, services } = request;
  const submission = readSubmission(request);
  const found = await findDecidable(request);
  if ('kind' in found) return found;
  const read = readChoice(form);
  if ('problems' in read) return draw(request, found, submission, problemsOf(read.problems, elementOf), 400);
  if (form.get('action') === 'change') return draw(request, found, submission, NO_PROBLEMS);
  const answers = inWords(request, found, read);
  if (form.get('action') !== 'confirm') {
    return page('release-day-check', {
      title: 'Check the decision on the release day',
      ...shared(found, submission),
      answers,
      date: dateOf(read.outcome, found),
      away: formatDaysAway(daysBetween(request.today, dateOf(read.outcome, found))),
      typed: typedFields(form),
    });
  }
  const terms = termsOf(user, submission, { decide: found.id, ...read });
  const decided = await decideJourneyReleaseDay(services, user, found.id, read, terms);
  if (decided.ok) {
    const on = sayDate(decided.value.releaseDateInForce);
    return redirect(
      `/journeys/${found.id}`,
      `Decided: release on ${on}. Every deadline is counted from that day now.`,
    );
  }
  switch (decided.code) {
    case 'VALIDATION_FAILED':
      return draw(request, found, submission, problemsOf(decided.fields ?? [], elementOf), 400);
    case 'RULE_REFUSED':
      return draw(
        request,
        found,
        submission,
        problemsOf([{ field: 'outcome', problem: decided.detail }]),
        400,
      );
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, decided, submission.seenFacts, answers);
    default:
      return problemPage(decided, `/journeys/${found.id}`);
  }
};

type Decidable = JourneyView & { readonly releaseDay: Extract<JourneyView['releaseDay'], { known: true }> };

async function findDecidable(request: SignedInRequest): Promise<Decidable | PageResponse> {
  const journey = await findJourneyTo('decide-release-day', request);
  if ('kind' in journey) return journey;
  const { releaseDay } = journey;
  return mayStillDecide(journey, request.today) && releaseDay?.known === true
    ? { ...journey, releaseDay }
    : nothingToDecide(request, journey);
}

const NOTHING_TO_DECIDE = 'There is no release day to decide';

/** With what was sent, where the last day passed, or the dates changed, between the form and its confirmation. */
function nothingToDecide(request: SignedInRequest, journey: JourneyView): PageResponse {
  const back = `/journeys/${journey.id}`;
  const { releaseDay, releasedOn } = journey;
  const detail = whyNothing(journey, request.today);
  const read = readChoice(request.form);
  if ('problems' in read || releaseDay?.known !== true)
    return page('problem', { title: NOTHING_TO_DECIDE, detail, back }, 422);
  const answers = inWords(request, { ...journey, releaseDay }, read);
  const hasPassed = releasedOn === undefined && releaseDay.schemeApplies;
  const title = hasPassed ? 'The day to decide has passed' : NOTHING_TO_DECIDE;
  return conflictPage({ title, detail, back, answers });
}

function whyNothing(journey: JourneyView, today: IsoDate): string {
  const { releaseDay, releasedOn } = journey;
  if (releasedOn !== undefined) return 'The person has been released, so there is no release day to decide.';
  if (releaseDay === undefined) return 'No release date is known yet.';
  if (releaseDay.known && hasLapsed(journey, today)) return proposalLapsed(releaseDay);
  if (releaseDay.known && releaseDay.schemeApplies)
    return 'Every day that could be chosen has passed. Record the release, with the day on which the person left.';
  return releaseDay.explanation.join(' ');
}

type ReadChoice =
  | (ReleaseDayChoice & { readonly outcome: ReleaseDayOutcome })
  | { readonly problems: readonly FieldProblem[] };

/** Each choice has its own reason field, so that one's text is never used for another. */
function readChoice(form: URLSearchParams): ReadChoice {
  const outcome = RELEASE_DAY_OUTCOMES.find((each) => each === form.get('outcome'));
  const text = (name: string): string => textOf(form, name);
  switch (outcome) {
    case undefined:
      return { problems: [{ field: 'outcome', problem: 'Choose a release day' }] };
    case 'PRESUMPTIVE':
    case 'SECOND_DAY':
      return { outcome };
    case 'STATUTORY': {
      const problems = tooLongOrMissing(
        'circumstances',
        text('circumstances'),
        'Enter the exceptional circumstances',
      );
      return problems.length > 0 ? { problems } : { outcome, reason: text('circumstances') };
    }
  }
}

const LONGEST_REASON = 2_000;

function tooLongOrMissing(field: string, text: string, missing: string): readonly FieldProblem[] {
  if (text === '') return [{ field, problem: missing }];
  if (text.length > LONGEST_REASON)
    return [{ field, problem: 'Use 2,000 characters or fewer for the reason' }];
  return [];
}

function dateOf(outcome: ReleaseDayOutcome, { releaseDay }: Decidable): string {
  switch (outcome) {
    case 'PRESUMPTIVE':
      return releaseDay.presumptiveDate;
    case 'SECOND_DAY':
      return releaseDay.earliestPermittedDate;
    case 'STATUTORY':
      return releaseDay.statutoryDate;
  }
}

function inWords(
  { names }: SignedInRequest,
  journey: Decidable,
  { outcome, reason }: ReleaseDayChoice,
): readonly { readonly key: string; readonly value: string }[] {
  const request = outcome === 'SECOND_DAY' ? secondDayRequestOf(journey) : undefined;
  return [
    { key: 'Release day', value: sayDate(dateOf(outcome, journey)) },
    ...(request === undefined
      ? []
      : [
          { key: 'Asked for by', value: describeActor(request.requestedBy, names) },
          { key: 'Resettlement need', value: request.need },
        ]),
    ...(reason === undefined ? [] : [{ key: 'Exceptional circumstances', value: reason }]),
  ];
}

function draw(
  request: SignedInRequest,
  journey: Decidable,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const { form, names } = request;
  const asked = secondDayRequestOf(journey);
  const { presumptiveDate, earliestPermittedDate, statutoryDate } = journey.releaseDay;
  const offered = proposalOn(journey.releaseDay, request.today).offered.map(({ choice }) => choice);
  const said = (date: IsoDate): string =>
    date < request.today ? `${sayDate(date)}, which has passed` : sayDate(date);
  return page(
    'release-day',
    {
      title: `Decide the release day: ${journey.person.name}`,
      ...shared(journey, submission),
      standing: journey.decision ? standingOf(journey, names) : undefined,
      offered,
      checked: {
        statutory: said(statutoryDate),
        proposed: said(presumptiveDate),
        earliest: said(earliestPermittedDate),
      },
      chosen: form.get('outcome'),
      values: Object.fromEntries(form),
      request: asked && {
        by: describeActor(asked.requestedBy, names),
        at: formatInstant(asked.requestedAt),
        need: asked.need,
      },
      ...problems,
    },
    status,
  );
}

function shared(journey: Decidable, submission: Submission): Readonly<Record<string, unknown>> {
  const back = `/journeys/${journey.id}`;
  return { journey, submission, back, action: `${back}/release-day` };
}

function elementOf(field: string): string {
  return field === 'reason' ? 'circumstances' : field;
}
