import * as z from 'zod';
import { listStuck as list } from '../../../application/queries/list-stuck.ts';
import { listStuckGroups as groups } from '../../../application/queries/list-stuck-groups.ts';
import { STUCK_CODES } from '../../../domain/journey/stuck-causes.ts';
import { PATHWAYS } from '../../../domain/pathways/catalogue.ts';
import { route } from '../route.ts';
import { pageOf } from '../schemas/answers.ts';
import { stuckRow } from '../schemas/stuck.ts';
import { stuckGroups } from '../schemas/service-health.ts';
import { cursor, limit } from '../schemas/fields.ts';

const none = 'Empty for those that are about none.';

export const listStuck = route({
  method: 'GET',
  path: '/api/stuck',
  roles: ['officer', 'admin'],
  summary: 'Stuck journeys, nearest release first: the cause, the owner, since when, and what happens next.',
  query: z.strictObject({
    code: z.enum(STUCK_CODES).exactOptional(),
    pathway: z
      .union([z.enum(PATHWAYS), z.literal('')])
      .exactOptional()
      .meta({ description: none }),
    agencyId: z.string().max(200).exactOptional().meta({ description: none }),
    late: z.literal('true').exactOptional().meta({ description: 'Only steps past their deadline.' }),
    cursor: cursor.exactOptional(),
    limit: limit.exactOptional(),
  }),
  answer: pageOf(stuckRow),
  handle: ({ services, user, query: { cursor: after, limit: most, late, ...only } }) =>
    list(services, user, {
      only: { ...only, ...(late !== undefined && { late: true }) },
      ...(after !== undefined && { cursor: after }),
      ...(most !== undefined && { limit: most }),
    }),
});

export const listStuckGroups = route({
  method: 'GET',
  path: '/api/stuck/groups',
  roles: ['admin'],
  summary:
    'How many journeys are stuck for each cause, by pathway and agency, with the nearest release, most pressing first.',
  answer: stuckGroups,
  handle: ({ services, user }) => groups(services, user),
});
