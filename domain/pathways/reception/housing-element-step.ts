import { NOT_NEEDED, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { housingElementNow, housingElementRunsOut } from './housing-element.ts';

/** Days before the last day of the housing element on which it is asked about, and by which it is answered. The product's own choice. */
const ASKED_DAYS_BEFORE = 42;
const ANSWERED_DAYS_BEFORE = 14;

/** A tenancy that the housing element pays for in custody, before it stops paying. */
export const HOUSING_ELEMENT_STEPS = {
  'housing-element-ends': step({
    title: 'When the housing element ends',
    awaits:
      'to say how the rent is paid, or the tenancy ended, once the housing element of Universal Credit stops',
    asked: 'pom',
    pathway: 'accommodation',
    opens: { from: 'housing-element-ends', days: -ASKED_DAYS_BEFORE },
    due: { from: 'housing-element-ends', days: -ANSWERED_DAYS_BEFORE },
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: ({ benefits }) => (benefits.keepsHousingElement === true ? undefined : 'NOT_NEEDED'),
    background: (record, _referral, _opened, { today, law }) => ({
      label: 'Housing element of Universal Credit',
      text: housingElementNow(record, today, law).text,
    }),
    details: withNote,
    form: [{ ...NOTE_FIELD, label: 'What was arranged, and with whom' }],
    shows: ['note'],
    usually: { outcome: 'RENT_PAID', details: { note: 'Their mother pays the rent.' } },
    outcomes: {
      RENT_PAID: {
        label: 'The rent is paid another way',
        needs: { field: 'note', problem: 'Say who pays the rent, and from when.' },
      },
      TENANCY_ENDS: {
        label: 'The tenancy ends',
        needs: { field: 'note', problem: 'Say when the tenancy ends.' },
        does(draft) {
          const { keepsHousingElement: _ended, ...benefits } = draft.journey.benefits;
          draft.update({ benefits });
        },
      },
      RELEASED_FIRST: {
        label: 'Release comes before it stops',
        passing: true,
        forbiddenBy: (record, today, _subject, _details, { law }) =>
          housingElementRunsOut(record, today, law)
            ? {
                rule: 'housing-element-runs-out',
                explanation: 'By the recorded dates it stops before release. Record the release date first.',
              }
            : undefined,
      },
      // Another answer about the tenancy may ask it again.
      NOT_NEEDED: { ...NOT_NEEDED, passing: true },
      OVERTAKEN,
    },
  }),
};
