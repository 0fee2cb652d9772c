import * as z from 'zod';
import { recordPersonDetails } from '../../../application/commands/record-details.ts';
import { route } from '../route.ts';
import { birthDate, crn, expectedVersion, journeyPath, pnc, reason, sex, tier } from '../schemas/fields.ts';
import { day } from '../schemas/release.ts';

export const recordDetails = route({
  method: 'POST',
  path: '/api/journeys/{id}/details',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison, and their community team',
  summary:
    'Record or correct sex, tier, date of birth, CRN and PNC number. A corrected date of birth asks again who supervises the person, and makes the Friday check again.',
  params: journeyPath,
  body: z.strictObject({
    sex: sex.exactOptional(),
    tier: tier.exactOptional(),
    crn: crn.exactOptional(),
    pnc: pnc.exactOptional(),
    dateOfBirth: birthDate.exactOptional(),
    reason: reason
      .exactOptional()
      .meta({ description: 'Needed where something recorded, other than the tier, is replaced.' }),
    expectedVersion,
  }),
  example: { tier: 'B2', expectedVersion: 1 },
  answer: z.strictObject({
    sex: sex.optional(),
    tier: tier.optional(),
    crn: crn.optional(),
    pnc: pnc.optional(),
    dateOfBirth: day,
  }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    recordPersonDetails(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
