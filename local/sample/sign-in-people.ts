import { placeCalled } from '../../web/console/directory.ts';
import type { ReadyMadePerson } from '../../web/console/sign-in.ts';
import type { User } from '../../domain/access/user.ts';
import type { Duty } from '../../domain/record/duties.ts';
import { SAMPLE_STAFF } from './staff.ts';

const POSTS: readonly (readonly [Duty, string])[] = [
  ['GOVERNOR', 'Governor'],
  ['HEAD_OF_OM', 'Head of offender management'],
  ['HEAD_OF_PDU', 'Head of the probation delivery unit'],
  ['POM', 'Prison offender manager'],
  ['COM', 'Community offender manager'],
  ['YOT', 'Youth offending team worker'],
  ['WORK_COACH', 'Prison work coach'],
  ['ID_ADMINISTRATOR', 'ID and banking administrator'],
  ['HEALTHCARE', 'Healthcare team'],
  ['HOMELESSNESS_TEAM', 'Homelessness prevention team'],
  ['VICTIM_LIAISON', 'Victim liaison officer'],
];

/** The invented staff, as the sign-in page lists them. */
export function signInPeople(): readonly ReadyMadePerson[] {
  return SAMPLE_STAFF.map((user) => ({ user, role: roleOf(user), place: placeOf(user) }));
}

function roleOf(user: User): string {
  if (user.roles.includes('admin')) return 'Administrator';
  return POSTS.find(([duty]) => user.duties.includes(duty))?.[1] ?? 'Officer';
}

function placeOf(user: User): string {
  const places = [...user.prisons, ...user.regions].map(placeCalled);
  return places.length === 0 ? 'Everywhere' : places.join(', ');
}
