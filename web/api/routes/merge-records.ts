import * as z from 'zod';
import { mergeRecords as merge } from '../../../application/commands/merge-records.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath, prisonNumber, reason } from '../schemas/fields.ts';

export const mergeRecords = route({
  method: 'POST',
  path: '/api/journeys/{id}/merge',
  roles: ['admin'],
  summary:
    'Record that two prison numbers are of one person. The journey of the surviving number continues; an open journey of the other closes as merged, and its referrals move.',
  params: journeyPath,
  body: z.strictObject({
    otherNumber: prisonNumber,
    survives: z
      .enum(['THIS', 'OTHER'])
      .meta({ description: 'The number that survives: of this journey, or the other.' }),
    reason: reason.exactOptional(),
    expectedVersion,
  }),
  example: { otherNumber: 'B2345CD', survives: 'THIS', expectedVersion: 1 },
  answer: z.strictObject({
    prisonNumber: z.string().meta({ description: 'The number that survives.' }),
    closed: z.string().optional().meta({ description: 'The journey that closed as merged.' }),
    moved: z.int().meta({ description: 'Referrals that moved.' }),
    ended: z.int().meta({ description: 'Referrals that ended, as duplicates or without consent.' }),
  }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    merge(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
