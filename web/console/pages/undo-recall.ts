import * as z from 'zod';
import { undoRecall } from '../../../application/commands/undo-recall.ts';
import { recallToUndo } from '../../../domain/journey/undo-recall.ts';
import { reason } from '../../../domain/pathways/answer-details.ts';
import { REASON_FIELD } from '../../../domain/pathways/form-field.ts';
import { journeyForm } from '../journey-form.ts';

/** A recall that was recorded wrongly: sent to the head of the probation delivery unit. */
export const recallUndoing = journeyForm({
  action: 'recall-person',
  heading: 'Undo the recall',
  button: 'Propose to undo it',
  lines: () => [
    'For a recall that was recorded wrongly. A person who has been in prison since is released on another ground instead.',
    'When the head of the probation delivery unit approves it, the person is on licence as before. Steps that the recall ended are asked again, and agencies are referred to again where the person still needs and agrees to it.',
  ],
  fields: () => [{ ...REASON_FIELD, label: 'What was recorded wrongly' }],
  given: z.strictObject({ reason }),
  closedTo: (journey) =>
    recallToUndo(journey) === undefined
      ? 'There is no recall to undo, or the person was released again since.'
      : undefined,
  run: ({ services, user }, id, given, terms) => undoRecall(services, user, id, given, terms),
  done: () => 'The head of the probation delivery unit must approve it before it counts.',
});
