import { registerStaff } from '../../application/commands/register-staff.ts';
import type { Services } from '../../application/services.ts';
import { writtenOut } from '../../application/staff-text.ts';
import type { User } from '../../domain/access/user.ts';

/** Puts a caller into the staff register. */
export type CallerRegister = (user: User) => Promise<void>;

/** Callers that a process remembers; after that many it forgets them all. */
const MOST_REMEMBERED = 10_000;

/**
 * Registers staff who call the API, so that they can be named without ever opening a page. It reads the register once
 * for each caller in the life of a process, or when their token says something new.
 */
export function callerRegister(services: Pick<Services, 'staff'>): CallerRegister {
  const seen = new Map<string, string>();
  return async (user) => {
    const now = writtenOut(user);
    if (seen.get(user.id) === now) return;
    await registerStaff(services, user);
    if (seen.size >= MOST_REMEMBERED) seen.clear();
    seen.set(user.id, now);
  };
}
