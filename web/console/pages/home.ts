import { redirect } from '../answer.ts';
import type { Handler } from '../visit.ts';

/** Officers begin with their caseload, administrators with what is stuck. */
export const home: Handler = async ({ user }) =>
  redirect(user.roles.includes('officer') ? '/caseload' : '/stuck');
