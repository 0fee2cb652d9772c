import * as z from 'zod';
import { changeOfficers as change } from '../../../application/commands/change-officers.ts';
import { transferPerson as transfer } from '../../../application/commands/transfer-person.ts';
import { staffId } from '../../../domain/pathways/answer-details.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath, prison, region } from '../schemas/fields.ts';

export const transferPerson = route({
  method: 'POST',
  path: '/api/journeys/{id}/transfer',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison',
  summary:
    'Record a transfer to another prison or probation region. The new desks and governor are asked from now on, and the rules of its country for help with housing apply.',
  params: journeyPath,
  body: z.strictObject({ prison, region: region.exactOptional(), expectedVersion }),
  example: { prison: 'CFI', expectedVersion: 1 },
  answer: z.strictObject({ prison: z.string(), region: z.string() }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    transfer(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});

export const changeOfficers = route({
  method: 'POST',
  path: '/api/journeys/{id}/officers',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison, and their community team',
  summary: 'Name other officers. Open work that waits for the old ones is handed over to the new ones.',
  params: journeyPath,
  body: z.strictObject({
    pom: staffId.exactOptional(),
    com: staffId.exactOptional(),
    yot: staffId.exactOptional(),
    deputy: staffId.exactOptional(),
    expectedVersion,
  }),
  example: { com: 'lee.turner', expectedVersion: 1 },
  answer: z.strictObject({ handedOver: z.int().meta({ description: 'Open steps with a new owner.' }) }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    change(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
