import * as z from 'zod';
import { undoRecall as undo } from '../../../application/commands/undo-recall.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath, reason } from '../schemas/fields.ts';

export const undoRecall = route({
  method: 'POST',
  path: '/api/journeys/{id}/recall-undoing',
  roles: ['officer'],
  who: 'the person’s community team',
  summary:
    'Propose to undo a recall that was recorded wrongly. When the head of the probation delivery unit approves it, the person is on licence as before.',
  params: journeyPath,
  body: z.strictObject({ reason, expectedVersion }),
  example: { reason: 'Recorded for the wrong person', expectedVersion: 1 },
  answer: z.strictObject({ proposal: z.string() }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    undo(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
