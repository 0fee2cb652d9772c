import * as z from 'zod';
import { listJourneys as list } from '../../../application/queries/list-journeys.ts';
import { journeyRow, pageOf } from '../schemas/answers.ts';
import { route } from '../route.ts';
import { cursor, date, flag, limit, prison } from '../schemas/fields.ts';

export const listJourneys = route({
  method: 'GET',
  path: '/api/journeys',
  roles: ['officer', 'admin'],
  summary:
    'Open journeys in order of release: of a prison, of an officer, or your own. An administrator chooses which.',
  query: z.strictObject({
    prison: prison.exactOptional(),
    officer: z
      .string()
      .regex(/^[\w.@-]{2,128}$/)
      .exactOptional(),
    releasingBefore: date.exactOptional(),
    releasingFrom: date.exactOptional(),
    attention: flag.exactOptional(),
    cursor: cursor.exactOptional(),
    limit: limit.exactOptional(),
  }),
  answer: pageOf(journeyRow),
  handle: ({ services, user, query }) => list(services, user, query),
});
