import type { FactData, FactType } from './facts.ts';

/** What is proposed, whichever change it is. */
const PROPOSED = [
  ...['change', 'proposedBy', 'date', 'dateType', 'releaseDate', 'ground'],
  ...['variation', 'condition', 'from'],
  ...['on', 'inHand', 'missing', 'identityConfirmed', 'correction', 'type', 'revokedOn', 'fromCurfew'],
];
const RELEASED = [
  ...['releaseDateInForce', 'on', 'ground', 'inHand', 'missing'],
  ...['recordedBy', 'secondOfficer'],
];

/**
 * The data of each type of fact that are codes, dates, ids and numbers, and so are in its chain. Whatever else is recorded
 * with it is its private part: a name that nobody lists here is private.
 */
export const CODES_OF: Readonly<Record<FactType, readonly string[]>> = {
  'journey-started': ['prison', 'releaseDate', 'dateType', 'onRemand'],
  'phase-entered': ['phase'],
  'officers-allocated': ['pom', 'com', 'yot', 'deputy'],
  'opened-in-emergency': ['officer', 'until'],
  'emergency-access-ended': ['officer'],
  'details-recorded': ['tier', 'wasTier'],
  'step-opened': ['step', 'subject', 'waitsFor', 'opensOn', 'dueOn'],
  'step-completed': ['step', 'subject', 'outcome'],
  'step-closed': ['step', 'subject', 'outcome'],
  'step-carried': ['step', 'subject', 'waitsFor', 'dueOn'],
  'step-overdue': ['step', 'subject', 'waitsFor', 'dueOn', 'list'],
  'step-escalated': ['step', 'subject', 'waitsFor', 'dueOn', 'list'],
  'step-reminded': ['step', 'subject', 'waitsFor', 'dueOn', 'list'],
  'appointment-made': ['appointment', 'on', 'at'],
  'appointment-changed': ['appointment', 'on', 'at'],
  'appointment-cancelled': ['appointment', 'on', 'at'],
  'appointment-kept': ['appointment', 'on', 'at'],
  'appointment-missed': ['appointment', 'on', 'at'],
  'contact-recorded': ['agreed', 'by'],
  'message-handed-over': ['to', 'by', 'standingIn', 'opened', 'due', 'overdue', 'escalated'],
  'message-not-handed-over': ['to', 'by', 'standingIn', 'opened', 'due', 'overdue', 'escalated', 'why'],
  'sentence-recorded': [
    'startDate',
    'lengthDays',
    'releaseKind',
    'remandedOn',
    'supervisionEndsOn',
    'earlierDaysServed',
  ],
  'sentence-date-recorded': ['date', 'dateType', 'source', 'ground', 'was'],
  'sentence-date-removed': ['date', 'dateType'],
  'release-date-set': ['date', 'dateType', 'was', 'wasType'],
  'release-day-assessed': ['applies', 'statutoryDate', 'presumptiveDate', 'earliestPermittedDate'],
  'release-day-decided': ['outcome', 'date', 'requestedBy', 'elsewhere'],
  'release-day-decision-voided': ['outcome', 'date', 'decidedBy'],
  'release-day-proposal-lapsed': ['presumptiveDate', 'statutoryDate'],
  'release-date-confirmed': ['date'],
  'change-proposed': PROPOSED,
  'proposal-approved': PROPOSED,
  'proposal-declined': PROPOSED,
  'proposal-withdrawn': PROPOSED,
  'deadlines-moved': ['from', 'to', 'steps'],
  'referral-made': ['referral', 'service', 'agency'],
  'referral-not-made': ['service', 'why'],
  'referral-delivered': ['referral', 'service', 'agency'],
  // An agency chooses its code from a list; its own reference and the name of its officer are what it wrote.
  'referral-answered': ['referral', 'service', 'agency', 'answer', 'code'],
  'referral-answered-late': ['referral', 'service', 'agency', 'answer', 'code', 'state'],
  'referral-withdrawn': ['referral', 'service', 'agency', 'reason'],
  'referral-disclosed': ['referral', 'service', 'agency', 'fields'],
  'delivery-parked': ['agency', 'referral', 'why'],
  'mentor-offered': ['mentor', 'role', 'helpsWith'],
  'mentor-accepted': ['mentor', 'role', 'helpsWith'],
  'mentor-declined': ['mentor', 'role', 'helpsWith'],
  'mentor-at-gate': ['mentor', 'role', 'helpsWith'],
  'mentor-not-at-gate': ['mentor', 'role', 'helpsWith'],
  'mentor-stopped': ['mentor', 'role', 'helpsWith'],
  'consent-given': ['purpose', 'agency', 'how', 'heardBy', 'on'],
  'consent-refused': ['purpose', 'agency', 'how', 'heardBy', 'on'],
  'consent-withdrawn': ['purpose', 'agency', 'how', 'heardBy', 'on'],
  'records-merged': ['journey', 'moved', 'ended'],
  'merged-into': ['journey'],
  'prison-number-changed': [],
  'address-recorded': ['kind', 'from', 'lastNight', 'staff'],
  released: RELEASED,
  'released-in-error': RELEASED,
  'released-without-address': [],
  'release-made-lawful': [],
  'release-day-corrected': ['from', 'to'],
  'release-undone': ['correction', 'was', 'reopened'],
  'incident-opened': ['incident', 'cause'],
  'incident-resolved': ['incident', 'resolution'],
  'reconcile-asked': [],
  restarted: ['machines'],
  recalled: ['type', 'revokedOn', 'reason', 'fromCurfew', 'recordedBy', 'approvedBy'],
  'recall-undone': ['was', 'recordedBy', 'approvedBy'],
  'cycle-ended': ['cycle', 'because', 'unanswered'],
  'cycle-began': ['cycle', 'kept'],
  'unlawfully-at-large': ['since'],
  'returned-to-custody': ['on', 'arrestedOn', 'prison'],
  'recall-date-assessed': ['type', 'date'],
  'new-sentence-joined': ['startDate', 'prison', 'onRemand'],
  'licence-varied': [
    'variation',
    'condition',
    'from',
    'version',
    'policyVersion',
    'proposedBy',
    'approvedBy',
  ],
  'licence-activated': ['licence', 'replaces'],
  'licence-inactivated': ['licence'],
  'events-contradict': ['event', 'says', 'on', 'otherSays', 'otherOn', 'otherEvent', 'recorded'],
  'contradiction-explained': ['event'],
  'timeline-changed': ['fact'],
  transferred: ['from', 'to', 'fromRegion', 'toRegion'],
  'officers-changed': [
    ...['pom', 'com', 'yot', 'deputy'],
    ...['pomWas', 'comWas', 'yotWas', 'deputyWas'],
    'handedOver',
  ],
  'officer-away': ['officer', 'until', 'asked', 'handedOver'],
  'officer-absence-changed': ['officer', 'until'],
  'officer-back': ['officer', 'asked', 'handedBack'],
  held: ['reason', 'since', 'stopsClocks'],
  resumed: ['reason', 'since', 'on'],
  died: ['on', 'inCustody', 'outside', 'inside'],
  'access-excluded': ['officer'],
  'access-restricted': ['officers'],
  'access-list-shortened': ['officer', 'list'],
  'access-limits-lifted': [],
  'journey-closed': ['housed', 'benefits', 'unanswered', 'because'],
  'follow-up-needed': ['about', 'owner'],
};

/** A code, a date or an id: no spaces, so that no sentence is taken for one. */
const CODE = /^[\w.:@#/+-]{1,200}$/;

function isCode(value: FactData[string]): boolean {
  if (typeof value === 'string') return CODE.test(value);
  return typeof value === 'object' ? value.every((each) => CODE.test(each)) : true;
}

/** The names of the data that may not be in a chain: not listed as a code, or not written as one. */
export function privateNames(data: FactData, codes: readonly string[]): readonly string[] {
  return Object.entries(data)
    .filter(([name, value]) => value !== undefined && !(codes.includes(name) && isCode(value)))
    .map(([name]) => name)
    .sort();
}
