import * as z from 'zod';
import { correctRelease as correct } from '../../../application/commands/correct-release.ts';
import { RELEASE_CORRECTIONS } from '../../../domain/record/recorded-release.ts';
import { route } from '../route.ts';
import { date, expectedVersion, journeyPath, reason } from '../schemas/fields.ts';

export const correctRelease = route({
  method: 'POST',
  path: '/api/journeys/{id}/release-correction',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison, and their community team',
  summary:
    'Propose to correct a release that was recorded wrongly. When a second officer confirms it, the journey returns to where it was, also where release had closed it, or the day moves.',
  params: journeyPath,
  body: z.strictObject({
    correction: z.enum(RELEASE_CORRECTIONS),
    on: date.exactOptional().meta({ description: 'The day of release, for ANOTHER_DAY.' }),
    reason,
    expectedVersion,
  }),
  example: { correction: 'NOT_RELEASED', reason: 'Recorded for the wrong person', expectedVersion: 1 },
  answer: z.strictObject({ proposal: z.string() }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    correct(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
