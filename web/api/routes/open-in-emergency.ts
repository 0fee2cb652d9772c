import * as z from 'zod';
import { openInEmergency as open } from '../../../application/commands/open-in-emergency.ts';
import { route } from '../route.ts';
import { journeyPath, reason } from '../schemas/fields.ts';
import { day } from '../schemas/release.ts';

export const openInEmergency = route({
  method: 'POST',
  path: '/api/journeys/{id}/emergency-access',
  roles: ['officer', 'admin'],
  who: 'officers and administrators who may not see the person, unless the person’s exclusions name them',
  summary:
    'Open a record in an emergency, until the end of the day. The officer responsible for the person is asked to look at the reason.',
  params: journeyPath,
  body: z.strictObject({ reason }),
  example: { reason: 'The person is at our office tonight with nowhere to go' },
  answer: z.strictObject({ until: day }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body, idempotency }) =>
    open(services, user, params.id, body, { ...(idempotency && { idempotency }) }),
});
