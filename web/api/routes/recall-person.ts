import * as z from 'zod';
import { recallPerson as recall } from '../../../application/commands/recall-person.ts';
import { RECALL_REASONS, RECALL_TYPES } from '../../../domain/record/recall.ts';
import { route } from '../route.ts';
import { date, expectedVersion, journeyPath, reason } from '../schemas/fields.ts';

export const recallPerson = route({
  method: 'POST',
  path: '/api/journeys/{id}/recall',
  roles: ['officer'],
  who: 'the person’s community team',
  summary:
    'Ask for the licence to be revoked. When the head of the probation delivery unit approves it, work in the community ends and the journey waits for the return to prison.',
  params: journeyPath,
  body: z.strictObject({
    type: z.enum(RECALL_TYPES),
    revokedOn: date,
    reason: z.enum(RECALL_REASONS),
    explanation: reason,
    alternatives: reason.meta({ description: 'What was tried before.' }),
    fromCurfew: z.boolean().exactOptional().meta({ description: 'Out on home detention curfew.' }),
    expectedVersion,
  }),
  example: {
    type: 'FIXED_TERM',
    revokedOn: '2026-11-24',
    reason: 'LOST_CONTACT',
    explanation: 'Nobody has reached the person for two weeks.',
    alternatives: 'A warning letter and a call at their address.',
    expectedVersion: 1,
  },
  answer: z.strictObject({ proposal: z.string() }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    recall(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
