import * as z from 'zod';
import { recordArrival } from '../../../application/commands/record-arrival.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import type { FormField } from '../../../domain/pathways/form-field.ts';
import { isPrisonNumber } from '../../../domain/record/identifiers.ts';
import { prisonsToStartAt, type Place } from '../directory.ts';
import { drawFields, firstIdOf } from '../draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { readSubmission, termsOf } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { forbidden, page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import { readFields } from '../read-step-form.ts';

const NOWHERE = 'Only the offender management unit of a prison records an arrival there.';

const Given = z.strictObject({
  prisonNumber: z
    .string()
    .transform((text) => text.toUpperCase())
    .refine(isPrisonNumber),
  prison: z.string(),
  on: z.iso.date(),
});

export const arrivalForm: PageHandler = async (request) => {
  const prisons = prisonsToStartAt(request.user);
  return prisons.length === 0 ? forbidden(NOWHERE) : draw(request, prisons, NO_PROBLEMS);
};

/** A recalled person has arrived in a prison that was not theirs. */
export const recordPersonsArrival: PageHandler = async (request) => {
  const { form, user, services } = request;
  const prisons = prisonsToStartAt(user);
  if (prisons.length === 0) return forbidden(NOWHERE);
  const fields = fieldsOf(prisons);
  const wrong = (problems: readonly FieldProblem[]): Promise<PageResponse> =>
    draw(
      request,
      prisons,
      problemsOf(problems, (field) => firstIdOf(fields, field)),
      400,
    );
  const read = Given.safeParse(readFields(fields, form));
  if (!read.success) {
    const named = new Set(read.error.issues.map(({ path: [first] }) => String(first)));
    return wrong(fields.flatMap(({ name, problem }) => (named.has(name) ? [{ field: name, problem }] : [])));
  }
  const { idempotency } = termsOf(user, readSubmission(request), { arrival: read.data });
  const recorded = await recordArrival(services, user, read.data, { idempotency });
  if (recorded.ok) return redirect(`/journeys/${recorded.value.id}`, 'The return is recorded.');
  switch (recorded.code) {
    case 'VALIDATION_FAILED':
      return wrong(recorded.fields ?? []);
    case 'NOT_FOUND':
    case 'NOT_PERMITTED':
      return wrong([{ field: 'prisonNumber', problem: recorded.detail }]);
    default:
      return problemPage(recorded, '/caseload');
  }
};

function fieldsOf(prisons: readonly Place[]): readonly FormField[] {
  return [
    {
      kind: 'text',
      name: 'prisonNumber',
      label: 'Prison number',
      hint: 'Such as A1234BC',
      problem: 'Enter the prison number, like A1234BC',
    },
    {
      kind: 'select',
      name: 'prison',
      label: 'Prison',
      choices: prisons.map(({ id, name }) => ({ value: id, text: name })),
      problem: 'Choose the prison',
    },
    { kind: 'date', name: 'on', label: 'Day of return', problem: 'Enter the day of return' },
  ];
}

async function draw(
  request: SignedInRequest,
  prisons: readonly Place[],
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const { submission } = readSubmission(request);
  return page(
    'arrival',
    {
      title: 'A recalled person has arrived',
      fields: await drawFields(request, fieldsOf(prisons), problems.problemOf),
      submission: { expectedVersion: 0, seenFacts: 0, submission },
      action: '/arrivals',
      ...problems,
    },
    status,
  );
}
