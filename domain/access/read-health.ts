import { when, type Decision } from './decision.ts';
import { hasDuty, inCommunity, inPrison, is, isNamed } from './relations.ts';
import type { JourneySubject } from './subjects.ts';
import type { User } from './user.ts';

/**
 * Who sees a person's health: healthcare in their prison, the officers named for them, and the desks that stand in for
 * the supervising officer. Reading the record is not enough, nor is an emergency.
 */
export function readHealth(user: User, subject: JourneySubject): Decision {
  const { pom } = subject.journey.officers;
  const inside = inPrison(user, subject) && (hasDuty(user, 'HEALTHCARE') || user.id === pom);
  const outside = inCommunity(user, subject) && hasDuty(user, 'PDU', 'YOT');
  return when(
    is(user, 'officer') && (inside || outside || isNamed(user, subject)),
    'officer',
    'Only the healthcare team of the person’s prison and the officers named for them see their health.',
  );
}
