import * as z from 'zod';
import { recordRelease as record } from '../../../application/commands/record-release.ts';
import { itemsIn, gateStates } from '../../../domain/pathways/release/gate-items.ts';
import { RELEASE_GROUNDS } from '../../../domain/record/recorded-release.ts';
import { route } from '../route.ts';
import { date, expectedVersion, journeyPath, reason } from '../schemas/fields.ts';

export const recordRelease = route({
  method: 'POST',
  path: '/api/journeys/{id}/release',
  roles: ['officer'],
  who: 'the offender management unit of the person’s prison',
  summary:
    'Record that the person was released, on the day they left. On or before the day in force, on another ground or in error, it waits for a second officer.',
  params: journeyPath,
  body: z.strictObject({
    on: date.meta({ description: 'The day they left: today, or in the last 28 days.' }),
    ground: z.enum(RELEASE_GROUNDS),
    identityConfirmed: z.boolean().default(false),
    items: z.strictObject(gateStates).partial().default({}),
    reason: reason.exactOptional().meta({ description: 'For an early ground, and a release in error.' }),
    expectedVersion,
  }),
  example: {
    on: '2027-03-09',
    ground: 'DATE_IN_FORCE',
    identityConfirmed: true,
    items: {
      identity: 'IN_HAND',
      medicine: 'IN_HAND',
      subsistencePayment: 'IN_HAND',
      travel: 'IN_HAND',
      keysOrAddress: 'IN_HAND',
      phone: 'MISSING',
      printedPlan: 'IN_HAND',
    },
    expectedVersion: 1,
  },
  answer: z.strictObject({
    releasedOn: z.string(),
    proposal: z.string().optional().meta({ description: 'Present when a second officer must confirm it.' }),
  }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, items, ...given }, idempotency }) =>
    record(
      services,
      user,
      params.id,
      { ...given, inHand: itemsIn(items, 'IN_HAND'), missing: itemsIn(items, 'MISSING') },
      { expectedVersion: version, ...(idempotency && { idempotency }) },
    ),
});
