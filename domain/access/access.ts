import { hasEmergencyAccess, isExcluded, passesLimits } from '../record/limited-access.ts';
import { readWaitsFor } from '../record/waits-for.ts';
import { recordAbsence } from './absence.ts';
import { hasDuty, inCommunity, inPrison, is, PRISON_ACCESS_DAYS } from './relations.ts';
import { completeStep } from './complete-step.ts';
import { readSafeguarding } from './read-safeguarding.ts';
import { VICTIM_CONTACT_RULES } from './victim-contact.ts';
import { readHealth } from './read-health.ts';
import type { Action, JourneySubject, Subjects } from './subjects.ts';
import { allowed, denied, when, type Decision } from './decision.ts';
import type { User } from './user.ts';

/**
 * Who may do what. Anything not allowed here is denied. Prison staff see the people of their prisons until 7 days after
 * release. Community staff see a person from allocation, by their region, or as the named officer or deputy; allocation
 * is the day a supervising officer is named or, without one, the day pre-release work opens, because its steps
 * then wait on the region. Administrators read everything and keep journeys moving, and to that end withdraw a referral, but take no officer's
 * decision.
 * Partner agencies see only the referrals made to them. Above all of this, a person of limited access is shown to nobody
 * who is excluded, nor to anybody who is not on the person's list, unless they have opened the record in an emergency.
 */
export function decide<A extends Action>(user: User, action: A, subject: Subjects[A]): Decision {
  const decision = RULES[action](user, subject);
  if (!decision.allowed || action === 'open-in-emergency' || !isAboutPerson(subject)) return decision;
  return passesLimits(user.id, subject.journey, subject.today) ? decision : denied(LIMITED);
}

/** Said only to those whose work the person would be. */
const LIMITED = 'Access to this person is limited, and you are not among those who may see them.';

function isAboutPerson(subject: object | undefined): subject is JourneySubject {
  return subject !== undefined && 'journey' in subject;
}

