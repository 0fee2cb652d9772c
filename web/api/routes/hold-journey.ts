import * as z from 'zod';
import { holdJourney as hold, resumeJourney as resume } from '../../../application/commands/hold-journey.ts';
import { HOLD_REASONS } from '../../../domain/record/hold.ts';
import { route } from '../route.ts';
import { date, expectedVersion, journeyPath, reason } from '../schemas/fields.ts';
import { day } from '../schemas/release.ts';

const WHO = 'the offender management unit of the person’s prison, and their community team';

export const holdJourney = route({
  method: 'POST',
  path: '/api/journeys/{id}/hold',
  roles: ['officer'],
  who: WHO,
  summary:
    'Put the journey on hold: hospital, court, temporary absence, escape, remand, immigration detention or early removal. The reason decides whether deadlines stop.',
  params: journeyPath,
  body: z.strictObject({
    reason: z.enum(HOLD_REASONS),
    since: date,
    note: reason.exactOptional(),
    expectedVersion,
  }),
  example: { reason: 'HOSPITAL', since: '2026-11-25', expectedVersion: 1 },
  answer: z.strictObject({ heldSince: day, stopsClocks: z.boolean() }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    hold(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});

export const resumeJourney = route({
  method: 'POST',
  path: '/api/journeys/{id}/resume',
  roles: ['officer'],
  who: WHO,
  summary: 'Resume a journey that is on hold. Deadlines count again, without the days on hold.',
  params: journeyPath,
  body: z.strictObject({ on: date, expectedVersion }),
  example: { on: '2026-11-26', expectedVersion: 1 },
  answer: z.strictObject({ resumedOn: day }),
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    resume(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
