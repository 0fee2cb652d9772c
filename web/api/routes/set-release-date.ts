import * as z from 'zod';
import { changeReleaseDate } from '../../../application/commands/set-release-date.ts';
import { route } from '../route.ts';
import { date, dateType, expectedVersion, journeyPath } from '../schemas/fields.ts';

export const setReleaseDate = route({
  method: 'POST',
  path: '/api/journeys/{id}/release-date',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison',
  summary: 'Record a new release date. Every deadline and live referral moves with it.',
  params: journeyPath,
  body: z.strictObject({ date, dateType, expectedVersion }),
  example: { date: '2027-12-01', dateType: 'CRD', expectedVersion: 1 },
  answer: z.strictObject({ releaseDate: z.string(), releaseDateInForce: z.string(), revision: z.int() }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    changeReleaseDate(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
