import * as z from 'zod';
import { recordAttendance as record } from '../../../application/commands/arrange-appointment.ts';
import { route } from '../route.ts';
import { expectedVersion } from '../schemas/fields.ts';
import { appointmentPath, arranged } from '../schemas/messages.ts';

export const recordAttendance = route({
  method: 'POST',
  path: '/api/journeys/{id}/appointments/{appointmentId}/attendance',
  roles: ['officer'],
  who: 'officers responsible for the person',
  summary:
    'Record that an appointment was kept, missed or cancelled. A missed one asks for its reason first.',
  params: appointmentPath,
  body: z.strictObject({ came: z.enum(['KEPT', 'MISSED', 'CANCELLED']), expectedVersion }),
  example: { came: 'KEPT', expectedVersion: 1 },
  answer: arranged,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, came }, idempotency }) =>
    record(services, user, params.id, params.appointmentId, came, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
