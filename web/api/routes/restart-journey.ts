import * as z from 'zod';
import { restartJourney as restart } from '../../../application/commands/restart-journey.ts';
import { previewRestart as preview } from '../../../application/queries/preview-restart.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath, reason } from '../schemas/fields.ts';
import { restartPreview } from '../schemas/restart-preview.ts';

export const restartJourney = route({
  method: 'POST',
  path: '/api/journeys/{id}/restart',
  roles: ['admin'],
  summary:
    'Restart a journey’s driver, on the newest definitions. Nothing is lost or done twice. Refused when answered steps would be asked again, unless that is agreed to.',
  params: journeyPath,
  body: z.strictObject({
    reason,
    expectedVersion,
    mayAskAgain: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Agree that what the preview lists under `repeats` is asked again.' }),
  }),
  example: { reason: 'A newer definition', expectedVersion: 1 },
  answer: z.strictObject({ machines: z.array(z.string()) }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...choice }, idempotency }) =>
    restart(services, user, params.id, choice, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});

export const previewRestart = route({
  method: 'GET',
  path: '/api/journeys/{id}/restart',
  roles: ['admin'],
  summary:
    'What a restart on the newest definitions would do: what stays, opens, is skipped and would be asked again. Nothing is stored.',
  params: journeyPath,
  answer: restartPreview,
  errors: ['CONFLICT'],
  handle: ({ services, user, params }) => preview(services, user, params.id),
});
