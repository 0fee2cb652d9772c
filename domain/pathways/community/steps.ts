import { none, NOT_NEEDED, OPENED, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { CONTACT_STEPS } from './contact.ts';
import { DISTANCE_STEPS } from './distance.ts';
import { recordFirstResult, resultOfFirst } from './first-appointment.ts';
import { MISSED_STEPS } from './missed.ts';
import { isUnsupervised } from './supervision.ts';

/** Supervision in the community, from the first appointment to its last day. */
export const COMMUNITY_STEPS = {
  ...CONTACT_STEPS,
  ...MISSED_STEPS,
  ...DISTANCE_STEPS,
  'first-appointment': step({
    title: 'First appointment with probation',
    awaits: 'to say whether the first appointment was kept',
    asked: 'com',
    opens: { from: 'first-appointment', days: 0 },
    due: { from: 'first-appointment', days: 0 },
    settledBy: (record) =>
      record.licence?.firstAppointment?.type === 'NOT_NEEDED' || isUnsupervised(record)
        ? 'NOT_NEEDED'
        : resultOfFirst(record),
    settledLate: true,
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'KEPT' },
    outcomes: {
      KEPT: { label: 'Kept', does: (draft) => recordFirstResult(draft, 'KEPT') },
      MISSED: {
        label: 'Missed',
        resets: ['missed-appointment'],
        does: (draft) => recordFirstResult(draft, 'MISSED'),
      },
      NOT_NEEDED,
    },
  }),
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
