import * as z from 'zod';
import { varyLicence as vary } from '../../../application/commands/vary-licence.ts';
import { CONDITIONS, VARIATIONS } from '../../../domain/record/licence-variation.ts';
import { route } from '../route.ts';
import { date, expectedVersion, journeyPath, reason } from '../schemas/fields.ts';

export const varyLicence = route({
  method: 'POST',
  path: '/api/journeys/{id}/licence-variations',
  roles: ['officer'],
  who: 'the person’s community team',
  summary:
    'Propose a change of the licence of a person who is out. When the head of the probation delivery unit approves it, a new version of the conditions counts from its day.',
  params: journeyPath,
  body: z.strictObject({
    variation: z.enum(VARIATIONS),
    condition: z.enum(CONDITIONS),
    text: reason.exactOptional().meta({
      description: 'What the condition says after the change; not for one that is removed.',
    }),
    from: date.meta({ description: 'The day from which it counts.' }),
    reason,
    expectedVersion,
  }),
  example: {
    variation: 'ADD',
    condition: 'RESTRICTION_ZONE',
    text: 'Not to enter the area on the map.',
    from: '2026-12-01',
    reason: 'The person was seen near the address of the victim.',
    expectedVersion: 1,
  },
  answer: z.strictObject({ proposal: z.string() }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    vary(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
