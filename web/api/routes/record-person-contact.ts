import * as z from 'zod';
import { recordPersonContact as record } from '../../../application/commands/record-person-contact.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath } from '../schemas/fields.ts';
import { channel, typedAddress } from '../schemas/messages.ts';

export const recordPersonContact = route({
  method: 'POST',
  path: '/api/journeys/{id}/contact',
  roles: ['officer'],
  who: 'officers responsible for the person',
  summary: 'Record whether the person agrees to messages about their appointments, and where they go.',
  params: journeyPath,
  body: z.strictObject({
    agreed: z.boolean().meta({ description: 'With false nothing more is sent, and the address is removed.' }),
    email: typedAddress,
    mobile: typedAddress,
    by: channel,
    expectedVersion,
  }),
  example: { agreed: true, email: '', mobile: '07700 900123', by: 'TEXT', expectedVersion: 1 },
  answer: z.strictObject({ agreed: z.boolean() }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    record(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
