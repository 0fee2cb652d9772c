import type { Terms } from '../../application/access.ts';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { FieldProblem, Refusal, Result } from '../../application/refusal.ts';
import { conflictOf } from './conflict.ts';
import { typedFields, type AnswerRow } from './draw-step-form.ts';
import { findJourneyTo, type PlainAction } from './find-journey.ts';
import { NO_PROBLEMS, problemsOf, type Problems, type Read } from './forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from './forms/submission.ts';
import type { PageHandler, SignedInRequest } from './page-request.ts';
import { page, problemPage, redirect, type PageResponse } from './page-response.ts';

type ViewData = Readonly<Record<string, unknown>>;

/** A page with one form by which a user changes a journey. */
export interface JourneyPage<Given, Value> {
  readonly action: PlainAction;
  /** The name of the view, which is given the journey, the submission, the problems and `data`. */
  readonly view: string;
  readonly heading: string;
  /** Why nothing can be recorded now. */
  readonly closedTo?: (journey: JourneyView, request: SignedInRequest) => string | undefined;
  /** The version of what the form shows; with it, a change of anything else is no conflict. */
  readonly formVersion?: (journey: JourneyView) => string;
  readonly data: (
    request: SignedInRequest,
    journey: JourneyView,
    problems: Problems,
  ) => ViewData | Promise<ViewData>;
  readonly read: (request: SignedInRequest, journey: JourneyView) => Read<Given>;
  /** The id of the element that a problem with a field links to, where it is not the field's name. */
  readonly elementOf?: (field: string, request: SignedInRequest, journey: JourneyView) => string;
  /** What was typed, in words, for the check page and the conflict page. */
  readonly answers: (
    request: SignedInRequest,
    journey: JourneyView,
    given: Given,
  ) => readonly AnswerRow[] | Promise<readonly AnswerRow[]>;
  /** The page before anything is recorded. */
  readonly check?: Check<Given>;
  run(request: SignedInRequest, id: string, given: Given, terms: Terms): Promise<Result<Value>>;
  /** The problems with the fields that a refusal is about; none where it is a page of its own. */
  readonly refused?: (refusal: Refusal, given: Given) => readonly FieldProblem[];
  done(value: Value, given: Given): string;
  /** The page that follows, where the person's own may not be read any more. */
  readonly after?: string;
}

interface Check<Given> {
  readonly view: string;
  readonly title: string;
  readonly data: (
    request: SignedInRequest,
    journey: JourneyView,
    given: Given,
  ) => Result<ViewData> | Promise<Result<ViewData>>;
}

/** Draws the form, and sends it. */
export function journeyPage<Given, Value>(
  definition: JourneyPage<Given, Value>,
): { readonly open: PageHandler; readonly send: PageHandler } {
  return {
    open: async (request) => {
      const found = await find(request, definition);
      if ('kind' in found) return found;
      const submission = newSubmission(request, found, definition.formVersion?.(found));
      return draw(request, found, definition, submission, NO_PROBLEMS);
    },
    send: (request) => send(request, definition),
  };
}

async function send<Given, Value>(
  request: SignedInRequest,
  definition: JourneyPage<Given, Value>,
): Promise<PageResponse> {
  const { form, user } = request;
  const found = await find(request, definition);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const elementOf = (field: string): string => definition.elementOf?.(field, request, found) ?? field;
  const wrong = (problems: readonly FieldProblem[]): Promise<PageResponse> =>
    draw(request, found, definition, submission, problemsOf(problems, elementOf), 400);
  const read = definition.read(request, found);
  if (!read.ok) return wrong(read.problems);
  const { given } = read;
  const refused = async (refusal: Refusal): Promise<PageResponse> => {
    const problems = definition.refused?.(refusal, given) ?? refusal.fields ?? [];
    if (problems.length > 0) return wrong(problems);
    if (refusal.code !== 'CONFLICT' && refusal.code !== 'IDEMPOTENCY_MISMATCH')
      return problemPage(refusal, `/journeys/${found.id}`);
    const answers = await definition.answers(request, found, given);
    return conflictOf(request, found, refusal, submission.seenFacts, answers);
  };
  const { check } = definition;
  if (check !== undefined && form.get('action') !== 'confirm') {
    if (form.get('action') === 'change') return draw(request, found, definition, submission, NO_PROBLEMS);
    const data = await check.data(request, found, given);
    if (!data.ok) return refused(data);
    return page(check.view, {
      title: check.title,
      ...shared(request, found, submission),
      answers: await definition.answers(request, found, given),
      typed: typedFields(form),
      ...data.value,
    });
  }
  const terms = termsOf(user, submission, { form: request.path, ...given });
  const result = await definition.run(request, found.id, given, terms);
  if (!result.ok) return refused(result);
  return redirect(definition.after ?? `/journeys/${found.id}`, definition.done(result.value, given));
}

async function find<Given, Value>(
  request: SignedInRequest,
  { action, heading, closedTo }: JourneyPage<Given, Value>,
): Promise<JourneyView | PageResponse> {
  const journey = await findJourneyTo(action, request);
  if ('kind' in journey) return journey;
  const detail = closedTo?.(journey, request);
  const back = `/journeys/${journey.id}`;
  return detail === undefined ? journey : page('problem', { title: heading, detail, back }, 409);
}

async function draw<Given, Value>(
  request: SignedInRequest,
  journey: JourneyView,
  { view, heading, data }: JourneyPage<Given, Value>,
  submission: Submission,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const drawn = {
    title: `${heading}: ${journey.person.name}`,
    heading,
    ...shared(request, journey, submission),
    ...(await data(request, journey, problems)),
    ...problems,
  };
  return page(view, drawn, status);
}

function shared({ path }: SignedInRequest, journey: JourneyView, submission: Submission): ViewData {
  return { journey, submission, back: `/journeys/${journey.id}`, action: path };
}
