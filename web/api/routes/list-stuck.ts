import * as z from 'zod';
import { listStuck as list } from '../../../application/queries/list-stuck.ts';
import { route } from '../route.ts';
import { pageOf } from '../schemas/answers.ts';
import { stuckRow } from '../schemas/stuck.ts';
import { cursor, limit } from '../schemas/fields.ts';

export const listStuck = route({
  method: 'GET',
  path: '/api/stuck',
  roles: ['officer', 'admin'],
  summary: 'Stuck journeys, nearest release first: the cause, the owner, since when, and what happens next.',
  query: z.strictObject({ cursor: cursor.exactOptional(), limit: limit.exactOptional() }),
  answer: pageOf(stuckRow),
  handle: ({ services, user, query }) => list(services, user, query),
});
