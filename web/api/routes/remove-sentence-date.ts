import * as z from 'zod';
import { removeSentenceDate as remove } from '../../../application/commands/remove-sentence-date.ts';
import { route } from '../route.ts';
import { dateType, expectedVersion, journeyPath, reason } from '../schemas/fields.ts';
import { releaseDateSet } from '../schemas/release.ts';

export const removeSentenceDate = route({
  method: 'POST',
  path: '/api/journeys/{id}/release-date/removal',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison',
  summary:
    'Remove a date of the sentence that was recorded by mistake or has been withdrawn. Where release would be earlier, it is proposed to a governor.',
  params: journeyPath,
  body: z.strictObject({ dateType, reason, expectedVersion }),
  example: { dateType: 'APD', reason: 'Recorded for another person', expectedVersion: 1 },
  answer: releaseDateSet,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    remove(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
