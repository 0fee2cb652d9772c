import * as z from 'zod';
import { recordPersonDetails } from '../../../application/commands/record-details.ts';
import { route } from '../route.ts';
import { birthDate, expectedVersion, journeyPath, reason, sex, tier } from '../schemas/fields.ts';
import { day } from '../schemas/release.ts';

export const recordDetails = route({
  method: 'POST',
  path: '/api/journeys/{id}/details',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison, and their community team',
  summary:
    'Record or correct sex, tier and date of birth. A corrected date of birth asks again who supervises the person, and makes the Friday check again.',
  params: journeyPath,
  body: z.strictObject({
    sex: sex.exactOptional(),
    tier: tier.exactOptional(),
    dateOfBirth: birthDate.exactOptional(),
    reason: reason
      .exactOptional()
      .meta({ description: 'Needed where a recorded sex or date of birth is replaced.' }),
    expectedVersion,
  }),
  example: { tier: 'B2', expectedVersion: 1 },
  answer: z.strictObject({ sex: sex.optional(), tier: tier.optional(), dateOfBirth: day }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    recordPersonDetails(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
