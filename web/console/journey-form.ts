import type * as z from 'zod';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';
import { drawFields, fieldsGiven, firstIdOf } from './draw-step-form.ts';
import { journeyPage, type JourneyPage } from './journey-page.ts';
import type { PageHandler, SignedInRequest } from './page-request.ts';
import { readFields } from './read-step-form.ts';

/** A page whose form is a list of fields. */
interface JourneyForm<Given, Value> extends Pick<
  JourneyPage<Given, Value>,
  'action' | 'heading' | 'closedTo' | 'run' | 'refused' | 'done' | 'after'
> {
  readonly button: string;
  /** What happens when it is sent, a sentence each. */
  readonly lines: (journey: JourneyView, request: SignedInRequest) => readonly string[];
  readonly fields: (journey: JourneyView, request: SignedInRequest) => readonly FormField[];
  readonly given: z.ZodType<Given>;
}

/** Draws the form, and sends it. */
export function journeyForm<Given, Value>({
  button,
  lines,
  fields,
  given,
  ...rest
}: JourneyForm<Given, Value>): { readonly open: PageHandler; readonly send: PageHandler } {
  return journeyPage({
    ...rest,
    view: 'journey-form',
    data: async (request, journey, problems) => ({
      button,
      lines: lines(journey, request),
      fields: await drawFields(request, fields(journey, request), problems.problemOf, journey),
    }),
    read: (request, journey) => {
      const drawn = fields(journey, request);
      const read = given.safeParse(readFields(drawn, request.form));
      if (read.success) return { ok: true, given: read.data };
      const problems = read.error.issues.map(({ path: [first], message }) => {
        const name = String(first);
        return { field: name, problem: drawn.find((field) => field.name === name)?.problem ?? message };
      });
      return { ok: false, problems };
    },
    elementOf: (field, request, journey) => firstIdOf(fields(journey, request), field),
    answers: (request, journey) => fieldsGiven(request, fields(journey, request)),
  });
}
