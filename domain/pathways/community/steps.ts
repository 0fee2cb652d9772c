import * as z from 'zod';
import { spanInDigits } from '../../law/number-words.ts';
import { none, NOT_NEEDED, note, OPENED, withNote, withReason } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { supervisionEndsBefore } from './supervision.ts';

/** Supervision in the community, from the first appointment to its last day. */
export const COMMUNITY_STEPS = {
  'first-appointment': step({
    title: 'First appointment with probation',
    awaits: 'to say whether the first appointment was kept',
    asked: 'com',
    due: { from: 'first-appointment', days: 0 },
    settledBy: ({ licence }) => (licence?.firstAppointment?.type === 'NOT_NEEDED' ? 'NOT_NEEDED' : undefined),
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'KEPT' },
    outcomes: {
      KEPT: { label: 'Kept' },
      MISSED: { label: 'Missed', resets: ['missed-appointment'] },
      NOT_NEEDED,
    },
  }),
  'missed-appointment': step({
    title: 'A missed appointment',
    awaits: 'to find out why it was missed, and arrange another',
    asked: 'com',
    due: { from: 'opened', workingDays: 1 },
    details: withReason,
    form: [{ ...REASON_FIELD, hint: 'A missed appointment has a reason, and is not by itself a breach' }],
    shows: ['reason'],
    usually: { outcome: 'REARRANGED', details: { reason: 'The bus did not come.' } },
    outcomes: { REARRANGED: { label: 'Another appointment is arranged', resets: ['first-appointment'] } },
  }),
  'review-at-4-weeks': review('firstReviewDays'),
  'review-at-12-weeks': review('secondReviewDays'),
  'review-at-26-weeks': review('thirdReviewDays'),
  'supervision-ends': step({
    title: 'Licence or supervision ends',
    awaits: 'the last day of licence or supervision',
    asked: 'date',
    opens: { from: 'supervision-end' },
    answersItself: 'OPENED',
    details: none,
    form: [],
    outcomes: { OPENED: { ...OPENED, closesJourney: true } },
  }),
  // The one step that is asked and answered after the journey has closed.
  'voluntary-follow-up': step({
    title: 'Offer voluntary follow-up',
    awaits: 'to offer the person help with what is not settled, now that supervision is over',
    asked: 'com',
    due: { from: 'opened', workingDays: 5 },
    details: withNote,
    form: [{ ...NOTE_FIELD, hint: 'What is not settled, and who helps with it from now on' }],
    shows: ['note'],
    usually: { outcome: 'ACCEPTED', details: { note: 'Helped by the housing charity from now on.' } },
    outcomes: {
      ACCEPTED: {
        label: 'The person accepted, and somebody helps them',
        needs: { field: 'note', problem: 'Say who helps the person from now on.' },
      },
      DECLINED: { label: 'The person declined' },
      NOT_REACHED: { label: 'The person could not be reached' },
    },
  }),
};

function review(days: 'firstReviewDays' | 'secondReviewDays' | 'thirdReviewDays') {
  return step({
    title: (figures) => `Review after ${spanInDigits(figures[days])}`,
    awaits: 'to review distance travelled, with the person’s own score',
    asked: 'com',
    opens: { from: 'released', after: days },
    due: { from: 'released', after: days, later: 7 },
    settledBy: (record, _subject, law) =>
      supervisionEndsBefore(record, days, law) ? 'NOT_NEEDED' : undefined,
    details: z.strictObject({ ownScore: z.int().min(0).max(10), note: note.optional() }),
    form: [
      {
        kind: 'number',
        least: 0,
        most: 10,
        name: 'ownScore',
        label: 'The person’s own score, from 0 to 10',
        hint: 'How far they feel they have come; theirs to say, not ours',
        problem: 'Enter the person’s own score, a whole number from 0 to 10',
      },
      NOTE_FIELD,
    ],
    shows: ['ownScore', 'note'],
    usually: { outcome: 'REVIEWED', details: { ownScore: 6 } },
    outcomes: { REVIEWED: { label: 'Reviewed' }, NOT_NEEDED },
  });
}
