import * as z from 'zod';
import { withdrawReferral as withdraw } from '../../../application/commands/withdraw-referral.ts';
import { WITHDRAWAL_REASONS } from '../../../domain/record/referral.ts';
import { route } from '../route.ts';
import { expectedVersion, ownReferralPath, reason } from '../schemas/fields.ts';

export const withdrawReferral = route({
  method: 'POST',
  path: '/api/journeys/{id}/referrals/{referralId}/withdrawal',
  roles: ['officer', 'admin'],
  who: 'officers responsible for the person, and administrators',
  summary: 'Withdraw a referral, for good. Its agency is sent a message, and a council still to be asked is.',
  params: ownReferralPath,
  body: z.strictObject({
    reason: z.enum(WITHDRAWAL_REASONS).meta({
      description:
        'NEW_REFERRAL and INCORRECT_LOCAL_AUTHORITY are for the duty to refer only; NO_CONSENT is for officers only.',
    }),
    text: reason.exactOptional().meta({ description: 'With OTHER, and only with it.' }),
    expectedVersion,
  }),
  example: { reason: 'INCORRECT_LOCAL_AUTHORITY', expectedVersion: 1 },
  answer: z.strictObject({ referral: z.string(), state: z.literal('withdrawn') }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...withdrawal }, idempotency }) =>
    withdraw(services, user, params.id, params.referralId, withdrawal, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
