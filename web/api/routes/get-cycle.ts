import * as z from 'zod';
import { getCycle as get } from '../../../application/queries/get-cycle.ts';
import { route } from '../route.ts';
import { cycle } from '../schemas/answers.ts';
import { journeyId } from '../schemas/fields.ts';

export const getCycle = route({
  method: 'GET',
  path: '/api/journeys/{id}/cycles/{cycle}',
  roles: ['officer', 'admin'],
  summary: 'A cycle of a journey that ended with a recall or a new sentence, as it stood then.',
  params: z.object({
    id: journeyId,
    cycle: z
      .string()
      .regex(/^[1-9]\d{0,3}$/)
      .transform(Number),
  }),
  answer: cycle,
  handle: ({ services, user, params }) => get(services, user, params.id, params.cycle),
});
