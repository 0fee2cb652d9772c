import { ASKED_DESKS } from '../pathways/asked.ts';
import { DUTIES_OF } from '../record/duties.ts';
import { denied, when, type Decision } from './decision.ts';
import { hasDuty, inCommunity, inPrison, is, isNamed } from './relations.ts';
import type { Subjects } from './subjects.ts';
import type { User } from './user.ts';

/** Who answers a step, by whom it asks. */
export function completeStep(user: User, subject: Subjects['complete-step']): Decision {
  if (subject.notBy?.includes(user.id) === true) return denied('Another officer must answer this step.');
  const prison = inPrison(user, subject);
  const community = inCommunity(user, subject);
  switch (subject.asked) {
    case 'pom':
      return when(
        prison || isNamed(user, subject),
        'officer',
        'Only an officer of the person’s prison, or their community offender manager, answers this step.',
      );
    case 'com':
      return when(community, 'officer', 'Only the community team of the person answers this step.');
    case 'responsible':
    case 'agency':
      return when(prison || community, 'officer', 'Only an officer responsible for the person answers this.');
    case 'work-coach':
    case 'id-administrator':
    case 'healthcare':
      return when(
        prison || isNamed(user, subject),
        'officer',
        `Only ${DUTIES_OF[ASKED_DESKS[subject.asked]].desk} or another officer of the person’s prison, or their community offender manager, answers this step.`,
      );
    case 'omu':
      return when(
        prison && hasDuty(user, 'OMU', 'POM'),
        'officer',
        'Only the offender management unit of the person’s prison answers this step.',
      );
    case 'governor':
    case 'head-of-om':
      return when(
        prison && hasDuty(user, ASKED_DESKS[subject.asked]),
        'officer',
        `Only ${DUTIES_OF[ASKED_DESKS[subject.asked]].desk} of the person’s prison answers this step.`,
      );
    case 'head-of-pdu':
    case 'homelessness-team':
    case 'victim-liaison':
      return when(
        community && hasDuty(user, ASKED_DESKS[subject.asked]),
        'officer',
        `Only ${DUTIES_OF[ASKED_DESKS[subject.asked]].desk} of the person’s region answers this step.`,
      );
    case 'administrator':
      return when(is(user, 'admin'), 'admin', 'Only an administrator answers this step.');
    case 'date':
    case 'event':
      return denied('This step waits for a day or an event, and is not answered by a person.');
  }
}
