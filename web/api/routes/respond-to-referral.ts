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
  summary: 'Answer a referral. An answer after our date counts, as long as the referral stands.',
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
    reference: z.string().trim().min(1).max(60).exactOptional().meta({
      description: 'Your own number for the referral, for the person’s officer.',
    }),
    officer: z.string().trim().min(1).max(100).exactOptional().meta({
      description: 'Who deals with it at your agency.',
    }),
    note: z.string().trim().max(2_000).exactOptional().meta({
      description: 'With MORE_INFORMATION: your question, which the officer reads before answering.',
    }),
    expectedSequence: z.int().min(1).exactOptional().meta({
      description:
        'The number of the latest message you had seen. Refused with 409 when there is a later one.',
    }),
  }),
  example: {
    answer: 'ACCEPTED',
    code: 'PRIORITY_NEED',
    reference: 'HRA-2026-0417',
    officer: 'Jo Marsh',
    expectedSequence: 1,
  },
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
