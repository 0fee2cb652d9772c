import * as z from 'zod';
import { mergeRecords } from '../../../application/commands/merge-records.ts';
import { note } from '../../../domain/pathways/answer-details.ts';
import { REASON_FIELD } from '../../../domain/pathways/form-field.ts';
import { journeyForm } from '../journey-form.ts';

/** Two prison numbers of one person. */
export const mergeTwoRecords = journeyForm({
  action: 'merge-records',
  heading: 'Merge two records',
  button: 'Merge the records',
  lines: ({ person }) => [
    `This record is of ${person.name}, ${person.prisonNumber}.`,
    'The journey of the number that survives continues. An open journey of the other number closes, and its referrals move unless the same agency has one already. Both timelines stay. It cannot be undone.',
  ],
  fields: ({ person }) => [
    {
      kind: 'text',
      name: 'otherNumber',
      label: 'The other prison number of this person',
      problem: 'Enter a prison number, like A1234BC',
    },
    {
      kind: 'radios',
      name: 'survives',
      label: 'Which number survives?',
      choices: [
        { value: 'THIS', text: person.prisonNumber },
        { value: 'OTHER', text: 'The other number' },
      ],
      problem: 'Choose the number that survives',
    },
    { ...REASON_FIELD, label: 'Reason (optional)' },
  ],
  given: z.strictObject({
    otherNumber: z.string().trim().toUpperCase(),
    survives: z.enum(['THIS', 'OTHER']),
    reason: note.optional(),
  }),
  closedTo: ({ phase }) => (phase === 'closed' ? 'The journey of this person is closed.' : undefined),
  run: ({ services, user }, id, { otherNumber, survives, reason }, terms) =>
    mergeRecords(
      services,
      user,
      id,
      { otherNumber, survives, ...(reason !== undefined && { reason }) },
      terms,
    ),
  done: ({ prisonNumber }) => `The records are merged. The number of this person is ${prisonNumber}.`,
});
