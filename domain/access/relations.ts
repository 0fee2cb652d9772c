import { addDays } from '../law/time.ts';
import type { Duty } from '../record/duties.ts';
import { supervisorOf } from '../record/head.ts';
import { hasEmergencyAccess } from '../record/limited-access.ts';
import { isOutInError } from '../record/recorded-release.ts';
import type { JourneySubject } from './subjects.ts';
import type { Role, User } from './user.ts';

/** The prison's access to a person ends this many days after release. */
export const PRISON_ACCESS_DAYS = 7;

/** An officer of the person's prison, until the hand-over has ended, or a release in error is dealt with. */
export function inPrison(user: User, { journey, today }: JourneySubject): boolean {
  if (!is(user, 'officer') || !user.prisons.includes(journey.prison)) return false;
  if (isOutInError(journey.recordedRelease)) return true;
  return journey.releasedOn === undefined || today <= addDays(journey.releasedOn, PRISON_ACCESS_DAYS);
}

/** The person's own supervising officer, or the deputy: before release they may answer whatever the POM may. */
export function isNamed(user: User, { journey }: JourneySubject): boolean {
  return is(user, 'officer') && [supervisorOf(journey), journey.officers.deputy].includes(user.id);
}

/** The named officer or deputy, or the region once the person is allocated to it. */
export function inCommunity(user: User, subject: JourneySubject): boolean {
  if (!is(user, 'officer')) return false;
  if (isNamed(user, subject)) return true;
  const { journey } = subject;
  const allocated =
    supervisorOf(journey) !== undefined || (journey.phase !== 'reception' && journey.phase !== 'custody');
  return allocated && user.regions.includes(journey.region);
}

export function is(user: User, role: Role): boolean {
  return user.roles.includes(role);
}

export function hasDuty(user: User, ...duties: readonly Duty[]): boolean {
  return duties.some((duty) => user.duties.includes(duty));
}

/** How a user is related to a person: the justification of a consultation (Data Protection Act 2018, section 62(2)). */
export const RELATIONS = [
  'EMERGENCY',
  'SUPERVISING_OFFICER',
  'DEPUTY',
  'PRISON_OFFENDER_MANAGER',
  'PRISON',
  'COMMUNITY',
  'ADMINISTRATOR',
  'AGENCY',
  'NONE',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** The closest relation that a user has to a person; emergency access comes first, because it has a reason of its own. */
export function relationOf(user: User, subject: JourneySubject): Relation {
  const { journey, today } = subject;
  if (hasEmergencyAccess(user.id, journey, today)) return 'EMERGENCY';
  if (isNamed(user, subject)) {
    return user.id === supervisorOf(journey) ? 'SUPERVISING_OFFICER' : 'DEPUTY';
  }
  if (inPrison(user, subject)) {
    return user.id === journey.officers.pom ? 'PRISON_OFFENDER_MANAGER' : 'PRISON';
  }
  if (inCommunity(user, subject)) return 'COMMUNITY';
  if (is(user, 'admin')) return 'ADMINISTRATOR';
  return is(user, 'partner') ? 'AGENCY' : 'NONE';
}
