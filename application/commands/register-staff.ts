import type { User } from '../../domain/access/user.ts';
import { permit } from '../access.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { writtenOut } from '../staff-text.ts';

/**
 * Puts a user who signs in, or calls the API, into the staff register, with the duties in their present token, so that
 * they can be named. Writes only what is not yet known.
 * @returns NOT_PERMITTED for anyone but officers and administrators, and for those who have left.
 */
export async function registerStaff(
  { staff }: Pick<Services, 'staff'>,
  user: User,
): Promise<Result<{ readonly id: string }>> {
  const reader = permit(user, 'use-pages', undefined);
  if (!reader.ok) return reader;
  const known = await staff.find(user.id);
  if (known?.left !== undefined) return refuse('NOT_PERMITTED', LEFT, { rule: HAS_LEFT });
  // A token for the API need not say the name, and then has the id in its place.
  const name = known !== undefined && user.name === user.id ? known.name : user.name;
  const now = { ...user, name, ...(known?.units && { units: known.units }) };
  if (known === undefined || writtenOut(known) !== writtenOut(now)) await staff.record(now);
  return done({ id: user.id });
}

/** The rule of that refusal. */
export const HAS_LEFT = 'has-left';

const LEFT =
  'The staff register says that you no longer work here. If that is wrong, ask the person who manages your access.';
