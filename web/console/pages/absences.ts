import * as z from 'zod';
import {
  changeAbsence,
  recordAbsence,
  type AbsenceChange,
} from '../../../application/commands/record-absence.ts';
import {
  listAbsences,
  listTeamAbsences,
  type AbsencesView,
  type AbsenceView,
} from '../../../application/queries/list-absences.ts';
import type { FieldProblem, Refusal } from '../../../application/refusal.ts';
import type { FormField } from '../../../domain/pathways/form-field.ts';
import { ABSENCE_REASONS, type AbsenceReason } from '../../../domain/record/absence.ts';
import { drawFields, firstIdOf } from '../draw-step-form.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { formatShortDate } from '../formats.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { readSubmission, termsOf } from '../forms/submission.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { notFound, page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import { readFields } from '../read-step-form.ts';

const REASONS: Readonly<Record<AbsenceReason, string>> = {
  LEAVE: 'Leave',
  SICKNESS: 'Sickness',
  OTHER: 'Something else',
};

const STATES: Readonly<Record<AbsenceView['state'], string>> = {
  now: 'Away now',
  'to-come': 'To come',
  ended: 'Ended',
};

/** The reader, and everybody whose absences they record. */
export const absences: PageHandler = async ({ services, user }) => {
  const listed = await listTeamAbsences(services, user);
  if (!listed.ok) return problemPage(listed);
  return page('absences', {
    title: 'Absences',
    rows: listed.value.map(({ officer, now, next }) => ({
      ...officer,
      href: `/absences/${officer.id}`,
      standing: now === undefined ? 'Here' : `Away until ${sayDate(now.until)}`,
      ...(next && { next: `${formatShortDate(next.from)} to ${formatShortDate(next.until)}` }),
    })),
  });
};

const NEW_ABSENCE: readonly FormField[] = [
  { kind: 'date', name: 'from', label: 'First day', problem: 'Enter the first day' },
  { kind: 'date', name: 'until', label: 'Last day', problem: 'Enter the last day' },
  {
    kind: 'radios',
    name: 'reason',
    label: 'Reason',
    hint: 'It is shown only to those who record absences',
    choices: ABSENCE_REASONS.map((value) => ({ value, text: REASONS[value] })),
    problem: 'Choose a reason',
  },
];
const newAbsence = z.object({
  from: z.string().min(1),
  until: z.string().min(1),
  reason: z.enum(ABSENCE_REASONS),
});

const CHANGES = { OVER: 'They are back, or do not go', UNTIL: 'They are away until another day' } as const;
const CHANGE: readonly FormField[] = [
  {
    kind: 'radios',
    name: 'change',
    label: 'What has changed?',
    choices: Object.entries(CHANGES).map(([value, text]) => ({ value, text })),
    problem: 'Choose what has changed',
  },
  { kind: 'date', name: 'until', label: 'New last day (optional)', problem: 'Enter the new last day' },
];
const changed = z.discriminatedUnion('change', [
  z.object({ change: z.literal('OVER'), until: z.string().optional() }),
  z.object({ change: z.literal('UNTIL'), until: z.string().min(1) }),
]);

/** Somebody's absences, and the form for another. */
export const officerAbsences: PageHandler = (request) => drawOfficer(request, NO_PROBLEMS);

export const addAbsence: PageHandler = async (request) => {
  const { services, user, params, form } = request;
  const officer = params['officer'] ?? '';
  const typed = readFields(NEW_ABSENCE, form);
  const read = newAbsence.safeParse(typed);
  if (!read.success) return drawOfficer(request, unread(read.error, NEW_ABSENCE), 400);
  const { idempotency } = termsOf(user, readSubmission(request), { absence: officer, ...typed });
  const recorded = await recordAbsence(services, user, officer, read.data, idempotency);
  if (recorded.ok) return redirect(`/absences/${officer}`, 'The absence is recorded.');
  return refused(recorded, 'from', `/absences/${officer}`, NEW_ABSENCE, (problems, status) =>
    drawOfficer(request, problems, status),
  );
};

