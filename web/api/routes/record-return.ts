import * as z from 'zod';
import { recordArrival as arrive } from '../../../application/commands/record-arrival.ts';
import {
  recordAtLarge as atLarge,
  recordReturn as back,
} from '../../../application/commands/record-return.ts';
import { route } from '../route.ts';
import { day, explanation } from '../schemas/dates-worked-out.ts';
import { date, expectedVersion, journeyPath, prison, prisonNumber } from '../schemas/fields.ts';

const WHO = 'the offender management unit of the person’s prison, and their community team';

const returned = {
  on: date,
  prison,
  arrestedOn: date.exactOptional(),
  releaseDate: date
    .exactOptional()
    .meta({ description: 'The post-recall release date, where the prison has calculated it.' }),
  curfewPeriodEnds: date.exactOptional().meta({
    description: 'After a recall from home detention curfew: the end of the requisite custodial period.',
  }),
};

export const recordReturn = route({
  method: 'POST',
  path: '/api/journeys/{id}/return-to-custody',
  roles: ['officer'],
  who: WHO,
  summary:
    'Record the return to prison of a recalled person. The answer has the release date that follows from the law, or says who gives one.',
  params: journeyPath,
  body: z.strictObject({ ...returned, expectedVersion }),
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

export const recordArrival = route({
  method: 'POST',
  path: '/api/returns-to-custody',
  roles: ['officer'],
  who: 'the offender management unit of the prison in which the person has arrived',
  summary: 'Record the return of a recalled person to a prison that was not theirs, by their prison number.',
  body: z.strictObject({ prisonNumber, ...returned }),
  example: { prisonNumber: 'A1234BC', on: '2026-11-26', prison: 'MDI' },
  answer: z.strictObject({ id: z.string(), returnedOn: day, releaseDate: day.optional(), explanation }),
  changes: true,
  errors: ['NOT_FOUND'],
  handle: ({ services, user, body, idempotency }) =>
    arrive(services, user, body, { ...(idempotency && { idempotency }) }),
});
