import * as z from 'zod';
import { note, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD, TOO_LONG } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { setSupport } from './record.ts';

/** Contact with family, children and visits. */
export const FAMILY_STEPS = {
  'family-contact': step({
    title: 'Children, families and communities: contact and visits',
    awaits: 'to record contact with family, about children, and visits',
    asked: 'pom',
    pathway: 'children-families-and-communities',
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 10 } },
    details: z.strictObject({
      contact: z.enum(['REGULAR', 'SOME', 'NONE', 'NOT_WANTED']).optional(),
      children: z.enum(['NONE', 'CONTACT', 'NO_CONTACT']).optional(),
      visits: z.enum(['ARRANGED', 'NONE', 'NOT_WANTED']).optional(),
      safeguarding: note.optional(),
      note: note.optional(),
    }),
    form: [
      {
        kind: 'radios',
        name: 'contact',
        label: 'Contact with family',
        choices: [
          { value: 'REGULAR', text: 'Regular' },
          { value: 'SOME', text: 'Now and then' },
          { value: 'NONE', text: 'None' },
          { value: 'NOT_WANTED', text: 'The person wants none' },
        ],
        problem: 'Say what contact the person has with their family',
        personal: true,
      },
      {
        kind: 'radios',
        name: 'children',
        label: 'Children',
        choices: [
          { value: 'NONE', text: 'The person has no children' },
          { value: 'CONTACT', text: 'The person has contact with their children' },
          { value: 'NO_CONTACT', text: 'The person has no contact with their children' },
        ],
        problem: 'Say whether the person has children and contact with them',
        personal: true,
      },
      {
        kind: 'radios',
        name: 'visits',
        label: 'Visits (optional)',
        choices: [
          { value: 'ARRANGED', text: 'They are arranged' },
          { value: 'NONE', text: 'Nobody visits' },
          { value: 'NOT_WANTED', text: 'The person wants none' },
        ],
        problem: 'Say whether visits are arranged',
        personal: true,
      },
      {
        kind: 'textarea',
        name: 'safeguarding',
        label: 'Safeguarding of children (optional)',
        hint: 'Shown only to offender managers, youth offending team workers and their heads',
        problem: `${TOO_LONG} for the safeguarding of children`,
        personal: true,
      },
      NOTE_FIELD,
    ],
    shows: ['contact', 'children', 'visits', 'note'],
    keepsPrivate: ['safeguarding'],
    usually: { outcome: 'RECORDED', details: { contact: 'REGULAR', children: 'NONE', visits: 'ARRANGED' } },
    outcomes: {
      RECORDED: {
        label: 'Recorded',
        needs: { field: 'contact', problem: 'Say what contact the person has with their family.' },
        faultsIn({ children, safeguarding }) {
          if (children === undefined)
            return [{ field: 'children', problem: 'Say whether the person has children.' }];
          return children === 'NONE' && safeguarding !== undefined
            ? [{ field: 'safeguarding', problem: 'The person has no children, so leave this empty.' }]
            : [];
        },
        does(draft, { details: { safeguarding } }) {
          const { by, today } = draft.context;
          if (safeguarding !== undefined && safeguarding !== '')
            setSupport(draft, { safeguarding: { note: safeguarding, on: today, by: by.id } });
        },
      },
      DECLINED: {
        label: 'The person does not want to talk about it',
      },
      OVERTAKEN,
    },
  }),
};