export const absenceForm: PageHandler = (request) => drawChange(request, NO_PROBLEMS);

export const sendAbsence: PageHandler = async (request) => {
  const { services, user, params, form } = request;
  const { officer = '', absence = '' } = params;
  const typed = readFields(CHANGE, form);
  const read = changed.safeParse(typed);
  if (!read.success) return drawChange(request, unread(read.error, CHANGE), 400);
  const change: AbsenceChange = read.data.change === 'OVER' ? { over: true } : { until: read.data.until };
  const { idempotency } = termsOf(user, readSubmission(request), { absence, ...typed });
  const recorded = await changeAbsence(services, user, officer, absence, change, idempotency);
  if (recorded.ok) return redirect(`/absences/${officer}`, 'The absence is changed.');
  return refused(recorded, 'until', `/absences/${officer}`, CHANGE, (problems, status) =>
    drawChange(request, problems, status),
  );
};

/** What the command refuses is shown beside the field that it is about. */
function refused(
  refusal: Refusal,
  field: string,
  back: string,
  fields: readonly FormField[],
  draw: (problems: Problems, status: number) => Promise<PageResponse>,
): Promise<PageResponse> | PageResponse {
  const { code, detail } = refusal;
  if (code !== 'VALIDATION_FAILED' && code !== 'CONFLICT') return problemPage(refusal, back);
  const problems: readonly FieldProblem[] = refusal.fields ?? [{ field, problem: detail }];
  return draw(
    problemsOf(problems, (name) => firstIdOf(fields, name)),
    code === 'CONFLICT' ? 409 : 400,
  );
}

function unread({ issues }: z.ZodError, fields: readonly FormField[]): Problems {
  const problems = issues.map(({ path: [first], message }) => {
    const field = String(first);
    return { field, problem: fields.find(({ name }) => name === field)?.problem ?? message };
  });
  return problemsOf(problems, (name) => firstIdOf(fields, name));
}

async function drawOfficer(
  request: SignedInRequest,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const listed = await find(request);
  if (!listed.ok) return listed.page;
  const { officer, absences: known } = listed.view;
  const data = {
    title: `Absences: ${officer.name}`,
    officer,
    rows: known.map((absence) => ({
      ...daysOf(absence),
      reason: REASONS[absence.reason],
      state: STATES[absence.state],
      ...(absence.state !== 'ended' && { href: `/absences/${officer.id}/${absence.id}` }),
    })),
    submission: readSubmission(request).submission,
    fields: await drawFields(request, NEW_ABSENCE, problems.problemOf),
    ...problems,
  };
  return page('officer-absences', data, status);
}

async function drawChange(request: SignedInRequest, problems: Problems, status = 200): Promise<PageResponse> {
  const listed = await find(request);
  if (!listed.ok) return listed.page;
  const { officer, absences: known } = listed.view;
  const absence = known.find(({ id, state }) => id === request.params['absence'] && state !== 'ended');
  if (absence === undefined) return notFound();
  const data = {
    title: `Change an absence: ${officer.name}`,
    officer,
    absence: daysOf(absence),
    back: `/absences/${officer.id}`,
    action: `/absences/${officer.id}/${absence.id}`,
    submission: readSubmission(request).submission,
    fields: await drawFields(request, CHANGE, problems.problemOf),
    ...problems,
  };
  return page('change-absence', data, status);
}

function daysOf({ from, until }: AbsenceView): { readonly from: string; readonly until: string } {
  return { from: formatShortDate(from), until: formatShortDate(until) };
}

async function find({
  services,
  user,
  params,
}: SignedInRequest): Promise<
  { readonly ok: true; readonly view: AbsencesView } | { readonly ok: false; readonly page: PageResponse }
> {
  const listed = await listAbsences(services, user, params['officer'] ?? '');
  return listed.ok ? { ok: true, view: listed.value } : { ok: false, page: problemPage(listed, '/absences') };
}
