import { addDays } from '../../law/time.ts';
import { none, OPENED, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { endEmergencyAccess } from './end.ts';

/** Somebody opened the record in an emergency: the case's owner looks at the reason, and the access ends with the day. */
export const EMERGENCY_ACCESS_STEPS = {
  'emergency-access-review': step({
    title: 'Record opened in an emergency',
    awaits: 'to look at why the record was opened in an emergency',
    asked: 'responsible',
    acrossCycles: true,
    due: { from: 'opened', workingDays: 1 },
    background: (_record, _referral, opened) => ({
      label: `Opened by ${String(opened['name'])}`,
      text: String(opened['reason']),
    }),
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'GOOD_REASON' },
    outcomes: {
      GOOD_REASON: { label: 'There was a good reason' },
      NO_GOOD_REASON: {
        label: 'There was no good reason: end the access now',
        needs: { field: 'note', problem: 'Say why there was no good reason.' },
        does: (draft, { opened }) =>
          endEmergencyAccess(draft, ({ officer }) => officer === opened['officer']),
      },
    },
  }),
  'emergency-access-ends': step({
    title: 'Emergency access ends',
    awaits: 'the end of the day on which the record was opened in an emergency',
    asked: 'date',
    acrossCycles: true,
    opens: { from: 'opened', days: 1 },
    answersItself: 'OPENED',
    details: none,
    form: [],
    outcomes: {
      OPENED: {
        ...OPENED,
        passing: true,
        does: (draft) => endEmergencyAccess(draft, ({ until }) => until < draft.context.today),
        asksAgain: {
          while: ({ emergencyAccess }) => emergencyAccess !== undefined,
          on: (_record, today) => addDays(today, 1),
        },
      },
    },
  }),
};
