import { describe, expect, it } from '@jest/globals';
import { flagsOf } from '../../domain/journey/caseload-flags.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import { REAL_CALENDAR } from '../support/journey-world.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Recall } from '../../domain/record/recall.ts';

const TODAY = '2027-01-15';
const ACTOR = { kind: 'officer', id: 'p.taylor' } as const;
const calm: Journey = {
  id: 'calm',
  version: 3,
  prisonNumber: 'A1234BC',
  firstName: 'Zebedee',
  lastName: 'Quillfeather',
  dateOfBirth: '1990-05-17',
  prison: 'MDI',
  region: 'N54',
  sentence: { startDate: '2026-01-01', releaseKind: 'DETERMINATE', supervisionEndsOn: '2028-01-01' },
  phase: 'pre-release',
  cycle: 1,
  dates: [{ date: '2027-02-05', dateType: 'CRD', source: 'OFFICER', recordedAt: '', recordedBy: ACTOR }],
  release: {
    date: '2027-02-05',
    dateType: 'CRD',
    source: 'OFFICER',
    revision: 1,
    recordedAt: '',
    recordedBy: ACTOR,
  },
  releaseRevision: 1,
  releaseDay: {
    revision: 1,
    known: true,
    statutoryDate: '2027-02-05',
    schemeApplies: true,
    presumptiveDate: '2027-02-04',
    earliestPermittedDate: '2027-02-03',
    explanation: [],
  },
  releaseDateInForce: '2027-02-04',
  officers: {},
  pathways: {
    accommodation: 'DONE',
    'finance-benefits-id': 'IN_PROGRESS',
    'licence-and-release-date': 'NOT_STARTED',
  },
  housing: { authorities: [], address: { kind: 'SETTLED', recordedAt: '' } },
  benefits: {},
  open: [],
  referrals: [],
  executions: [],
  attempts: 1,
  incidents: 0,
  facts: { count: 0, lastHash: '' },
  outboxCount: 0,
  startedAt: '',
  updatedAt: '',
};
const open = (kind: StepKind, more: object = {}) => ({
  open: [{ key: `1.${kind}`, kind, escalation: 0, ...more }],
});
const dated = (date: string): Partial<Journey> => ({
  release: { date, dateType: 'CRD', source: 'OFFICER', revision: 1, recordedAt: '', recordedBy: ACTOR },
});
const DECIDED = {
  revision: 1,
  outcome: 'PRESUMPTIVE',
  date: '2027-02-04',
  decidedAt: '',
  decidedBy: ACTOR,
} as const;
const recalled = (more: Partial<Recall> = {}): Partial<Journey> => ({
  recall: {
    type: 'FIXED_TERM',
    sentenceKind: 'DETERMINATE',
    reason: 'LOST_CONTACT',
    revokedOn: '2027-01-10',
    explanation: 'No contact.',
    alternatives: 'Letters.',
    recordedAt: '',
    recordedBy: ACTOR,
    approvedBy: ACTOR,
    ...more,
  },
});
const noAddress = { housing: { authorities: [] } };

describe('the flags of a journey', () => {
  it.each<[string, Partial<Journey>, readonly string[]]>([
    ['are none when all is well', {}, []],
    [
      'say who is out with nowhere to live',
      { ...noAddress, releasedOn: TODAY, phase: 'community' },
      ['NOWHERE_TO_LIVE'],
    ],
    ['say who is recalled and not back in prison', { ...recalled(), phase: 'recalled' }, ['RECALLED']],
    [
      'say of one who is at large that they are, and not that they are recalled',
      { ...recalled({ atLargeSince: TODAY }), phase: 'recalled' },
      ['UNLAWFULLY_AT_LARGE'],
    ],
    ['no longer say so once they are back', recalled({ returnedOn: TODAY }), []],
    ['say who has no address to go to', noAddress, ['NO_ADDRESS']],
    ['do not ask for an address long before', { ...noAddress, phase: 'custody' }, []],
    [
      'ask for one before a release that is tomorrow, whatever has begun',
      { ...noAddress, phase: 'reception', releaseDateInForce: '2027-01-16' },
      ['FRIDAY_RELEASE', 'NO_ADDRESS'],
    ],
    ['say that something went wrong', open('incident'), ['SOMETHING_WENT_WRONG']],
    ['say that a message could not be delivered', open('delivery-parked'), ['SOMETHING_WENT_WRONG']],
    ['say what is overdue', open('housing-need', { dueOn: '2027-01-14' }), ['OVERDUE']],
    ['let a deadline last to the end of its day', open('housing-need', { dueOn: TODAY }), []],
    ['ask for the governor', open('release-day-decision'), ['RELEASE_DAY_TO_DECIDE']],
    [
      'say that the day is not known',
      { releaseDay: { revision: 1, known: false, explanation: [] } },
      ['RELEASE_DAY_NOT_KNOWN'],
    ],
    [
      'say that the governor moved the day',
      { confirmedRevision: 1, decision: DECIDED },
      ['RELEASE_DAY_MOVED'],
    ],
    ['do not say so when an older date was confirmed', { confirmedRevision: 0, decision: DECIDED }, []],
    [
      'say Friday release, and not that anyone decided, when the law alone moved a Saturday to a Friday',
      { confirmedRevision: 1, releaseDateInForce: '2027-02-05', ...dated('2027-02-06') },
      ['FRIDAY_RELEASE'],
    ],
    [
      'say that a bank holiday follows the day of release',
      { releaseDateInForce: '2027-03-25' },
      ['RELEASE_BEFORE_BANK_HOLIDAY'],
    ],
    ['do not guess at bank holidays that are not known yet', { releaseDateInForce: '2044-12-22' }, []],
    [
      'do not ask about the day of someone who is out',
      { releasedOn: '2027-01-15', phase: 'community', releaseDateInForce: '2027-01-15' },
      [],
    ],
    [
      'say that the day passed without a record',
      { releaseDateInForce: '2027-01-14' },
      ['RELEASE_NOT_RECORDED'],
    ],
    ['do not say so on the day itself', { releaseDateInForce: TODAY }, ['FRIDAY_RELEASE']],
    ['say that no interview is booked', { phase: 'release-day' }, ['BENEFITS_NOT_BOOKED']],
    ['are quiet once it is booked', { phase: 'release-day', benefits: { interviewOn: '2027-02-04' } }, []],
    [
      'say that an agency has not answered',
      { referrals: [{ id: 'r', subject: 'DTR-1', agencyId: 'a', live: true }] },
      ['WAITING_FOR_AGENCY'],
    ],
    ['are none for a journey that has ended', { ...noAddress, releasedOn: TODAY, phase: 'closed' }, []],
  ])('%s', (_case, change, flags) => {
    expect(flagsOf({ ...calm, ...change }, TODAY, REAL_CALENDAR)).toEqual(flags);
  });
});
