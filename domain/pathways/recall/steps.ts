import { none, OVERTAKEN, PROPOSAL_OUTCOMES } from '../answer-details.ts';
import { isAtLarge } from '../../record/recall.ts';
import { step } from '../step-entry.ts';

const RETURNED = { label: 'Back in prison', system: true, passing: true } as const;
const DATE_CHANGED = { label: 'A release date is recorded', system: true, passing: true } as const;

/** From the revocation of a licence until there is a date to prepare release for again. */
export const RECALL_STEPS = {
  'recall-approval': step({
    title: 'Approve a recall',
    awaits: 'to approve or decline the revocation of the licence',
    asked: 'head-of-pdu',
    due: { from: 'opened', days: 0 },
    answeredOn: 'proposal',
    details: none,
    form: [],
    outcomes: {
      ...PROPOSAL_OUTCOMES,
    },
  }),
  'recall-undoing-approval': step({
    title: 'Approve undoing a recall',
    awaits: 'to confirm that a recall was recorded wrongly',
    asked: 'head-of-pdu',
    due: { from: 'opened', days: 0 },
    endsWhen: { released: 'OVERTAKEN' },
    answeredOn: 'proposal',
    details: none,
    form: [],
    outcomes: {
      ...PROPOSAL_OUTCOMES,
      OVERTAKEN: { ...OVERTAKEN, passing: true },
    },
  }),
  'return-to-custody': step({
    title: 'Return to prison',
    awaits: 'to record the return to prison, or that the person is unlawfully at large',
    asked: 'responsible',
    due: { from: 'opened', days: 4 },
    noDeadlineWhile: isAtLarge,
    answeredOn: 'return-to-custody',
    details: none,
    form: [],
    outcomes: { RETURNED },
  }),
  'unlawfully-at-large': step({
    title: 'Unlawfully at large',
    awaits: 'to record the return to prison of a person who is unlawfully at large',
    asked: 'responsible',
    due: { from: 'opened', days: 0 },
    alarm: {
      code: 'UNLAWFULLY_AT_LARGE',
      cause: () => 'The person was recalled and has not returned to prison.',
    },
    answeredOn: 'return-to-custody',
    details: none,
    form: [],
    outcomes: { RETURNED },
  }),
  'recall-release-date': step({
    title: 'Release date after the recall',
    awaits: 'to record the post-recall release date, which cannot be worked out from the record',
    asked: 'omu',
    due: { from: 'opened', workingDays: 2 },
    endsWhen: { released: 'OVERTAKEN' },
    dateMoved: { by: 'new-date' },
    answeredOn: 'release-date',
    details: none,
    form: [],
    outcomes: { DATE_CHANGED, OVERTAKEN: { ...OVERTAKEN, passing: true } },
  }),
  'parole-board-direction': step({
    title: 'The Parole Board’s decision',
    awaits: 'for the Parole Board to direct release',
    asked: 'event',
    endsWhen: { released: 'OVERTAKEN' },
    dateMoved: { by: 'new-date', when: ({ release }) => release?.dateType !== 'PRRD' },
    details: none,
    form: [],
    outcomes: { DATE_CHANGED, OVERTAKEN: { ...OVERTAKEN, passing: true } },
  }),
};
