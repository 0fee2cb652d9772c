import * as z from 'zod';
import { makeAppointment as make } from '../../../application/commands/arrange-appointment.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath } from '../schemas/fields.ts';
import { arranged, givenAppointment } from '../schemas/messages.ts';

export const makeAppointment = route({
  method: 'POST',
  path: '/api/journeys/{id}/appointments',
  roles: ['officer'],
  who: 'officers responsible for the person',
  summary: 'Make an appointment. The person is sent its time and place, if they agreed to messages.',
  params: journeyPath,
  body: z.strictObject({ ...givenAppointment, expectedVersion }),
  example: { on: '2027-03-12', at: '14:30', place: '4 Park Row, Leeds', expectedVersion: 1 },
  answer: arranged,
  status: 201,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    make(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
