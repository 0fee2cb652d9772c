import { describe, expect, it } from '@jest/globals';
import { describeFact } from '../../domain/journey/describe.ts';
import { describeFollowUp } from '../../domain/journey/describe-closing.ts';
import { notifiedOfDeath } from '../../domain/journey/describe-death.ts';
import { describeHoldReason } from '../../domain/journey/describe-hold.ts';
import { describeReleaseGround } from '../../domain/journey/describe-release-fact.ts';
import type { Names } from '../../domain/journey/words.ts';
import { NOTIFIED_OF_DEATH } from '../../domain/record/death.ts';
import type { FactData, FactType } from '../../domain/record/facts.ts';
import { HOLD_REASONS } from '../../domain/record/hold.ts';
import { RELEASE_GROUNDS } from '../../domain/record/recorded-release.ts';
import { THE_LAW } from '../support/law.ts';
import { OFFICER } from '../support/record.ts';

const FIGURES = THE_LAW.onRelease('2027-03-09');
const NAMES: Names = {
  officer: (id) => ({ 'p.taylor': 'Pat Taylor', 'c.ahmed': 'Cass Ahmed', 'd.evans': 'Dee Evans' })[id],
  agency: (id) => ({ eastmoor: 'Eastmoor Council' })[id],
  place: (id) => ({ MDI: 'HMP Moorland', LEI: 'HMP Leeds', N54: 'North East', N07: 'London' })[id],
};
const say = (type: FactType, data: FactData = {}) =>
  describeFact({ type, data, by: OFFICER }, FIGURES, NAMES);

type Case = readonly [type: FactType, data: FactData, sentence: string];

