import { recordVictimContact } from '../../../application/commands/record-victim-contact.ts';
import { getVictimContact } from '../../../application/queries/get-victim-contact.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { drawFields, firstIdOf } from '../draw-step-form.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { readSubmission, termsOf } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { notFound, page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import { readFields } from '../read-step-form.ts';
import { FORMS, type About, type Case, type ContactForm, type FormName } from '../victim-contact-forms.ts';

export const contactForm: PageHandler = (request) => drawForm(request, NO_PROBLEMS);

export const sendContact: PageHandler = async (request) => {
  const { services, user, form, params } = request;
  const found = await find(request);
  if ('kind' in found) return found;
  const { name, about } = found;
  const shape: ContactForm = FORMS[name];
  const fields = shape.fields(about.view);
  const typed = { ...readFields(fields, form), standing: form.get('standing') ?? '' };
  const read = shape.read(typed, about);
  const wrong = (problems: readonly FieldProblem[], status = 400): Promise<PageResponse> =>
    drawForm(
      request,
      problemsOf(problems, (field) => firstIdOf(fields, field)),
      status,
    );
  if (!read.success) {
    return wrong(
      read.error.issues.map(({ path: [first], message }) => {
        const field = String(first);
        return { field, problem: fields.find((each) => each.name === field)?.problem ?? message };
      }),
    );
  }
  const id = params['id'] ?? '';
  const { idempotency } = termsOf(user, readSubmission(request), { contact: id, ...read.data });
  const recorded = await recordVictimContact(services, user, id, read.data, idempotency);
  const back = `/journeys/${id}/victim-contact`;
  if (recorded.ok) return redirect(back, shape.done);
  if (recorded.code === 'VALIDATION_FAILED' || recorded.code === 'RULE_REFUSED')
    return wrong(recorded.fields ?? [{ field: fields[0]?.name ?? '', problem: recorded.detail }]);
  return problemPage(recorded, back);
};

async function drawForm(request: SignedInRequest, problems: Problems, status = 200): Promise<PageResponse> {
  const found = await find(request);
  if ('kind' in found) return found;
  const { name, about } = found;
  const { view } = about;
  const shape: ContactForm = FORMS[name];
  const opened = [...request.form].length === 0;
  const filled = { ...request, form: opened ? new URLSearchParams(shape.filled?.(about)) : request.form };
  const data = {
    title: `${shape.title}: ${view.person.name}`,
    heading: shape.title,
    button: shape.button,
    person: view.person,
    back: `/journeys/${view.journeyId}/victim-contact`,
    action: request.path,
    submission: readSubmission(request).submission,
    ...(name === 'pass-on' && { standing: view.standing }),
    ...(about.condition !== '' && {
      condition: about.case.conditions.find(({ id }) => id === about.condition)?.text,
    }),
    fields: await drawFields(filled, shape.fields(view), problems.problemOf),
    ...problems,
  };
  return page('victim-contact-form', data, status);
}

async function find(
  request: SignedInRequest,
): Promise<{ readonly name: FormName; readonly about: About } | PageResponse> {
  const { services, user, params } = request;
  const found = await getVictimContact(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found, '/dates-to-pass-on');
  const view = found.value;
  const known = view.cases.find(({ id }) => id === params['case']);
  const condition = known?.conditions.find(({ id }) => id === params['condition']);
  const name = nameOf(params, condition);
  if (name === 'open') return { name, about: { view, case: NO_CASE, condition: '' } };
  if (name === undefined || known === undefined) return notFound();
  return { name, about: { view, case: known, condition: condition?.id ?? '' } };
}

/** A case that is not recorded yet. */
const NO_CASE: Case = {
  id: '',
  basis: 'STATUTORY',
  officer: '',
  entitlements: [],
  conditions: [],
  openedAt: '',
  toPassOn: false,
};

function nameOf(
  params: SignedInRequest['params'],
  condition: Case['conditions'][number] | undefined,
): FormName | undefined {
  if (params['condition'] !== undefined) {
    if (condition === undefined) return undefined;
    return condition.putOn === undefined ? 'put-condition' : 'answer-condition';
  }
  const asked = params['change'] ?? 'open';
  const names = ['open', 'change', 'close', 'pass-on', 'condition'] as const;
  return names.find((each) => each === asked);
}
