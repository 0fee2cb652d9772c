import { HAS_LEFT, registerStaff } from '../../application/commands/register-staff.ts';
import type { Refusal } from '../../application/refusal.ts';
import type { Services } from '../../application/services.ts';
import { writtenOut } from '../../application/staff-text.ts';
import type { User } from '../../domain/access/user.ts';

/** Puts a caller into the staff register. @returns the refusal of somebody who has left. */
export type CallerRegister = (user: User) => Promise<Refusal | undefined>;

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
    if (seen.get(user.id) === now) return undefined;
    const registered = await registerStaff(services, user);
    if (!registered.ok && registered.rule === HAS_LEFT) return registered;
    if (seen.size >= MOST_REMEMBERED) seen.clear();
    seen.set(user.id, now);
    return undefined;
  };
}
