import * as z from 'zod';
import { decideJourneyReleaseDay } from '../../../application/commands/decide-release-day.ts';
import { RELEASE_DAY_OUTCOMES } from '../../../domain/record/head.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath, reason } from '../schemas/fields.ts';

export const decideReleaseDay = route({
  method: 'POST',
  path: '/api/journeys/{id}/release-day-decision',
  roles: ['officer'],
  who: 'governors of the person’s prison',
  summary: 'The governor’s decision on the release day, under the 2023 Act.',
  params: journeyPath,
  body: z.strictObject({
    outcome: z.enum(RELEASE_DAY_OUTCOMES),
    reason: reason.exactOptional(),
    expectedVersion,
  }),
  example: {
    outcome: 'SECOND_DAY',
    expectedVersion: 1,
  },
  answer: z.strictObject({ outcome: z.enum(RELEASE_DAY_OUTCOMES), releaseDateInForce: z.string() }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...choice }, idempotency }) =>
    decideJourneyReleaseDay(services, user, params.id, choice, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
