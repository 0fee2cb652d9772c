import { NOT_NEEDED, withNote, withReason } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { resend } from './parked.ts';

/** What needs a person because an answer is late or a message did not arrive. Release changes neither. */
export const TROUBLE_STEPS = {
  'referral-unanswered': step({
    title: 'No answer from an agency',
    awaits: 'to ask the agency for its answer',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 2 },
    endsWhen: { housed: 'NOT_NEEDED' },
    alarm: {
      code: 'REFERRAL_UNANSWERED',
      cause: () => 'An agency has not answered a referral by its date. The referral still stands.',
    },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'ASKED_AGAIN' },
    outcomes: { ASKED_AGAIN: { label: 'The agency was asked again', passing: true }, NOT_NEEDED },
  }),
  'late-answer': step({
    title: 'A late answer from an agency',
    awaits: 'to read an answer that came after its date',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 2 },
    alarm: { code: 'LATE_ANSWER', cause: () => 'An agency answered after its date.' },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'READ' },
    outcomes: { READ: { label: 'Read and acted on', passing: true } },
  }),
  'delivery-parked': step({
    title: 'A referral could not be delivered',
    awaits: 'to reach the agency another way, or put its endpoint right',
    asked: 'administrator',
    acrossCycles: true,
    due: { from: 'opened', workingDays: 1 },
    alarm: {
      code: 'DELIVERY_PARKED',
      cause: ({ cause }) => `A message to an agency could not be delivered: ${cause}.`,
    },
    flag: 'SOMETHING_WENT_WRONG',
    details: withReason,
    form: [REASON_FIELD],
    shows: ['reason'],
    usually: { outcome: 'DONE_ANOTHER_WAY', details: { reason: 'The agency was telephoned.' } },
    outcomes: {
      RESENT: { label: 'Send it again', passing: true, does: resend },
      // Passing as well: one step serves every message to the agency, and the next that is parked asks again.
      DONE_ANOTHER_WAY: { label: 'The agency was reached another way', passing: true },
    },
  }),
};
