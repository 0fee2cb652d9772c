import * as z from 'zod';
import { restartJourney as restart } from '../../../application/commands/restart-journey.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath, reason } from '../schemas/fields.ts';

export const restartJourney = route({
  method: 'POST',
  path: '/api/journeys/{id}/restart',
  roles: ['admin'],
  summary: 'Restart a journey’s driver, on the newest definitions. Nothing is lost or done twice.',
  params: journeyPath,
  body: z.strictObject({ reason, expectedVersion }),
  example: { reason: 'A newer definition', expectedVersion: 1 },
  answer: z.strictObject({ machines: z.array(z.string()) }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body, idempotency }) =>
    restart(services, user, params.id, body.reason, {
      expectedVersion: body.expectedVersion,
      ...(idempotency && { idempotency }),
    }),
});
