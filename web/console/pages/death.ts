import * as z from 'zod';
import { recordDeath } from '../../../application/commands/record-death.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { note } from '../../../domain/pathways/answer-details.ts';
import { NOTE_FIELD } from '../../../domain/pathways/form-field.ts';
import { journeyForm } from '../journey-form.ts';

/** The death of the person. */
export const death = journeyForm({
  action: 'record-death',
  heading: 'Record a death',
  button: 'Record the death',
  lines: () => [
    'Everything about this journey stops: no step is asked, referrals are withdrawn, and the person is sent nothing. It cannot be undone, and no second officer is asked. If it was the wrong person, start another journey for them.',
    'You will see who must be notified.',
  ],
  fields: () => [
    { kind: 'date', name: 'on', label: 'Day of death', problem: 'Enter the day of death' },
    NOTE_FIELD,
  ],
  given: z.strictObject({ on: z.iso.date(), note: note.optional() }),
  closedTo: ({ phase }) => (phase === 'closed' ? 'The journey of this person is closed.' : undefined),
  run: ({ services, user }, id, { on, note: written }, terms) =>
    recordDeath(services, user, id, { on, ...(written !== undefined && { note: written }) }, terms),
  done: ({ diedOn }) => `The death on ${sayDate(diedOn)} is recorded. Notify everyone on the list.`,
});