describe('the timeline says of an officer who is away', () => {
  const away = { officer: 'c.ahmed', until: '2027-01-22', asked: 'officer:d.evans' };

  it.each<Case>([
    [
      'officer-away',
      { ...away, handedOver: 2 },
      'Cass Ahmed is away until Friday 22 January 2027. In their place Dee Evans is asked. 2 open steps were handed over.',
    ],
    [
      'officer-away',
      { ...away, handedOver: 1 },
      'Cass Ahmed is away until Friday 22 January 2027. In their place Dee Evans is asked. 1 open step was handed over.',
    ],
    [
      'officer-away',
      { ...away, handedOver: 0 },
      'Cass Ahmed is away until Friday 22 January 2027. In their place Dee Evans is asked. No open step was handed over.',
    ],
    [
      'officer-absence-changed',
      { officer: 'c.ahmed', until: '2027-01-29' },
      'Cass Ahmed is away until another day: Friday 29 January 2027.',
    ],
    [
      'officer-back',
      { officer: 'c.ahmed', handedBack: 3 },
      'Cass Ahmed is back. 3 open steps were handed back.',
    ],
    ['officer-back', { officer: 'c.ahmed' }, 'Cass Ahmed is back. No open step was handed back.'],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says who may see the person', () => {
  it.each<Case>([
    [
      'access-excluded',
      { officer: 'p.taylor', reason: 'A neighbour' },
      'Pat Taylor may not see this person. Reason: A neighbour.',
    ],
    [
      'access-restricted',
      { officers: ['p.taylor', 'c.ahmed'], reason: 'A public case.' },
      'Only officers on a list may see this person. Added to the list: Pat Taylor, Cass Ahmed. Reason: A public case.',
    ],
    [
      'access-list-shortened',
      { officer: 'p.taylor', list: 'EXCLUDED', reason: 'They moved' },
      'Pat Taylor was taken off the list of officers who may not see this person. Reason: They moved.',
    ],
    [
      'access-list-shortened',
      { officer: 'p.taylor', list: 'RESTRICTED', reason: 'They moved' },
      'Pat Taylor was taken off the list of officers who may see this person. Reason: They moved.',
    ],
    [
      'access-limits-lifted',
      { reason: 'The trial ended' },
      'Access to this person is not limited any more. Reason: The trial ended.',
    ],
    [
      'opened-in-emergency',
      { officer: 'p.taylor', until: '2027-01-15', reason: 'A fire' },
      'Pat Taylor opened this record in an emergency, until the end of Friday 15 January 2027. Reason: A fire.',
    ],
    [
      'emergency-access-ended',
      { officer: 'p.taylor' },
      'The access that Pat Taylor took in an emergency ended.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says how a journey ended', () => {
  const keys = ['1.bank-account', 'no key', '1.referral-answer.DTR-2'];
  const never = ' Never answered: Bank account; Agency’s answer (duty to refer, choice 2).';

  it.each<Case>([
    [
      'journey-closed',
      { housed: true, benefits: true },
      'Supervision ended and the journey is closed: housed, with benefits in payment.',
    ],
    [
      'journey-closed',
      { housed: false, benefits: false, unanswered: [] },
      'Supervision ended and the journey is closed: not housed, without benefits in payment.',
    ],
    [
      'journey-closed',
      { housed: true, benefits: false, unanswered: keys },
      `Supervision ended and the journey is closed: housed, without benefits in payment.${never}`,
    ],
    [
      'journey-closed',
      { because: 'DEATH', unanswered: keys },
      `The journey is closed, because the person has died.${never}`,
    ],
    ['journey-closed', { because: 'DEATH' }, 'The journey is closed, because the person has died.'],
    [
      'journey-closed',
      { because: 'MERGE', unanswered: keys },
      `The journey is closed, because it continues in another record of the person.${never}`,
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });

  it.each([
    [['housing'], 'Pat Taylor is to offer voluntary follow-up, because housing is not settled.'],
    [['benefits'], 'Pat Taylor is to offer voluntary follow-up, because benefits are not settled.'],
    [
      ['housing', 'benefits'],
      'Pat Taylor is to offer voluntary follow-up, because housing and benefits are not settled.',
    ],
    [
      ['housing', 'benefits', 'food'],
      'Pat Taylor is to offer voluntary follow-up, because housing, benefits and food are not settled.',
    ],
  ])('and who is to follow up on %j', (about, sentence) => {
    expect(describeFollowUp({ about, owner: 'officer:p.taylor' }, NAMES)).toBe(sentence);
  });

  it('and that a desk follows up, at the start of the sentence', () => {
    expect(describeFollowUp({ about: ['housing'], owner: 'role:PDU@N54' }, NAMES)).toBe(
      'The probation delivery unit of North East is to offer voluntary follow-up, because housing is not settled.',
    );
  });
});

describe('the timeline says what the person agreed to', () => {
  const day = { on: '2027-01-15' };

  it.each<Case>([
    [
      'consent-given',
      { purpose: 'CRS', ...day, how: 'SPOKEN', heardBy: 'p.taylor' },
      'The person agreed to a referral for commissioned accommodation help, on Friday 15 January 2027. Heard by Pat Taylor.',
    ],
    [
      'consent-given',
      { purpose: 'DTR', agency: 'eastmoor', ...day, how: 'WRITTEN', heardBy: 'p.taylor' },
      'The person agreed to a referral to a council under the duty to refer, for Eastmoor Council, on Friday 15 January 2027. Received in writing by Pat Taylor.',
    ],
    [
      'consent-refused',
      { purpose: 'CAS3', ...day, how: 'SPOKEN', reason: 'Has family' },
      'The person did not agree to a referral for community accommodation (CAS3), on Friday 15 January 2027. They said so. Reason: Has family.',
    ],
    [
      'consent-refused',
      { purpose: 'MESSAGES', ...day, how: 'WRITTEN' },
      'The person did not agree to messages to them by email or text, on Friday 15 January 2027. They wrote it.',
    ],
    [
      'consent-withdrawn',
      { purpose: 'WHAT_HELPS', ...day, heardBy: 'p.taylor' },
      'The person no longer agrees to agencies being shown what helps them, from Friday 15 January 2027. Recorded by Pat Taylor.',
    ],
    [
      'consent-given',
      { purpose: 'SOMETHING', ...day },
      'The person agreed to a referral, on Friday 15 January 2027.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says which reports contradict the record', () => {
  const reports = { says: 'IN', on: '2027-03-12', otherSays: 'OUT', otherOn: '2027-03-09' };

  it.each<Case>([
    [
      'events-contradict',
      { ...reports, recorded: true },
      'A report contradicts the record: officers recorded that the person was released on Tuesday 9 March 2027, and the prison’s system reports that the person came into prison on Friday 12 March 2027. Nothing was changed.',
    ],
    [
      'events-contradict',
      reports,
      'Two reports from the prison’s system contradict each other: one says that the person was released on Tuesday 9 March 2027, another that the person came into prison on Friday 12 March 2027. Nothing was changed.',
    ],
    [
      'events-contradict',
      { ...reports, says: 'SIDEWAYS' },
      'Two reports from the prison’s system contradict each other: one says that the person was released on Tuesday 9 March 2027, another that the person was moved on Friday 12 March 2027. Nothing was changed.',
    ],
    [
      'events-contradict',
      { problem: 'The person is on hold' },
      'A report from another system was not followed, because it contradicts the record. The person is on hold.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of a death', () => {
  const OUTSIDE = {
    FAMILY: 'the family',
    POLICE_AND_CORONER: 'the police and the coroner',
    OMBUDSMAN: 'the Prisons and Probation Ombudsman',
    HEALTHCARE: 'healthcare, or the GP',
    DWP: 'the Department for Work and Pensions',
    VICTIM_LIAISON: 'the victim liaison unit',
  } as const satisfies Record<(typeof NOTIFIED_OF_DEATH)[number], string>;

  it.each(NOTIFIED_OF_DEATH)('who %s is', (each) => {
    expect(notifiedOfDeath({ outside: [each], inside: [] })).toEqual([OUTSIDE[each]]);
  });

  it('where and when, and everyone who must be notified', () => {
    const data = {
      on: '2027-01-15',
      outside: ['FAMILY', 'DWP'],
      inside: ['officer:c.ahmed', 'agency:eastmoor'],
    };
    const everyone = 'the family; the Department for Work and Pensions; Cass Ahmed; Eastmoor Council';
    expect(say('died', { ...data, inCustody: true })).toBe(
      `The person died in custody on Friday 15 January 2027. To be notified: ${everyone}.`,
    );
    expect(say('died', { ...data, inCustody: false })).toContain(
      'The person died in the community on Friday',
    );
  });

  it('an organisation that it has no word for as it was recorded', () => {
    expect(notifiedOfDeath({ outside: ['The embassy'], inside: [] })).toEqual(['The embassy']);
  });
});

describe('the timeline says which details were recorded', () => {
  it.each<Case>([
    [
      'details-recorded',
      { tier: 'B2', wasTier: 'C1', reason: 'It was mistyped' },
      'Personal details were recorded. Tier: B2 (before: C1). Reason: It was mistyped.',
    ],
    [
      'details-recorded',
      {
        dateOfBirth: '1990-05-17',
        wasDateOfBirth: '1990-05-18',
        sex: 'FEMALE',
        crn: 'X123456',
        pnc: '04/1234567X',
      },
      'Personal details were recorded. Date of birth: Thursday 17 May 1990 (before: Friday 18 May 1990). Sex: female. CRN: X123456. PNC number: 04/1234567X.',
    ],
    [
      'details-recorded',
      { sex: 'MALE', wasSex: 'UNKNOWN' },
      'Personal details were recorded. Sex: male (before: UNKNOWN).',
    ],
    ['details-recorded', {}, 'Personal details were recorded.'],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of a hold', () => {
  const WORDS = {
    HOSPITAL: 'in hospital',
    COURT: 'at court',
    TEMPORARY_ABSENCE: 'out of prison on temporary absence',
    ESCAPE: 'escaped, or did not come back to prison',
    REMAND: 'on remand for other matters',
    IMMIGRATION_DETENTION: 'detained for immigration after the release date',
    EARLY_REMOVAL: 'removed from the country early',
  } as const satisfies Record<(typeof HOLD_REASONS)[number], string>;

  it.each(HOLD_REASONS)('why: %s', (reason) => {
    expect(describeHoldReason(reason)).toBe(WORDS[reason]);
  });

  it.each<Case>([
    [
      'held',
      { reason: 'HOSPITAL', since: '2027-01-15', stopsClocks: true },
      'The journey is on hold from Friday 15 January 2027: in hospital. No step has a deadline until it is resumed.',
    ],
    [
      'held',
      { reason: 'COURT', since: '2027-01-15', stopsClocks: false },
      'The journey is on hold from Friday 15 January 2027: at court. Deadlines continue.',
    ],
    [
      'resumed',
      { reason: 'LOST', since: '2027-01-15', on: '2027-01-22' },
      'The journey was resumed on Friday 22 January 2027. It had been on hold from Friday 15 January 2027: a reason not recorded.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of two records of one person', () => {
  it.each<Case>([
    [
      'records-merged',
      { number: 'A1234BC', moved: 1, ended: 2, reason: 'Same fingerprints' },
      'The record under A1234BC is of the same person, and is merged into this one. 1 referral moved here. 2 referrals ended, because this record has the same one or the person does not agree to it. Reason: Same fingerprints.',
    ],
    [
      'records-merged',
      { number: 'A1234BC', moved: 2, ended: 1 },
      'The record under A1234BC is of the same person, and is merged into this one. 2 referrals moved here. 1 referral ended, because this record has the same one or the person does not agree to it.',
    ],
    [
      'records-merged',
      { number: 'A1234BC', moved: 0, ended: 0 },
      'The record under A1234BC is of the same person, and is merged into this one.',
    ],
    [
      'merged-into',
      { number: 'A1234BC' },
      'This record is merged into the record of the same person under A1234BC, where their journey continues.',
    ],
    [
      'prison-number-changed',
      { was: 'A1234BC', now: 'A9999ZZ', reason: 'Two receptions' },
      'The prison number changed from A1234BC to A9999ZZ, because two numbers were of the same person. Reason: Two receptions.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of appointments and messages', () => {
  const at = { on: '2027-01-15', at: '14:30' };

  it.each<Case>([
    ['appointment-made', at, 'An appointment on Friday 15 January 2027 at 2:30pm was made.'],
    ['appointment-changed', at, 'An appointment was changed: it is on Friday 15 January 2027 at 2:30pm.'],
    ['appointment-cancelled', at, 'The appointment on Friday 15 January 2027 at 2:30pm was cancelled.'],
    ['appointment-kept', at, 'The appointment on Friday 15 January 2027 at 2:30pm was kept.'],
    [
      'appointment-missed',
      at,
      'The appointment on Friday 15 January 2027 at 2:30pm was missed. The reason is asked for first: it is not by itself a breach.',
    ],
    ['contact-recorded', { agreed: true }, 'The person agreed to messages about their appointments.'],
    ['contact-recorded', { agreed: false }, 'The person does not want messages about their appointments.'],
    [
      'message-handed-over',
      { to: 'person', by: 'TEXT', appointments: ['appointment-soon 2027-01-15'] },
      'The person was told by text: the appointment on Friday 15 January 2027 is soon.',
    ],
    [
      'message-handed-over',
      { to: 'role:OMU@MDI', by: 'EMAIL', escalated: ['1.bank-account'], overdue: ['1.housing-need'] },
      'The offender management unit of HMP Moorland was told by email: “Bank account” is escalated, “Where will they live?” is overdue.',
    ],
    [
      'message-handed-over',
      { to: 'officer:d.evans', standingIn: true, due: ['1.bank-account'], opened: ['1.housing-need', 'x'] },
      'Dee Evans was told: an officer is away, and they stand in, “Bank account” is due soon, “Where will they live?” is new, “x” is new.',
    ],
    ...(['made', 'changed', 'cancelled', 'missed'] as const).map((what): Case => [
      'message-handed-over',
      { to: 'person', appointments: [`appointment-${what} 2027-01-15`] },
      `The person was told: the appointment on Friday 15 January 2027 was ${what}.`,
    ]),
    [
      'message-not-handed-over',
      { to: 'person', why: 'REFUSED', appointments: ['appointment-made 2027-01-15'] },
      'A message to the person was not handed over, because their email address or mobile number was refused. It was about: the appointment on Friday 15 January 2027 was made.',
    ],
    [
      'message-not-handed-over',
      { to: 'role:OMU@MDI', why: 'NOBODY', due: ['1.bank-account'] },
      'A message to the offender management unit of HMP Moorland was not handed over, because nobody in the staff register does that work. It was about: “Bank account” is due soon.',
    ],
    [
      'message-not-handed-over',
      { to: 'officer:c.ahmed', why: 'GAVE_UP', due: ['1.bank-account'] },
      'A message to Cass Ahmed was not handed over, because GOV.UK Notify did not take it within a day. It was about: “Bank account” is due soon.',
    ],
    [
      'message-not-handed-over',
      { to: 'officer:c.ahmed', why: 'UNKNOWN', due: ['1.bank-account'] },
      'A message to Cass Ahmed was not handed over, because it could not be sent. It was about: “Bank account” is due soon.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of a referral', () => {
  const about = { service: 'DTR', agency: 'eastmoor' };

  it.each<Case>([
    [
      'referral-not-made',
      { service: 'DTR', why: 'agreement-expired' },
      'No referral under the duty to refer could be made: the information-sharing agreement with the agency has expired.',
    ],
    [
      'referral-not-made',
      { service: 'DTR', why: 'no-consent' },
      'No referral under the duty to refer could be made: the person does not agree to it.',
    ],
    [
      'referral-not-made',
      { service: 'DTR', why: 'council-in-wales' },
      'No referral under the duty to refer could be made: the council is in Wales, where there is no duty to refer.',
    ],
    [
      'referral-not-made',
      { service: 'DTR' },
      'No referral under the duty to refer could be made: no agency here offers it.',
    ],
    [
      'referral-delivered',
      about,
      'Eastmoor Council received the referral under the duty to refer and has not answered it yet.',
    ],
    [
      'referral-answered',
      { ...about, answer: 'ACCEPTED', code: 'PRIORITY_NEED', reference: 'H-12', officer: 'Jo Lee' },
      'Eastmoor Council accepted the referral under the duty to refer (priority need). Their reference: H-12. Dealt with by: Jo Lee.',
    ],
    [
      'referral-answered',
      { ...about, answer: 'MORE_INFORMATION' },
      'Eastmoor Council asked for more about the referral under the duty to refer.',
    ],
    [
      'referral-answered-late',
      { ...about, answer: 'DECLINED', state: 'withdrawn' },
      'Eastmoor Council declined the referral under the duty to refer, but after its date. The referral was withdrawn.',
    ],
    [
      'referral-withdrawn',
      { ...about, reason: 'NO_CONSENT' },
      'The referral under the duty to refer to Eastmoor Council was withdrawn: no consent.',
    ],
    [
      'referral-withdrawn',
      { ...about, reason: 'OTHER', text: 'They moved in with family' },
      'The referral under the duty to refer to Eastmoor Council was withdrawn: They moved in with family.',
    ],
    [
      'referral-disclosed',
      { ...about, fields: [] },
      'Eastmoor Council read the referral under the duty to refer.',
    ],
    [
      'referral-disclosed',
      {
        ...about,
        fields: ['name', 'contact', 'opinion', 'questions', 'state', 'sequence', 'releasedOn', 'shoeSize'],
      },
      'Eastmoor Council read the referral under the duty to refer and was shown: the person’s name, how to contact the person, our opinion that they are or may become homeless, the answers to its questions, the state of the referral, the number of its latest message, the day of release, shoeSize.',
    ],
    [
      'referral-delivered',
      { service: 'DTR' },
      'The agency received the referral under the duty to refer and has not answered it yet.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of release', () => {
  const GROUNDS = {
    DATE_IN_FORCE: 'on or after the release date in force',
    PAROLE: 'on parole',
    EXECUTIVE_RELEASE: 'by executive release',
    COURT_ORDER: 'by order of a court',
    EARLY_REMOVAL: 'for early removal from the country',
    AT_COURT: 'at court, or on time served',
    IN_ERROR: 'in error, without authority',
  } as const satisfies Record<(typeof RELEASE_GROUNDS)[number], string>;

  it.each(RELEASE_GROUNDS)('the ground: %s', (ground) => {
    expect(describeReleaseGround(ground)).toBe(GROUNDS[ground]);
    expect(say('released', { on: '2027-03-09', ground })).toBe(
      `The person was released on Tuesday 9 March 2027, ${GROUNDS[ground]}.`,
    );
  });

  it.each<Case>([
    [
      'released',
      { releaseDateInForce: '2027-03-09' },
      'The person was released. The release date in force was Tuesday 9 March 2027.',
    ],
    [
      'released',
      { on: '2027-03-09' },
      'The person had served their time and was released on Tuesday 9 March 2027.',
    ],
    [
      'released',
      { on: '2027-03-09', ground: 'LOST' },
      'The person was released on Tuesday 9 March 2027, on a ground not recorded.',
    ],
    [
      'released',
      {
        on: '2027-03-09',
        ground: 'PAROLE',
        missing: ['phone', 'medicine', 'hat'],
        reason: 'The pharmacy was closed',
        recordedBy: 'p.taylor',
        secondOfficer: 'd.evans',
      },
      'The person was released on Tuesday 9 March 2027, on parole. They left without: medicine or a prescription; a phone. Reason: The pharmacy was closed. Recorded by Pat Taylor and confirmed by Dee Evans.',
    ],
    [
      'released-in-error',
      { on: '2027-03-09', recordedBy: 'p.taylor' },
      'The person was released in error on Tuesday 9 March 2027, without authority.',
    ],
    [
      'release-made-lawful',
      { reason: 'The court had ordered it' },
      'A lawful ground was found for the release. The court had ordered it.',
    ],
    [
      'release-day-corrected',
      { from: '2027-03-09', to: '2027-03-10', reason: 'Mistyped' },
      'The day of release was recorded wrongly as Tuesday 9 March 2027. It was Wednesday 10 March 2027. Reason: Mistyped.',
    ],
    [
      'release-undone',
      { correction: 'NOT_RELEASED', was: '2027-03-09', reason: 'Another person' },
      'The release recorded for Tuesday 9 March 2027 did not happen. The journey returns to where it was. Reason: Another person.',
    ],
    [
      'release-undone',
      { correction: 'RETURNED_TO_CUSTODY', was: '2027-03-09', reason: 'Found', reopened: '2027-03-12' },
      'The person, who was out since Tuesday 9 March 2027, is back in custody. The journey, closed on Friday 12 March 2027, is open again and returns to where it was. Reason: Found.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of a transfer', () => {
  it.each<Case>([
    ['transferred', { from: 'MDI', to: 'LEI' }, 'The person was transferred from HMP Moorland to HMP Leeds.'],
    [
      'transferred',
      { from: 'MDI', to: 'LEI', fromRegion: 'N54', toRegion: 'N07' },
      'The person was transferred from HMP Moorland to HMP Leeds. The probation region changed from North East to London.',
    ],
    [
      'transferred',
      { from: 'MDI', to: 'MDI', fromRegion: 'N54', toRegion: 'N07' },
      'The probation region changed from North East to London.',
    ],
    [
      'officers-changed',
      { com: 'd.evans', comWas: 'c.ahmed', handedOver: 1 },
      'Officers changed: community offender manager Dee Evans, in place of Cass Ahmed. 1 open step was handed over.',
    ],
    [
      'officers-changed',
      { pom: 'p.taylor', deputy: 'd.evans', handedOver: 4 },
      'Officers changed: prison offender manager Pat Taylor; deputy Dee Evans. 4 open steps were handed over.',
    ],
    ['officers-changed', {}, 'Officers changed. No open step was handed over.'],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});
