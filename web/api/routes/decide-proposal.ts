import * as z from 'zod';
import { decideProposal as decide } from '../../../application/commands/decide-proposal.ts';
import { route } from '../route.ts';
import { expectedVersion, proposalPath, reason } from '../schemas/fields.ts';

export const decideProposal = route({
  method: 'POST',
  path: '/api/journeys/{id}/proposals/{proposalId}/decision',
  roles: ['officer'],
  who: 'another officer than the one who proposed it, with the role that approves it',
  summary: 'Approve or decline a change that needs a second officer.',
  params: proposalPath,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('APPROVE'), expectedVersion }),
    z.strictObject({ decision: z.literal('DECLINE'), reason, expectedVersion }),
  ]),
  example: { decision: 'DECLINE', reason: 'The order is for another person', expectedVersion: 1 },
  answer: z.strictObject({ proposal: z.string(), decision: z.enum(['APPROVE', 'DECLINE']) }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...answer }, idempotency }) =>
    decide(services, user, params.id, params.proposalId, answer, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
