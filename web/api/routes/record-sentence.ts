import * as z from 'zod';
import { recordSentence as record } from '../../../application/commands/record-sentence.ts';
import { route } from '../route.ts';
import { expectedVersion, givenDate, journeyPath, sentence } from '../schemas/fields.ts';
import { day, releaseDateSet } from '../schemas/release.ts';

export const recordSentence = route({
  method: 'POST',
  path: '/api/journeys/{id}/sentence',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison',
  summary:
    'Record the sentence of a person on remand, with the dates that are known. A release date that has passed, for time served, takes them straight to the community.',
  params: journeyPath,
  body: z.strictObject({
    sentence,
    release: givenDate.exactOptional(),
    dates: z.array(givenDate).max(20).exactOptional(),
    expectedVersion,
  }),
  example: {
    sentence: { startDate: '2026-09-01', releaseKind: 'DETERMINATE' },
    release: { date: '2027-12-01', dateType: 'CRD' },
    dates: [{ date: '2028-09-01', dateType: 'SLED' }],
    expectedVersion: 1,
  },
  answer: releaseDateSet.omit({ proposal: true }).extend({ releasedOn: day.optional() }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    record(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
