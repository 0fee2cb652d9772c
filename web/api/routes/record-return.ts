import * as z from 'zod';
import {
  recordAtLarge as atLarge,
  recordReturn as back,
} from '../../../application/commands/record-return.ts';
import { route } from '../route.ts';
import { day, explanation } from '../schemas/dates-worked-out.ts';
import { date, expectedVersion, journeyPath, prison } from '../schemas/fields.ts';

const WHO = 'the offender management unit of the person’s prison, and their community team';

export const recordReturn = route({
  method: 'POST',
  path: '/api/journeys/{id}/return-to-custody',
  roles: ['officer'],
  who: WHO,
  summary:
    'Record the return to prison of a recalled person. The answer has the release date that follows from the law, or says who gives one.',
  params: journeyPath,
  body: z.strictObject({
    on: date,
    prison,
    arrestedOn: date.exactOptional(),
    releaseDate: date
      .exactOptional()
      .meta({ description: 'The post-recall release date, where the prison has calculated it.' }),
    curfewPeriodEnds: date.exactOptional().meta({
      description: 'After a recall from home detention curfew: the end of the requisite custodial period.',
    }),
    expectedVersion,
  }),
  example: { on: '2026-11-26', prison: 'MDI', arrestedOn: '2026-11-25', expectedVersion: 1 },
  answer: z.strictObject({ returnedOn: day, releaseDate: day.optional(), explanation }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    back(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});

export const recordAtLarge = route({
  method: 'POST',
  path: '/api/journeys/{id}/unlawfully-at-large',
  roles: ['officer'],
  who: WHO,
  summary: 'Record that a recalled person has not returned to prison and is unlawfully at large.',
  params: journeyPath,
  body: z.strictObject({ since: date, expectedVersion }),
  example: { since: '2026-11-25', expectedVersion: 1 },
  answer: z.strictObject({ atLargeSince: day }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    atLarge(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
