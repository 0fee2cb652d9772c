import * as z from 'zod';
import { spanOf } from '../../law/number-words.ts';
import { none, note, OPENED, OVERTAKEN, staffId } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';

/** Steps from reception until pre-release work opens. */
export const RECEPTION_STEPS = {
  'allocate-officers': step({
    title: 'Allocate officers',
    awaits: 'to name the prison and community offender managers and a deputy',
    asked: 'omu',
    due: { from: 'opened', workingDays: 2 },
    settledBy: ({ officers }) =>
      officers.pom !== undefined && officers.com !== undefined ? 'ALLOCATED' : undefined,
    details: z.strictObject({ pom: staffId, com: staffId.optional(), deputy: staffId.optional() }),
    form: [
      {
        kind: 'officer',
        duty: 'POM',
        name: 'pom',
        label: 'Prison offender manager',
        problem: 'Choose the prison offender manager',
      },
      {
        kind: 'officer',
        duty: 'COM',
        name: 'com',
        label: 'Community offender manager (optional)',
        hint: 'The supervising officer, from sentence onward',
        problem: 'Choose the community offender manager from the list',
      },
      {
        kind: 'officer',
        duty: 'COM',
        name: 'deputy',
        label: 'Deputy (optional)',
        hint: 'Stands in when the supervising officer is away',
        problem: 'Choose the deputy from the list',
      },
    ],
    usually: ({ pom, com, deputy }) => ({
      outcome: 'ALLOCATED',
      details: { pom, com, ...(deputy !== undefined && { deputy }) },
    }),
    outcomes: {
      ALLOCATED: {
        label: 'Allocated',
        recounts: true,
        does(draft, { details: { pom, com, deputy } }) {
          const named = { pom, ...(com !== undefined && { com }), ...(deputy !== undefined && { deputy }) };
          draft.update({ officers: { ...draft.journey.officers, ...named } });
          draft.record('officers-allocated', { ...draft.journey.officers });
        },
      },
    },
  }),
  'immediate-needs': step({
    title: 'Immediate needs on reception',
    awaits: 'to record tenancy, benefits, debts, dependants, pets, medicines and job',
    asked: 'pom',
    due: { from: 'opened', after: 'immediateNeedsWorkingDays' },
    endsWhen: { released: 'OVERTAKEN' },
    details: z.strictObject({
      tenancy: z.enum(['KEEP', 'END', 'NONE']).optional(),
      benefits: z.enum(['STOP', 'KEEP', 'NONE']).optional(),
      dependants: z.boolean().optional(),
      medicines: z.boolean().optional(),
      note: note.optional(),
    }),
    form: [
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
    ],
    shows: ['tenancy', 'benefits', 'dependants', 'medicines', 'note'],
    usually: { outcome: 'RECORDED', details: { tenancy: 'NONE', benefits: 'STOP', medicines: true } },
    outcomes: { RECORDED: { label: 'Recorded' }, OVERTAKEN },
  }),
  'pre-release-opens': step({
    title: 'Pre-release work opens',
    awaits: ({ preReleaseDays }) => `${spanOf(preReleaseDays)} before release`,
    asked: 'date',
    opens: { from: 'release', before: 'preReleaseDays' },
    answersItself: 'OPENED',
    endsWhen: { released: 'OVERTAKEN' },
    details: none,
    form: [],
    outcomes: { OPENED: { ...OPENED, entersPhase: 'pre-release' }, OVERTAKEN },
  }),
};
