import { capitalised } from '../../../domain/law/capitalised.ts';
import { importStaff, MOST_LINES, type StaffImported } from '../../../application/commands/import-staff.ts';
import { listUnattended } from '../../../application/queries/list-unattended.ts';
import { decide } from '../../../domain/access/access.ts';
import { placeCalled } from '../directory.ts';
import { formatCount, formatDaysAway } from '../formats.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import type { PageHandler } from '../page-request.ts';
import { forbidden, page, problemPage, type PageResponse } from '../page-response.ts';

/** For an administrator: steps with nobody to act on them. */
export const unattended: PageHandler = async ({ services, user, names }) => {
  const listed = await listUnattended(services, user, names);
  if (!listed.ok) return problemPage(listed, '/stuck');
  const { items, more } = listed.value;
  return page('unattended', {
    title: 'Steps with nobody to act on them',
    count: `${formatCount(items.length, 'step', 'steps')}${more ? ', and there are more' : ''}`,
    rows: items.map((row) => ({
      ...row,
      owner: capitalised(row.owner),
      prisonName: placeCalled(row.prison),
      away: row.daysToRelease === undefined ? undefined : formatDaysAway(row.daysToRelease),
    })),
  });
};

export const staffForm: PageHandler = async ({ user }) => {
  const allowed = decide(user, 'administer-staff', undefined);
  return allowed.allowed ? draw('', NO_PROBLEMS) : forbidden(allowed.reason);
};

export const sendStaff: PageHandler = async ({ services, user, form }) => {
  const csv = form.get('csv') ?? '';
  const taken = await importStaff(services, user, { csv });
  if (taken.ok) return draw('', NO_PROBLEMS, 200, taken.value);
  if (taken.code !== 'VALIDATION_FAILED') return problemPage(taken, '/staff');
  return draw(csv, problemsOf(taken.fields ?? []), 400);
};

function draw(csv: string, problems: Problems, status = 200, taken?: StaffImported): PageResponse {
  const data = {
    title: 'Import the staff register',
    most: MOST_LINES,
    csv,
    ...(taken && { taken, summary: summaryOf(taken) }),
    ...problems,
  };
  return page('staff-register', data, status);
}

function summaryOf({ added, changed, unchanged, left, refused }: StaffImported): string {
  const parts = [
    `${added} added`,
    `${changed} changed${left === 0 ? '' : `, of whom ${left} ${left === 1 ? 'has' : 'have'} left`}`,
    `${unchanged} as before`,
  ];
  return `${parts.join('; ')}. ${refused.length === 0 ? 'No line was refused.' : `${formatCount(refused.length, 'line was', 'lines were')} refused.`}`;
}
