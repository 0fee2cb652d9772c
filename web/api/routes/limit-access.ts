import * as z from 'zod';
import { limitAccess as limit } from '../../../application/commands/limit-access.ts';
import { LIMIT_CHANGES } from '../../../domain/record/limited-access.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyPath, reason, staffId } from '../schemas/fields.ts';

export const limitAccess = route({
  method: 'POST',
  path: '/api/journeys/{id}/limited-access',
  roles: ['officer'],
  who: 'a governor, a head of offender management or the head of a probation delivery unit, of the person’s own',
  summary:
    'Change who may see a person: exclude an officer, restrict the person to named officers, take an officer off the lists, or lift every limit.',
  params: journeyPath,
  body: z.strictObject({
    change: z.enum(LIMIT_CHANGES),
    officer: staffId.exactOptional().meta({ description: 'With every change but LIFT.' }),
    reason,
    leavesNobody: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'It is meant that nobody at some desk can see the person any more.' }),
    expectedVersion: expectedVersion.exactOptional(),
  }),
  example: { change: 'EXCLUDE', officer: 'ann.ash', reason: 'A relative of the person' },
  answer: z.strictObject({ limited: z.boolean() }),
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    limit(services, user, params.id, given, {
      ...(version !== undefined && { expectedVersion: version }),
      ...(idempotency && { idempotency }),
    }),
});
