import type { User } from '../../domain/access/user.ts';
import { permit } from '../access.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/**
 * Puts a user who signs in into the staff register, with the duties in their present token, so that they can be named.
 * @returns NOT_PERMITTED for anyone but officers and administrators.
 */
export async function registerStaff(
  { staff }: Pick<Services, 'staff'>,
  user: User,
): Promise<Result<{ readonly id: string }>> {
  const reader = permit(user, 'use-pages', undefined);
  if (!reader.ok) return reader;
  await staff.record(user);
  return done({ id: user.id });
}
