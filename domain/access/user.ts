import type { Actor, StaffSide } from '../record/actor.ts';
import type { Duty } from '../record/duties.ts';
import { supervisorOf, type Head } from '../record/head.ts';

export const ROLES = ['officer', 'partner', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Letters, digits and a few signs; never the `#` that parts the table's keys. */
export const USER_ID_PATTERN = /^[A-Za-z0-9._@-]{2,128}$/;

/** The signed-in user, from their token. What it omits they may not do. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly duties: readonly Duty[];
  /** Prisons whose people are in this officer's care, by prison id. */
  readonly prisons: readonly string[];
  /** Probation regions, by code. */
  readonly regions: readonly string[];
  /** The agency a partner answers for. */
  readonly agencyId?: string;
}

/** The actor that is recorded when this user acts in a role. An agency's people act as the agency. */
export function actorOf(user: User, role: Role): Actor {
  return { kind: role, id: role === 'partner' ? (user.agencyId ?? user.id) : user.id };
}

/**
 * Whether a member of staff acts for the prison or the community: as the journey's officer, else by their duties, else by
 * where the person is. Undefined for a user who is no officer.
 */
export function staffSideOf(
  user: Pick<User, 'id' | 'roles' | 'duties'>,
  { officers, releasedOn }: Pick<Head, 'officers' | 'releasedOn'>,
): StaffSide | undefined {
  if (!user.roles.includes('officer')) return undefined;
  if (user.id === officers.pom && user.id !== supervisorOf({ officers })) return 'PRISON';
  if (user.id === supervisorOf({ officers }) || user.id === officers.deputy) return 'COMMUNITY';
  const community = (['COM', 'YOT', 'PDU'] as const).some((duty) => user.duties.includes(duty));
  const prison = (['OMU', 'POM', 'GOVERNOR'] as const).some((duty) => user.duties.includes(duty));
  if (community !== prison) return community ? 'COMMUNITY' : 'PRISON';
  return releasedOn === undefined ? 'PRISON' : 'COMMUNITY';
}
