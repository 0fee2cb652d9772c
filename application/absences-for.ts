import type { User } from '../domain/access/user.ts';
import type { Actor } from '../domain/record/actor.ts';
import { admit, permit } from './access.ts';
import type { RegisteredStaff } from './ports/staff-register.ts';
import { refuse, type Result } from './refusal.ts';
import type { Services } from './services.ts';

/**
 * A member of staff, for a user who may record their absences.
 * @returns NOT_PERMITTED; NOT_FOUND for somebody who is not in the staff register, to those who see pages of staff.
 */
export async function absencesFor(
  services: Pick<Services, 'staff' | 'accessLog'>,
  user: User,
  officer: string,
): Promise<Result<{ readonly officer: RegisteredStaff; readonly by: Actor }>> {
  const reader = admit(services, user, 'list-journeys', {});
  if (!reader.ok) return reader;
  const found = await services.staff.find(officer);
  if (found === undefined) return refuse('NOT_FOUND', `Nobody called ${officer} is in the staff register.`);
  const allowed = admit(services, user, 'record-absence', { officer: found });
  return allowed.ok ? { ok: true, value: { officer: found, by: allowed.value } } : allowed;
}

export function mayRecordAbsence(user: User, officer: RegisteredStaff): boolean {
  return permit(user, 'record-absence', { officer }).ok;
}
