import * as z from 'zod';
import { withdrawProposal } from '../../../application/commands/withdraw-proposal.ts';
import { journeyForm } from '../journey-form.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import type { SignedInRequest } from '../page-request.ts';

/** An officer takes back what they proposed. */
export const proposalWithdrawal = journeyForm({
  action: 'read-journey',
  heading: 'Withdraw what you proposed',
  button: 'Withdraw it',
  lines: (journey, request) => [ownProposal(journey, request)?.words ?? '', 'Nothing will be changed.'],
  fields: () => [],
  given: z.strictObject({}),
  closedTo: (journey, request) =>
    ownProposal(journey, request) === undefined
      ? 'There is no such proposal of yours, or it no longer waits for an answer.'
      : undefined,
  run: ({ services, user, params }, id, _given, terms) =>
    withdrawProposal(services, user, id, params['proposalId'] ?? '', terms),
  done: () => 'Withdrawn. Nothing was changed.',
});

function ownProposal({ proposals }: JourneyView, { params }: SignedInRequest) {
  return proposals.find(({ id, mayWithdraw }) => mayWithdraw && id === params['proposalId']);
}
