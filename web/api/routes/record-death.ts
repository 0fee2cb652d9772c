import * as z from 'zod';
import { recordDeath as record } from '../../../application/commands/record-death.ts';
import { route } from '../route.ts';
import { date, expectedVersion, journeyPath, reason } from '../schemas/fields.ts';
import { NOTIFIED_OF_DEATH } from '../../../domain/record/death.ts';
import { day } from '../schemas/release.ts';

export const recordDeath = route({
  method: 'POST',
  path: '/api/journeys/{id}/death',
  roles: ['officer'],
  who: 'officers of the person’s prison, and their community team',
  summary:
    'Record the death of the person. Every step, deadline and referral ends, the person is sent nothing, and the answer lists everyone who must be notified.',
  params: journeyPath,
  body: z.strictObject({ on: date, note: reason.exactOptional(), expectedVersion }),
  example: { on: '2026-11-25', expectedVersion: 1 },
  answer: z.strictObject({
    diedOn: day,
    toNotify: z.strictObject({ outside: z.array(z.enum(NOTIFIED_OF_DEATH)), inside: z.array(z.string()) }),
  }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    record(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
