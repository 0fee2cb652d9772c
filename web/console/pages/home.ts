import type { User } from '../../../domain/access/user.ts';
import type { Duty } from '../../../domain/record/duties.ts';
import { redirect } from '../page-response.ts';
import type { PageHandler } from '../page-request.ts';

/** Desks whose people are in nobody's caseload of their own begin with their list. */
const LISTS: Partial<Readonly<Record<Duty, string>>> = {
  VICTIM_LIAISON: '/dates-to-pass-on',
  HOMELESSNESS_TEAM: '/steps',
};

/** Officers begin with their caseload, administrators with stuck journeys. */
export const home: PageHandler = async ({ user }) => redirect(beginsWith(user));

function beginsWith({ roles, duties: [duty, ...others] }: User): string {
  if (!roles.includes('officer')) return '/stuck';
  const list = duty === undefined || others.length > 0 ? undefined : LISTS[duty];
  return list ?? '/caseload';
}
