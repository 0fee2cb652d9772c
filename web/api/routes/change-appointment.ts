import * as z from 'zod';
import { changeAppointment as change } from '../../../application/commands/arrange-appointment.ts';
import { route } from '../route.ts';
import { expectedVersion } from '../schemas/fields.ts';
import { appointmentPath, arranged, givenAppointment } from '../schemas/messages.ts';

export const changeAppointment = route({
  method: 'POST',
  path: '/api/journeys/{id}/appointments/{appointmentId}',
  roles: ['officer'],
  who: 'officers responsible for the person',
  summary:
    'Move an appointment to another time or place. The person is sent the new one, if they agreed to messages.',
  params: appointmentPath,
  body: z.strictObject({ ...givenAppointment, expectedVersion }),
  example: { on: '2027-03-15', at: '09:00', place: '4 Park Row, Leeds', expectedVersion: 1 },
  answer: arranged,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    change(services, user, params.id, params.appointmentId, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
