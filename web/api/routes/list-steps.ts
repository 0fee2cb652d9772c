import * as z from 'zod';
import { listSteps as list } from '../../../application/queries/list-steps.ts';
import { route } from '../route.ts';
import { pageOf } from '../schemas/answers.ts';
import { stepRow } from '../schemas/steps.ts';
import { cursor, flag, limit } from '../schemas/fields.ts';

const WAITS_FOR = /^(officer:[\w.@-]{2,128}|role:[A-Z]{2,20}@[A-Za-z0-9]{2,20}|agency:[a-z0-9-]{2,60})$/;

export const listSteps = route({
  method: 'GET',
  path: '/api/steps',
  roles: ['officer', 'admin'],
  summary:
    'Open steps, soonest deadline first: of an officer, a desk or an agency; your own without `waitingFor`.',
  query: z.strictObject({
    waitingFor: z
      .string()
      .regex(WAITS_FOR, { error: 'Give officer:<id>, role:<duty>@<place> or agency:<id>.' })
      .exactOptional(),
    overdue: flag.exactOptional(),
    escalated: flag
      .exactOptional()
      .meta({ description: 'true: only steps that wait for others and were escalated to the desk.' }),
    cursor: cursor.exactOptional(),
    limit: limit.exactOptional(),
  }),
  answer: pageOf(stepRow),
  handle: ({ services, user, query }) => list(services, user, query),
});
