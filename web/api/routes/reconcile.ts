import * as z from 'zod';
import { askForJourneyReconcile, askForReconcile } from '../../../application/commands/ask-reconcile.ts';
import { route } from '../route.ts';
import { journeyPath } from '../schemas/fields.ts';

const answer = z.strictObject({ askedAt: z.string().meta({ format: 'date-time' }) });

/** Nobody waits for it: `GET /api/health` says when it was completed. */
export const reconcile = route({
  method: 'POST',
  path: '/api/reconcile',
  roles: ['admin'],
  summary: 'Hold what runs against the record now, and mend what differs, rather than at the hour.',
  answer,
  status: 202,
  changes: true,
  handle: ({ services, user, idempotency }) => askForReconcile(services, user, idempotency),
});

export const reconcileJourney = route({
  method: 'POST',
  path: '/api/journeys/{id}/reconcile',
  roles: ['admin'],
  summary: 'Hold what drives one journey against its record now, and start it again if it is not driven.',
  params: journeyPath,
  answer,
  status: 202,
  changes: true,
  handle: ({ services, user, params, idempotency }) =>
    askForJourneyReconcile(services, user, params.id, idempotency),
});
