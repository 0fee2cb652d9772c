import { withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';

/**
 * Asked and answered after the journey has closed, because the person has died. One officer is enough to record a death,
 * unlike a release in error, where somebody dangerous may be out: until it is recorded the person's family is sent
 * reminders and an agency looks for a home, so nothing waits for a second officer. A death recorded for the wrong person
 * frees their prison number at once, and another journey is started for them.
 */
export const DEATH_STEPS = {
  'notify-of-death': step({
    title: 'Notify everyone of the death',
    awaits: 'to see that everyone on the list has been notified of the death',
    asked: 'responsible',
    due: { from: 'opened', days: 0 },
    details: withNote,
    form: [{ ...NOTE_FIELD, label: 'Who was notified, by whom and when', problem: 'Say who was notified' }],
    shows: ['note'],
    usually: { outcome: 'NOTIFIED', details: { note: 'Everyone on the list, by telephone.' } },
    outcomes: {
      NOTIFIED: {
        label: 'Everyone has been notified',
        needs: { field: 'note', problem: 'Say who was notified, by whom and when.' },
      },
    },
  }),
};
