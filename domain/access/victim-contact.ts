import { when, type Decision } from './decision.ts';
import { hasDuty, is, isNamed } from './relations.ts';
import type { JourneySubject, Subjects } from './subjects.ts';
import type { User } from './user.ts';

type Rule<A extends keyof Subjects> = (user: User, subject: Subjects[A]) => Decision;

/**
 * Victim contact is for the victim liaison unit of the person's region, from sentence on. Nobody else reads it, also not
 * an administrator or in an emergency. The rules do not know whether there is any, so that a denial says nothing of it.
 */
export const VICTIM_CONTACT_RULES = {
  'read-victim-contact': (user, subject) => ofUnit(user, subject.journey.region),
  'record-victim-contact': (user, subject) => ofUnit(user, subject.journey.region),
  'list-victim-contact': (user, { region }) => ofUnit(user, region),
  'read-victim-conditions': (user: User, subject: JourneySubject) =>
    when(
      isNamed(user, subject),
      'officer',
      'Only the supervising officer and the deputy see licence conditions that victims asked for.',
    ),
} as const satisfies { readonly [A in keyof Subjects]?: Rule<A> };

function ofUnit(user: User, region: string): Decision {
  return when(
    is(user, 'officer') && hasDuty(user, 'VICTIM_LIAISON') && user.regions.includes(region),
    'officer',
    'Only the victim liaison unit of the person’s region sees this.',
  );
}
