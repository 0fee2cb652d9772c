import * as z from 'zod';
import { countWorkingDays } from '../../law/day-rules.ts';
import { DATE_CHANGED, missing, none, note, NOT_NEEDED, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { setPathway } from '../statuses.ts';
import { forgetInterview, interviewIsOnAnotherDay, NOT_CLAIMING, setBenefits } from './benefits.ts';

const bankDetails = z.strictObject({ bank: note.max(100).optional(), note: note.optional() });

const part = z.boolean().optional();
const claimParts = z.strictObject({
  email: part,
  phone: part,
  bankDetails: part,
  housingDetails: part,
  verified: part,
  note: note.optional(),
});

/** What a claim needs. None of it is kept here: it says only that the person has it. */
const CLAIM_PARTS = [
  ['email', 'An email address that they can use'],
  ['phone', 'A phone number that they can use'],
  ['bankDetails', 'Bank details'],
  ['housingDetails', 'Housing details: where they will live, and the rent'],
  ['verified', 'What can be verified before release is verified'],
] as const satisfies readonly (readonly [keyof z.output<typeof claimParts>, string])[];

/** What must be ready for a claim on the day of release. */
export const BEFORE_RELEASE_STEPS = {
  'work-coach-meeting': step({
    title: 'Meet the prison work coach',
    awaits: 'to arrange the meeting with the work coach',
    asked: 'work-coach',
    pathway: 'finance-benefits-id',
    due: { from: 'release', days: -63 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'MET' },
    outcomes: {
      MET: { label: 'Met', does: (draft) => setPathway(draft, 'finance-benefits-id', 'IN_PROGRESS') },
      DECLINED: { label: 'The person declined' },
      OVERTAKEN,
    },
  }),
  'claim-preparation': step({
    title: 'Prepare the Universal Credit claim',
    awaits: 'to prepare email, phone, bank and housing details for the claim',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', days: -42 },
    earlyAnswer: true,
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', notClaiming: 'NOT_NEEDED' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 1 } },
    settledBy: ({ benefits }) => (benefits.claimMadeOn === undefined ? undefined : 'NOT_NEEDED'),
    details: claimParts,
    form: [
      ...CLAIM_PARTS.map(([name, label]) => ({
        kind: 'checkbox' as const,
        name,
        label,
        problem: 'Tick it or not',
      })),
      { ...NOTE_FIELD, hint: 'What is not ready, and who sees to it' },
    ],
    shows: [...CLAIM_PARTS.map(([name]) => name), 'note'],
    usually: {
      outcome: 'PREPARED',
      details: { email: true, phone: true, bankDetails: true, housingDetails: true, verified: true },
    },
    outcomes: {
      PREPARED: {
        label: 'Prepared',
        faultsIn: ({ note: why, ...parts }) =>
          CLAIM_PARTS.every(([name]) => parts[name] === true)
            ? []
            : missing('note', why, 'Say what is not ready, and who sees to it.'),
      },
      NOT_CLAIMING,
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'identity-documents': step({
    title: 'Identity documents',
    awaits: 'to see that the person has identity documents',
    asked: 'id-administrator',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', before: 'identityDocumentsDays' },
    earlyAnswer: true,
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 5 } },
    settledBy: ({ benefits }) => (benefits.identity === 'IN_HAND' ? 'IN_HAND' : undefined),
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'IN_HAND' },
    outcomes: {
      IN_HAND: { label: 'In hand', does: (draft) => setBenefits(draft, { identity: 'IN_HAND' }) },
      REFUSED: { label: 'The person refused', does: (draft) => setBenefits(draft, { identity: 'REFUSED' }) },
      OVERTAKEN,
    },
  }),
  'bank-account': step({
    title: 'Bank account',
    awaits: 'to open a bank account, or to see that the person has one',
    asked: 'id-administrator',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', before: 'bankAccountOpensDays' },
    earlyAnswer: true,
    due: { from: 'release', before: 'bankAccountDays' },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 5 } },
    settledBy: ({ benefits: { bankAccount } }) =>
      bankAccount === 'OPENED' || bankAccount === 'HAS_ONE' ? bankAccount : undefined,
    details: bankDetails,
    form: [
      {
        kind: 'text',
        name: 'bank',
        label: 'Bank (optional)',
        problem: 'Name the bank, in 100 characters or fewer',
      },
      { ...NOTE_FIELD, hint: 'If a bank refused, its reason' },
    ],
    shows: ['bank', 'note'],
    usually: { outcome: 'OPENED' },
    outcomes: {
      OPENED: { label: 'Opened', does: (draft) => setBenefits(draft, { bankAccount: 'OPENED' }) },
      HAS_ONE: {
        label: 'The person has one',
        does: (draft) => setBenefits(draft, { bankAccount: 'HAS_ONE' }),
      },
      REFUSED_BY_BANK: {
        label: 'A bank refused: another is tried',
        faultsIn: ({ bank, note: why }) => [
          ...missing('bank', bank, 'Name the bank that refused.'),
          ...missing('note', why, 'Say why it refused.'),
        ],
        does(draft, { details: { bank = '', note: why = '' } }) {
          const { banksRefused = [] } = draft.journey.benefits;
          setBenefits(draft, { banksRefused: [...banksRefused, { bank, why, on: draft.context.today }] });
        },
        asksAgain: { on: (_record, today, calendar) => countWorkingDays(today, 2, calendar).day },
      },
      REFUSED: {
        label: 'Refused by every bank, or by the person',
        does: (draft) => setBenefits(draft, { bankAccount: 'REFUSED' }),
      },
      OVERTAKEN,
    },
  }),
  'jobcentre-interview': step({
    title: 'Book the Jobcentre interview',
    awaits: 'to book the interview for the day of release',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', before: 'jobcentreInterviewDays' },
    due: { from: 'release', workingDays: -2 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', notClaiming: 'NOT_NEEDED' },
    dateMoved: {
      by: 'date-in-force',
      again: true,
      when: interviewIsOnAnotherDay,
      does: forgetInterview,
    },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'BOOKED' },
    outcomes: {
      BOOKED: {
        label: 'Booked for the day of release',
        forbiddenBy: ({ releaseDateInForce }) =>
          releaseDateInForce === undefined
            ? {
                rule: 'no-release-date',
                explanation: 'No release date is known, so there is no day to book.',
              }
            : undefined,
        does(draft) {
          const { releaseDateInForce } = draft.journey;
          if (releaseDateInForce !== undefined) setBenefits(draft, { interviewOn: releaseDateInForce });
        },
      },
      NOT_CLAIMING: { ...NOT_CLAIMING, standsWhenDateMoves: true },
      DATE_CHANGED,
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'interview-watch': step({
    title: 'Jobcentre interview booked',
    awaits: 'for the day of release, or a new date',
    asked: 'event',
    pathway: 'finance-benefits-id',
    endsWhen: { released: 'OVERTAKEN', notClaiming: 'NOT_NEEDED' },
    settledBy: ({ benefits, releaseDateInForce }) =>
      benefits.interviewOn === releaseDateInForce ? undefined : 'DATE_CHANGED',
    dateMoved: { by: 'date-in-force', when: interviewIsOnAnotherDay },
    details: none,
    form: [],
    outcomes: { DATE_CHANGED, NOT_NEEDED, OVERTAKEN },
  }),
};
