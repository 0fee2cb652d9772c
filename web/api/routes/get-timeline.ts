import * as z from 'zod';
import { getTimeline as get } from '../../../application/queries/get-timeline.ts';
import { route } from '../route.ts';
import { pageOf, timelineEntry } from '../schemas/answers.ts';
import { cursor, flag, journeyPath, limit } from '../schemas/fields.ts';

export const getTimeline = route({
  method: 'GET',
  path: '/api/journeys/{id}/timeline',
  roles: ['officer', 'admin'],
  summary: 'Everything that happened in a journey, in order, each in plain English.',
  params: journeyPath,
  query: z.strictObject({
    newestFirst: flag.exactOptional(),
    cursor: cursor.exactOptional(),
    limit: limit.exactOptional(),
  }),
  answer: pageOf(timelineEntry).extend({
    unreadable: z.array(z.int()).meta({
      description:
        'Numbers of entries that belong here and cannot be read; administrators have been asked about them.',
    }),
  }),
  handle: ({ services, user, params, query }) => get(services, user, params.id, query),
});
