import * as z from 'zod';
import { note, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD, type FormField } from '../form-field.ts';
import { step } from '../step-entry.ts';

const details = z.strictObject({
  tenancy: z.enum(['KEEP', 'END', 'NONE']).optional(),
  benefits: z.enum(['STOP', 'KEEP', 'NONE']).optional(),
  dependants: z.boolean().optional(),
  medicines: z.boolean().optional(),
  note: note.optional(),
});

const FORM = [
  {
    kind: 'radios',
    name: 'tenancy',
    label: 'Tenancy',
    choices: [
      { value: 'KEEP', text: 'Keep it' },
      { value: 'END', text: 'End it' },
      { value: 'NONE', text: 'They have none' },
    ],
    problem: 'Say what happens to the tenancy',
  },
  {
    kind: 'radios',
    name: 'benefits',
    label: 'Benefits',
    choices: [
      { value: 'STOP', text: 'Stop them' },
      { value: 'KEEP', text: 'Keep them, such as the housing element' },
      { value: 'NONE', text: 'They have none' },
    ],
    problem: 'Say what happens to the benefits',
  },
  {
    kind: 'checkbox',
    name: 'dependants',
    label: 'Someone depends on them',
    hint: 'Children, anyone they care for, pets',
    problem: 'Say whether someone depends on them',
  },
  {
    kind: 'checkbox',
    name: 'medicines',
    label: 'They take medicines',
    problem: 'Say whether they take medicines',
  },
  { ...NOTE_FIELD, hint: 'Debts, a job to keep or end, and anything else that cannot wait' },
] as const satisfies readonly FormField[];

const SHOWS = ['tenancy', 'benefits', 'dependants', 'medicines', 'note'] as const;

/** What cannot wait when somebody comes into prison: asked on reception, and again with the sentence after a remand. */
export const NEEDS_STEPS = {
  'immediate-needs': step({
    title: 'Immediate needs on reception',
    awaits: 'to record tenancy, benefits, debts, dependants, pets, medicines and job',
    asked: 'pom',
    due: { from: 'sentenced', after: 'immediateNeedsWorkingDays' },
    endsWhen: { released: 'OVERTAKEN' },
    details,
    form: FORM,
    shows: SHOWS,
    usually: { outcome: 'RECORDED', details: { tenancy: 'NONE', benefits: 'STOP', medicines: true } },
    outcomes: { RECORDED: { label: 'Recorded' }, OVERTAKEN },
  }),
  'needs-after-sentence': step({
    title: 'Immediate needs after sentence',
    awaits: 'to record what the sentence changes: tenancy, benefits, dependants, medicines, debts and job',
    asked: 'pom',
    due: { from: 'opened', after: 'immediateNeedsWorkingDays' },
    endsWhen: { released: 'OVERTAKEN' },
    details,
    form: FORM,
    shows: SHOWS,
    usually: { outcome: 'RECORDED', details: { tenancy: 'END', benefits: 'STOP' } },
    outcomes: {
      RECORDED: { label: 'Recorded' },
      NO_CHANGE: { label: 'Nothing has changed since remand' },
      OVERTAKEN,
    },
  }),
};
