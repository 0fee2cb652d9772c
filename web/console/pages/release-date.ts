import { DATE_SOURCES, type DateSource } from '../../../domain/record/sentence-dates.ts';
import { EARLY_GROUNDS, type EarlyGround } from '../../../domain/record/early-grounds.ts';
import {
  changeReleaseDate as change,
  type ReleaseDateSet,
} from '../../../application/commands/set-release-date.ts';
import { getJourney, type JourneyView } from '../../../application/queries/get-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { decide } from '../../../domain/access/access.ts';
import type { ReleaseDateType } from '../../../domain/law/release-day.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { dateOutOfOrder } from '../../../domain/pathways/licence-and-release-date/date-order.ts';
import { forbidden, page, redirect, problemPage, type PageResponse } from '../page-response.ts';
import { conflictOf } from '../conflict.ts';
import { dateTypeTitle } from '../../../domain/law/date-type-names.ts';
import { DATE_TYPE_ITEMS, isDateType } from '../date-types.ts';
import { typedFields } from '../draw-step-form.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { GROUND_TITLES, originOf, SOURCE_TITLES } from '../release-words.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { whatIf } from '../what-if.ts';

export const releaseDateForm: PageHandler = async (request) => {
  const found = await findChangeable(request);
  return 'kind' in found
    ? found
    : draw(request, found, newSubmission(request, found, releaseFormVersion(found)), NO_PROBLEMS);
};

/** A new release date: its consequences first, then recorded. */
export const changeReleaseDate: PageHandler = async (request) => {
  const { form, user, services, today } = request;
  const found = await findChangeable(request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): PageResponse =>
    draw(request, found, submission, problemsOf(problems, elementOf), 400);
  const read = readGiven(form, found, today);
  if ('problems' in read) return wrong(read.problems);
  if (form.get('action') === 'change') return draw(request, found, submission, NO_PROBLEMS);
  const answers = [
    { key: 'Date', value: sayDate(read.date) },
    { key: 'Which date it is', value: dateTypeTitle(read.dateType) },
    { key: 'Where it comes from', value: SOURCE_TITLES[read.source] },
    ...(read.ground === undefined ? [] : [{ key: 'Legal ground', value: GROUND_TITLES[read.ground] }]),
  ];
  if (form.get('action') !== 'confirm') {
    return page('release-date-check', {
      title: 'Check the date',
      ...shared(found, submission),
      answers,
      meaning: whatIf(found, read, { ...services, today }),
      typed: typedFields(form),
    });
  }
  const terms = termsOf(user, submission, { change: found.id, ...read });
  const changed = await change(services, user, found.id, read, terms);
  if (changed.ok) {
    return redirect(`/journeys/${found.id}`, outcomeWords(changed.value));
  }
  switch (changed.code) {
    case 'VALIDATION_FAILED':
      return wrong(changed.fields ?? [{ field: 'date', problem: changed.detail }]);
    case 'RULE_REFUSED':
      return wrong([
        { field: changed.rule === 'earlier-than-permitted' ? 'ground' : 'date', problem: changed.detail },
      ]);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, changed, submission.seenFacts, answers);
    default:
      return problemPage(changed, `/journeys/${found.id}`);
  }
};

function outcomeWords({ proposal, releaseDateInForce }: ReleaseDateSet): string {
  if (proposal !== undefined) return 'Proposed. A governor must approve the date before it is recorded.';
  return releaseDateInForce === undefined
    ? 'The date is recorded. There is no release date yet.'
    : `The date is recorded. Every deadline is counted from ${sayDate(releaseDateInForce)} now.`;
}

async function findChangeable({
  services,
  user,
  params,
  today,
}: SignedInRequest): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const decision = decide(user, 'set-release-date', { journey, today });
  return decision.allowed ? journey : forbidden(decision.reason);
}

type Given =
  | {
      readonly date: IsoDate;
      readonly dateType: ReleaseDateType;
      readonly source: DateSource;
      readonly ground?: EarlyGround;
    }
  | { readonly problems: readonly FieldProblem[] };

function readGiven(form: URLSearchParams, journey: JourneyView, today: IsoDate): Given {
  const read = readDate(form, 'date', 'The release date');
  const dateType = form.get('dateType') ?? '';
  const source = DATE_SOURCES.find((each) => each === form.get('source'));
  const ground = EARLY_GROUNDS.find((each) => each === form.get('ground'));
  const problems = [
    ...(read.ok ? outOfOrder(read.date, journey, today) : [read.problem]),
    ...(isDateType(dateType) ? [] : [{ field: 'dateType', problem: 'Choose which date it is' }]),
    ...(source === undefined ? [{ field: 'source', problem: 'Choose where the date comes from' }] : []),
  ];
  if (problems.length > 0 || !read.ok || !isDateType(dateType) || source === undefined) return { problems };
  return { date: read.date, dateType, source, ...(ground !== undefined && { ground }) };
}

/** Checked before the consequences are shown; the command checks it again. */
function outOfOrder(date: IsoDate, { sentence }: JourneyView, today: IsoDate): readonly FieldProblem[] {
  const wrong = dateOutOfOrder({ ...sentence, releaseDate: date }, today);
  return wrong ? [{ field: 'date', problem: wrong.problem }] : [];
}

function draw(
  request: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
): PageResponse {
  const { form, names } = request;
  return page(
    'release-date',
    {
      title: `Record a date of the sentence: ${journey.person.name}`,
      ...shared(journey, submission),
      origin: originOf(journey, names),
      dateItems: dateItems(form, 'date'),
      dateTypes: DATE_TYPE_ITEMS,
      sources: itemsOf(SOURCE_TITLES).filter(({ value }) => value !== 'EVENT'),
      source: form.get('source') ?? 'PRISON_CALCULATION',
      grounds: itemsOf(GROUND_TITLES),
      ground: form.get('ground'),
      dateType: form.get('dateType') ?? journey.release?.dateType,
      ...problems,
    },
    status,
  );
}

function shared(journey: JourneyView, submission: Submission): Readonly<Record<string, unknown>> {
  const back = `/journeys/${journey.id}`;
  return { journey, submission, back, action: `${back}/release-date` };
}

function itemsOf(titles: Readonly<Record<string, string>>): readonly { value: string; text: string }[] {
  return Object.entries(titles).map(([value, text]) => ({ value, text }));
}

function elementOf(field: string): string {
  return field === 'date' ? 'date-day' : field;
}
