import { redirect } from '../page-response.ts';
import type { PageHandler } from '../page-request.ts';

/** Officers begin with their caseload, administrators with stuck journeys. */
export const home: PageHandler = async ({ user }) =>
  redirect(user.roles.includes('officer') ? '/caseload' : '/stuck');
