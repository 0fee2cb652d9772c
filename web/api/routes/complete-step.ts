import * as z from 'zod';
import { completeStep as complete } from '../../../application/commands/complete-step.ts';
import { route } from '../route.ts';
import { expectedVersion, stepPath, stepVersion } from '../schemas/fields.ts';

export const completeStep = route({
  method: 'POST',
  path: '/api/journeys/{id}/steps/{key}/complete',
  roles: ['officer', 'admin'],
  who: 'officers and administrators, each for the steps that ask them',
  summary: 'Answer an open step with one of the outcomes it offers.',
  params: stepPath,
  body: z
    .strictObject({
      outcome: z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/, { error: 'An outcome is like ADDRESS_RECORDED.' }),
      details: z
        .record(z.string(), z.unknown())
        .default({})
        .meta({ description: 'What the kind of step asks for besides its outcome.' }),
      expectedVersion: expectedVersion.optional(),
      stepVersion: stepVersion.optional(),
    })
    .refine(
      ({ expectedVersion: journey, stepVersion: step }) => (journey === undefined) !== (step === undefined),
      {
        error: 'Send stepVersion or expectedVersion, and not both.',
        path: ['stepVersion'],
      },
    ),
  example: { outcome: 'OPENED', details: { note: 'The account is open.' }, expectedVersion: 1 },
  answer: z.strictObject({ key: z.string(), outcome: z.string() }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { outcome, details, ...seen }, idempotency }) =>
    complete(services, user, {
      journeyId: params.id,
      key: params.key,
      outcome,
      details,
      ...(seen.expectedVersion !== undefined && { expectedVersion: seen.expectedVersion }),
      ...(seen.stepVersion !== undefined && { formVersion: seen.stepVersion }),
      ...(idempotency && { idempotency }),
    }),
});
