import * as z from 'zod';
import { withdrawProposal as withdraw } from '../../../application/commands/withdraw-proposal.ts';
import { route } from '../route.ts';
import { expectedVersion, proposalPath } from '../schemas/fields.ts';

export const withdrawProposal = route({
  method: 'POST',
  path: '/api/journeys/{id}/proposals/{proposalId}/withdrawal',
  roles: ['officer'],
  who: 'the officer who proposed it',
  summary: 'Withdraw a change that waits for a second officer. Nothing else changes.',
  params: proposalPath,
  body: z.strictObject({ expectedVersion }),
  example: { expectedVersion: 1 },
  answer: z.strictObject({ proposal: z.string() }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version }, idempotency }) =>
    withdraw(services, user, params.id, params.proposalId, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
