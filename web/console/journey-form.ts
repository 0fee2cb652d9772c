import type * as z from 'zod';
import type { Terms } from '../../application/access.ts';
import { getJourney, type JourneyView } from '../../application/queries/get-journey.ts';
import type { FieldProblem, Result } from '../../application/refusal.ts';
import { decide } from '../../domain/access/access.ts';
import type { Decision } from '../../domain/access/decision.ts';
import type { Action, JourneySubject, Subjects } from '../../domain/access/subjects.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';
import { conflictOf } from './conflict.ts';
import { drawFields, fieldsGiven, firstIdOf } from './draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from './forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from './forms/submission.ts';
import type { PageHandler, SignedInRequest } from './page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from './page-response.ts';
import { readFields } from './read-step-form.ts';

/** Actions that are decided from the journey alone. */
type PlainAction = { [A in Action]: JourneySubject extends Subjects[A] ? A : never }[Action];

/** A page with one form by which an officer changes a journey. */
interface JourneyForm<Given, Value> {
  /** The end of its address: `/journeys/{id}/<path>`. */
  readonly path: string;
  readonly action: PlainAction;
  readonly heading: string;
  readonly button: string;
  /** What happens when it is sent, a sentence each. */
  readonly lines: (journey: JourneyView, request: SignedInRequest) => readonly string[];
  readonly fields: (journey: JourneyView, request: SignedInRequest) => readonly FormField[];
  readonly given: z.ZodType<Given>;
  /** Why nothing can be recorded now. */
  readonly closedTo: (journey: JourneyView) => string | undefined;
  run(request: SignedInRequest, id: string, given: Given, terms: Terms): Promise<Result<Value>>;
  done(value: Value): string;
  /** The page that follows, where the person's own may not be read any more. */
  readonly after?: string;
}

/** Draws the form, and sends it. */
export function journeyForm<Given, Value>(
  definition: JourneyForm<Given, Value>,
): { readonly open: PageHandler; readonly send: PageHandler } {
  return {
    open: async (request) => {
      const found = await find(request, definition);
      return 'kind' in found
        ? found
        : draw(request, found, definition, newSubmission(request, found), NO_PROBLEMS);
    },
    send: (request) => send(request, definition),
  };
}

async function send<Given, Value>(
  request: SignedInRequest,
  definition: JourneyForm<Given, Value>,
): Promise<PageResponse> {
  const { form, user } = request;
  const found = await find(request, definition);
  if ('kind' in found) return found;
  const fields = definition.fields(found, request);
  const submission = readSubmission(request);
  const wrong = (problems: readonly FieldProblem[]): Promise<PageResponse> =>
    draw(
      request,
      found,
      definition,
      submission,
      problemsOf(problems, (name) => firstIdOf(fields, name)),
      400,
    );
  const typed = readFields(fields, form);
  const read = definition.given.safeParse(typed);
  if (!read.success) {
    return wrong(
      read.error.issues.map(({ path: [first], message }) => {
        const name = String(first);
        return { field: name, problem: fields.find((field) => field.name === name)?.problem ?? message };
      }),
    );
  }
  const terms = termsOf(user, submission, { [definition.path]: found.id, ...typed });
  const result = await definition.run(request, found.id, read.data, terms);
  if (result.ok) return redirect(definition.after ?? `/journeys/${found.id}`, definition.done(result.value));
  if (result.fields !== undefined) return wrong(result.fields);
  if (result.code === 'CONFLICT' || result.code === 'IDEMPOTENCY_MISMATCH') {
    const given = await fieldsGiven(request, fields);
    return conflictOf(request, found, result, submission.seenFacts, given);
  }
  return problemPage(result, `/journeys/${found.id}`);
}

async function find<Given, Value>(
  { services, user, params, today }: SignedInRequest,
  { action, heading, closedTo }: JourneyForm<Given, Value>,
): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const decision: Decision = decide<PlainAction>(user, action, { journey, today });
  if (!decision.allowed) return forbidden(decision.reason);
  const detail = closedTo(journey);
  const back = `/journeys/${journey.id}`;
  return detail === undefined ? journey : page('problem', { title: heading, detail, back }, 409);
}

async function draw<Given, Value>(
  request: SignedInRequest,
  journey: JourneyView,
  { path, heading, button, lines, fields }: JourneyForm<Given, Value>,
  submission: Submission,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const back = `/journeys/${journey.id}`;
  const data = {
    title: `${heading}: ${journey.person.name}`,
    heading,
    lines: lines(journey, request),
    journey,
    submission,
    back,
    button,
    action: `${back}/${path}`,
    fields: await drawFields(request, fields(journey, request), problems.problemOf),
    ...problems,
  };
  return page('journey-form', data, status);
}
