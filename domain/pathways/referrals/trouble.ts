import { NOT_NEEDED, withNote, withReason } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import { readReferralSubject } from '../../record/subjects.ts';
import { isRefused } from '../consent.ts';
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
  'refer-again': step({
    title: 'Refer again',
    awaits: 'to ask the agency again, because a recall that was recorded wrongly withdrew its referral',
    asked: 'com',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 1 },
    endsWhen: { housed: 'NOT_NEEDED' },
    settledBy: ({ housing, consents, referrals }, subject) => {
      const service = readReferralSubject(subject)?.service;
      const referral = referrals.find((known) => known.subject === subject);
      const agreed = { housing, ...(consents && { consents }) };
      return service !== undefined && isRefused(agreed, service, referral?.agencyId)
        ? 'NOT_NEEDED'
        : undefined;
    },
    background: (_record, referral) => ({
      label: 'What happened',
      text: [
        `A recall that was recorded wrongly withdrew this referral${referral?.answer?.answer === 'ACCEPTED' ? ', which the agency had accepted' : ''}.`,
        'It could not be made again by itself, and the agency knows only that it was withdrawn.',
        'Ask the agency another way, such as by telephone, and record its answer here.',
      ].join(' '),
    }),
    details: withNote,
    form: [{ ...NOTE_FIELD, label: 'What the agency answered, or why it is not asked' }],
    shows: ['note'],
    usually: { outcome: 'ASKED_AGAIN', details: { note: 'They will answer within the week.' } },
    outcomes: {
      ASKED_AGAIN: {
        label: 'The agency was asked again',
        needs: { field: 'note', problem: 'Say what the agency answered.' },
      },
      NOT_ASKED: {
        label: 'The agency is not asked again',
        needs: { field: 'note', problem: 'Say why it is not asked.' },
      },
      NOT_NEEDED,
    },
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
