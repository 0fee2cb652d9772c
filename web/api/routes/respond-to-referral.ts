import * as z from 'zod';
import { respondToReferral as respond } from '../../../application/commands/respond-to-referral.ts';
import { OUTCOME_CODES, type ReferralAnswer } from '../../../domain/record/referral.ts';
import { route } from '../route.ts';
import { referralPath } from '../schemas/fields.ts';

const ANSWERS = Object.keys(OUTCOME_CODES) as ReferralAnswer[];

export const respondToReferral = route({
  method: 'POST',
  path: '/api/referrals/{id}/responses',
  roles: ['partner'],
  who: 'the agency that the referral was made to',
  summary: 'Answer a referral. A late answer is kept, and an officer is asked to read it.',
  params: referralPath,
  body: z.strictObject({
    answer: z.enum(ANSWERS),
    code: z
      .string()
      .regex(/^[A-Z_]{2,60}$/)
      .exactOptional()
      .meta({
        description: `ACCEPTED: ${OUTCOME_CODES.ACCEPTED.join(', ')}. DECLINED: ${OUTCOME_CODES.DECLINED.join(', ')}.`,
      }),
    note: z.string().trim().max(2_000).exactOptional(),
    expectedSequence: z.int().min(1).exactOptional().meta({
      description:
        'The number of the latest message you had seen. Refused with 409 when there is a later one.',
    }),
  }),
  example: { answer: 'ACCEPTED', code: 'PRIORITY_NEED', expectedSequence: 1 },
  answer: z.strictObject({ referral: z.string(), state: z.string(), late: z.boolean() }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body, idempotency }) =>
    respond(services, user, {
      referralId: params.id,
      ...body,
      ...(idempotency && { idempotency }),
    }),
});
