import * as z from 'zod';
import authorities from '../../../data/welsh-authorities.json' with { type: 'json' };
import { NOT_NEEDED, note } from '../answer-details.ts';
import { REASON_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { setHousing } from './address.ts';
import { isInWales } from './country.ts';

/**
 * Help with housing in Wales: an officer helps the person apply to a Welsh local authority (Housing (Wales) Act 2014,
 * section 62). The duty to ask and act of the 2026 Act changes nothing until it has a start in the data.
 */
export const WALES_STEPS = {
  'welsh-application': step({
    title: 'Apply to a council in Wales',
    awaits: 'to help the person apply to a Welsh local authority for help with housing',
    asked: 'responsible',
    pathway: 'accommodation',
    opens: { from: 'release', before: 'welshHelpDays' },
    due: { from: 'release', before: 'welshHelpDays', later: 14 },
    beforeRelease: true,
    endsWhen: { housed: 'NOT_NEEDED' },
    settledBy: (record) => (isInWales(record) ? undefined : 'NOT_NEEDED'),
    details: z.strictObject({
      authority: z.enum(authorities.authorities.map(({ id }) => id)).optional(),
      reason: note.optional(),
    }),
    form: [
      {
        kind: 'select',
        name: 'authority',
        label: 'Welsh local authority',
        hint: 'Only if they have applied',
        choices: authorities.authorities.map(({ id, name }) => ({ value: id, text: name })),
        problem: 'Choose the Welsh local authority from the list',
      },
      { ...REASON_FIELD, hint: 'Only if the person does not want to apply' },
    ],
    shows: ['authority', 'reason'],
    usually: { outcome: 'APPLIED', details: { authority: 'cardiff' } },
    outcomes: {
      APPLIED: {
        label: 'The person has applied',
        needs: { field: 'authority', problem: 'Choose the Welsh local authority they applied to.' },
        resets: ['welsh-decision'],
        opens: [{ kind: 'welsh-decision', when: ({ machineWaits }) => !machineWaits }],
        mayAnswer: ['cas3-prerequisites'],
        does(draft, { details }) {
          if (details.authority === undefined) return;
          setHousing(draft, {
            welshApplication: { authority: details.authority, on: draft.context.today },
          });
        },
      },
      DECLINED: {
        label: 'The person does not want to apply',
        needs: { field: 'reason', problem: 'Say why the person does not want to apply.' },
      },
      NOT_NEEDED,
    },
  }),
  'welsh-decision': step({
    title: 'Answer of the council in Wales',
    awaits: 'to record what the Welsh local authority decided',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 10 },
    endsWhen: { housed: 'NOT_NEEDED' },
    details: z.strictObject({ reason: note.optional() }),
    form: [{ ...REASON_FIELD, hint: 'Only if the council owes no duty' }],
    shows: ['reason'],
    usually: { outcome: 'HELP_TO_PREVENT' },
    outcomes: {
      HELP_TO_PREVENT: { label: 'The council must help to prevent homelessness' },
      HELP_TO_SECURE: { label: 'The council must help to find a home' },
      NO_DUTY: {
        label: 'The council owes no duty',
        needs: { field: 'reason', problem: 'Say why the council owes no duty.' },
        resets: ['welsh-application'],
        opens: [{ kind: 'welsh-application', when: ({ machineWaits }) => !machineWaits }],
      },
      NOT_NEEDED,
    },
  }),
};
