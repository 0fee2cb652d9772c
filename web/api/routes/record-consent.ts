import * as z from 'zod';
import { recordConsent as record } from '../../../application/commands/record-consent.ts';
import { CONSENT_ANSWERS, CONSENT_PURPOSES, CONSENT_WAYS } from '../../../domain/record/consent.ts';
import { route } from '../route.ts';
import { date, expectedVersion, journeyPath, reason, staffId } from '../schemas/fields.ts';

export const recordConsent = route({
  method: 'POST',
  path: '/api/journeys/{id}/consents',
  roles: ['officer'],
  who: 'officers responsible for the person',
  summary:
    'Record what the person agrees to, does not agree to, or no longer agrees to. Referrals that relied on a consent are withdrawn at once.',
  params: journeyPath,
  body: z.strictObject({
    purpose: z
      .enum(CONSENT_PURPOSES)
      .meta({ description: 'A referral to a service, or messages to the person.' }),
    agency: z
      .string()
      .min(1)
      .max(64)
      .exactOptional()
      .meta({ description: 'One agency that gives the service; every agency when left out.' }),
    answer: z.enum(CONSENT_ANSWERS),
    how: z.enum(CONSENT_WAYS),
    heardBy: staffId
      .exactOptional()
      .meta({ description: 'The officer who heard it or received it; you when left out.' }),
    on: date.exactOptional().meta({ description: 'The day of the answer; today when left out.' }),
    reason: reason.exactOptional().meta({ description: 'What the person said.' }),
    expectedVersion,
  }),
  example: { purpose: 'DTR', answer: 'WITHDRAWN', how: 'SPOKEN', expectedVersion: 1 },
  answer: z.strictObject({
    purpose: z.enum(CONSENT_PURPOSES),
    answer: z.enum(CONSENT_ANSWERS),
    withdrawn: z.array(z.string()).meta({ description: 'Ids of referrals that are withdrawn with it.' }),
  }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    record(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
