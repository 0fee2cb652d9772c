import type { User } from '../../domain/access/user.ts';
import { permit } from '../access.ts';
import { staffItem } from '../directory.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/**
 * Puts the user in the directory, with the rights in their present token, so that forms can offer them.
 * @returns NOT_PERMITTED for anyone but officers and administrators.
 */
export async function listInDirectory(
  { table }: Pick<Services, 'table'>,
  user: User,
): Promise<Result<{ readonly id: string }>> {
  const reader = permit(user, 'use-pages', undefined);
  if (!reader.ok) return reader;
  await table.transact([{ kind: 'put', item: staffItem(user) }]);
  return done({ id: user.id });
}