const RULES: { readonly [A in Action]: (user: User, subject: Subjects[A]) => Decision } = {
  'use-pages': (user) => {
    if (is(user, 'admin')) return allowed('admin');
    return when(is(user, 'officer'), 'officer', 'These pages are for officers and administrators.');
  },
  'read-journey': (user, subject) => readJourney(user, subject),
  'read-health': readHealth,
  'list-journeys': (user, { prison }) => {
    if (is(user, 'admin')) return allowed('admin');
    if (!is(user, 'officer')) return denied(OFFICERS_ONLY);
    const known = prison === undefined || user.prisons.includes(prison) || user.regions.length > 0;
    return known ? allowed('officer') : denied('You do not work at that prison.');
  },
  'list-steps': (user, { waitingFor }) => {
    if (is(user, 'admin')) return allowed('admin');
    if (!is(user, 'officer')) return denied(OFFICERS_ONLY);
    return mayList(user, waitingFor) ? allowed('officer') : denied('That is the list of another desk.');
  },
  'list-stuck': (user) => {
    if (is(user, 'admin')) return allowed('admin');
    return is(user, 'officer') ? allowed('officer') : denied(OFFICERS_ONLY);
  },
  'use-mailbox': (user, { officer }) =>
    user.id === officer
      ? RULES['use-pages'](user, undefined)
      : denied('These are another officer’s messages.'),
  'record-absence': recordAbsence,
  'start-journey': (user, { prison }) =>
    is(user, 'officer') && user.prisons.includes(prison) && hasDuty(user, 'OMU', 'POM')
      ? allowed('officer')
      : denied('Only the offender management unit of a prison starts a journey there.'),
  'record-sentence': (user, subject) => inOmu(user, subject, 'records their sentence'),
  'set-release-date': (user, subject) => inOmu(user, subject, 'records a release date'),
  'decide-release-day': (user, subject) =>
    inPrison(user, subject) && hasDuty(user, 'GOVERNOR')
      ? allowed('officer')
      : denied('Only a governor of the person’s prison decides the release day.'),
  'record-release': (user, subject) => inOmu(user, subject, 'records a release'),
  'correct-release': (user, subject) =>
    when(
      inOmuOrCommunity(user, subject),
      'officer',
      'Only the offender management unit of the prison or the community team corrects a release.',
    ),
  'recall-person': (user, subject) => inCommunityTeam(user, subject, 'asks for a recall'),
  'vary-licence': (user, subject) => inCommunityTeam(user, subject, 'proposes a change of the licence'),
  'record-return': (user, subject) =>
    when(
      inOmuOrCommunity(user, subject) || isReceivedBy(user, subject),
      'officer',
      'Only the offender management unit of the prison or the community team records a return to prison.',
    ),
  'record-arrival': (user, { prison }) =>
    when(
      isAtDesk(user, prison),
      'officer',
      'Only the offender management unit of the prison in which the person has arrived records their return there.',
    ),
  'record-details': (user, subject) =>
    when(
      inOmuOrCommunity(user, subject),
      'officer',
      'Only the offender management unit of the prison or the community team records these details.',
    ),
  'transfer-person': (user, subject) => inOmu(user, subject, 'records a transfer'),
  'change-officers': (user, subject) =>
    when(
      inOmuOrCommunity(user, subject),
      'officer',
      'Only the offender management unit of the prison or the community team changes officers.',
    ),
  'hold-journey': (user, subject) =>
    when(
      inOmuOrCommunity(user, subject),
      'officer',
      'Only the offender management unit of the prison or the community team puts a journey on hold.',
    ),
  'record-death': (user, subject) =>
    when(
      (inPrison(user, subject) && hasDuty(user, 'OMU', 'POM', 'GOVERNOR', 'HEAD_OF_OM')) ||
        inCommunity(user, subject),
      'officer',
      'Only staff responsible for the person record a death.',
    ),
  'complete-step': (user, subject) => completeStep(user, subject),
  'decide-proposal': (user, subject) =>
    user.id === subject.proposedBy
      ? denied('You proposed this, so another officer must approve it.')
      : completeStep(user, subject),
  'withdraw-proposal': (user, subject) =>
    user.id === subject.proposedBy && user.roles.includes('officer')
      ? readJourney(user, subject)
      : denied('Only the officer who proposed this withdraws it.'),
  'withdraw-referral': (user, subject) =>
    inPrison(user, subject) || inCommunity(user, subject)
      ? allowed('officer')
      : adminOnly('withdraws a referral, besides the officers responsible for the person')(user),
  'arrange-appointment': (user, subject) =>
    when(
      inPrison(user, subject) || inCommunity(user, subject),
      'officer',
      'Only an officer responsible for the person arranges their appointments.',
    ),
  'read-safeguarding': readSafeguarding,
  'arrange-mentor': (user, subject) =>
    when(
      inPrison(user, subject) || inCommunity(user, subject),
      'officer',
      'Only an officer responsible for the person arranges mentors for them.',
    ),
  'limit-access': (user, subject) =>
    when(
      (inPrison(user, subject) && hasDuty(user, 'GOVERNOR', 'HEAD_OF_OM')) ||
        (inCommunity(user, subject) && hasDuty(user, 'HEAD_OF_PDU')),
      'officer',
      'Only a governor or head of offender management of the person’s prison, or the head of their probation delivery unit, limits access.',
    ),
  'record-consent': (user, subject) =>
    when(
      inPrison(user, subject) || inCommunity(user, subject),
      'officer',
      'Only an officer responsible for the person records their consent.',
    ),
  ...VICTIM_CONTACT_RULES,
  'open-in-emergency': (user, subject) => openInEmergency(user, subject),
  'merge-records': adminOnly('merges two records'),
  'restart-journey': adminOnly('starts a journey again'),
  reconcile: adminOnly('asks for a reconcile'),
  'move-clock': adminOnly('moves the clock'),
  'list-definitions': adminOnly('sees on which definitions journeys run'),
  'see-service-health': adminOnly('sees how the service runs'),
  'pause-agency': adminOnly('pauses an agency'),
  'administer-staff': adminOnly('keeps the staff register'),
  'administer-events': adminOnly('sees the events of other systems'),
  'read-access-log': adminOnly('sees who consulted the records'),
  'read-referral': (user, { agencyId }) => ofAgency(user, agencyId),
  'answer-referral': (user, { agencyId }) => ofAgency(user, agencyId),
};

