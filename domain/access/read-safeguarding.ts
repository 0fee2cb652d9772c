import { when, type Decision } from './decision.ts';
import { hasDuty, inCommunity, inPrison, isNamed } from './relations.ts';
import type { JourneySubject } from './subjects.ts';
import type { User } from './user.ts';

/** What is noted of the safeguarding of children: for those who manage the person, and the heads of their units. */
export function readSafeguarding(user: User, subject: JourneySubject): Decision {
  return when(
    (inPrison(user, subject) && hasDuty(user, 'POM', 'HEAD_OF_OM')) ||
      isNamed(user, subject) ||
      (inCommunity(user, subject) && hasDuty(user, 'COM', 'YOT', 'HEAD_OF_PDU')),
    'officer',
    'Only offender managers, youth offending team workers and their heads see what is noted of children.',
  );
}
