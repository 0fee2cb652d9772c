import { none, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';

/** While a journey is on hold, and when it is resumed. */
export const HOLD_STEPS = {
  'hold-review': step({
    title: 'Is the journey still on hold?',
    awaits: 'to say whether the journey is still on hold, or to resume it',
    asked: 'responsible',
    opens: { from: 'opened', after: 'holdReviewDays' },
    due: { from: 'opened', days: 1 },
    neverHeld: true,
    acrossCycles: true,
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'STILL_ON_HOLD' },
    outcomes: {
      STILL_ON_HOLD: { label: 'Still on hold', passing: true, opens: [{ kind: 'hold-review' }] },
      RESUMED: { label: 'Resumed', system: true, passing: true },
    },
  }),
  'dates-after-hold': step({
    title: 'Dates after the hold',
    awaits: 'to check the dates of the sentence, because days on hold may not count towards it',
    asked: 'omu',
    due: { from: 'opened', workingDays: 2 },
    endsWhen: { released: 'OVERTAKEN' },
    details: none,
    form: [],
    usually: { outcome: 'CHECKED' },
    outcomes: {
      CHECKED: { label: 'The dates on the record are right', passing: true },
      OVERTAKEN: { ...OVERTAKEN, passing: true },
    },
  }),
};