function adminOnly(does: string): (user: User) => Decision {
  return (user) => when(is(user, 'admin'), 'admin', `Only an administrator ${does}.`);
}

const OFFICERS_ONLY = 'Only officers and administrators see journeys.';

/** Whom the person's exclusions name, an emergency does not help either. */
function openInEmergency(user: User, subject: JourneySubject): Decision {
  if (!is(user, 'officer') && !is(user, 'admin')) return denied(OFFICERS_ONLY);
  if (isExcluded(user.id, subject.journey)) return denied(LIMITED);
  return decide(user, 'read-journey', subject).allowed
    ? denied('You may see this person already.')
    : allowed(is(user, 'officer') ? 'officer' : 'admin');
}

function readJourney(user: User, subject: JourneySubject): Decision {
  if (is(user, 'admin')) return allowed('admin');
  if (!is(user, 'officer')) return denied(OFFICERS_ONLY);
  if (hasEmergencyAccess(user.id, subject.journey, subject.today)) return allowed('officer');
  if (inPrison(user, subject) || inCommunity(user, subject)) return allowed('officer');
  if (user.prisons.includes(subject.journey.prison)) {
    return denied(`The prison’s access to this person ended ${PRISON_ACCESS_DAYS} days after release.`);
  }
  if (user.regions.includes(subject.journey.region)) {
    return denied('The community’s access to this person begins when a community offender manager is named.');
  }
  return denied('This person is not in the care of your prisons or regions.');
}

function ofAgency(user: User, agencyId: string | undefined): Decision {
  if (!is(user, 'partner') || user.agencyId === undefined) {
    return denied('Only the agency a referral was made to sees and answers it.');
  }
  return when(user.agencyId === agencyId, 'partner', 'This referral was not made to your agency.');
}

/** An officer's own list, one of their duty desks, or agencies; each row is decided on its own too. */
function mayList(user: User, waitingFor: string | undefined): boolean {
  if (waitingFor === undefined) return true;
  const desk = readWaitsFor(waitingFor);
  if (desk?.kind === 'officer' || desk?.kind === 'agency') return true;
  if (desk?.kind !== 'desk') return false;
  const { duty, place } = desk;
  return user.duties.some((held) => held === duty) && [...user.prisons, ...user.regions].includes(place);
}

function inOmu(user: User, subject: JourneySubject, records: string): Decision {
  return when(
    inPrison(user, subject) && hasDuty(user, 'OMU', 'POM'),
    'officer',
    `Only the offender management unit of the person’s prison ${records}.`,
  );
}

/** The supervising officer, the deputy, or an officer with such duties in the region; not those who approve what they ask. */
function inCommunityTeam(user: User, subject: JourneySubject, does: string): Decision {
  return when(
    inCommunity(user, subject) && hasDuty(user, 'COM', 'YOT', 'PDU'),
    'officer',
    `Only the community team of the person ${does}.`,
  );
}

function inOmuOrCommunity(user: User, subject: JourneySubject): boolean {
  return (inPrison(user, subject) && hasDuty(user, 'OMU', 'POM')) || inCommunity(user, subject);
}

/** A recalled person comes back to whichever prison is nearest: its offender management unit has them before it. */
function isReceivedBy(user: User, { journey, arrivedAt }: Subjects['record-return']): boolean {
  if (arrivedAt === undefined || journey.phase !== 'recalled') return false;
  return isAtDesk(user, arrivedAt);
}

function isAtDesk(user: User, prison: string): boolean {
  return is(user, 'officer') && user.prisons.includes(prison) && hasDuty(user, 'OMU', 'POM');
}
