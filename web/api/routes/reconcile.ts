import * as z from 'zod';
import { askForJourneyReconcile, askForReconcile } from '../../../application/commands/ask-reconcile.ts';
import { route } from '../route.ts';
import { journeyPath } from '../schemas/fields.ts';

const answer = z.strictObject({ askedAt: z.string().meta({ format: 'date-time' }) });

/** Runs in the background: `GET /api/health` says when it was completed. */
export const reconcile = route({
  method: 'POST',
  path: '/api/reconcile',
  roles: ['admin'],
  summary: 'Start a reconcile of all journeys now, without waiting for the hourly one.',
  answer,
  status: 202,
  changes: true,
  handle: ({ services, user, idempotency }) => askForReconcile(services, user, idempotency),
});

export const reconcileJourney = route({
  method: 'POST',
  path: '/api/journeys/{id}/reconcile',
  roles: ['admin'],
  summary: 'Start a reconcile of one journey: it is restarted when no driver runs for it.',
  params: journeyPath,
  answer,
  status: 202,
  changes: true,
  handle: ({ services, user, params, idempotency }) =>
    askForJourneyReconcile(services, user, params.id, idempotency),
});
