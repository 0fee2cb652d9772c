import * as z from 'zod';
import { changeReleaseDate } from '../../../application/commands/set-release-date.ts';
import { route } from '../route.ts';
import { date, dateSource, dateType, earlyGround, expectedVersion, journeyPath } from '../schemas/fields.ts';
import { releaseDateSet } from '../schemas/release.ts';

export const setReleaseDate = route({
  method: 'POST',
  path: '/api/journeys/{id}/release-date',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison',
  summary:
    'Record a date of the sentence. When the release date changes, every deadline and live referral moves with it.',
  params: journeyPath,
  body: z.strictObject({
    date,
    dateType,
    source: dateSource.exactOptional(),
    ground: earlyGround.exactOptional(),
    expectedVersion,
  }),
  example: { date: '2027-12-01', dateType: 'CRD', source: 'PRISON_CALCULATION', expectedVersion: 1 },
  answer: releaseDateSet,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    changeReleaseDate(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
