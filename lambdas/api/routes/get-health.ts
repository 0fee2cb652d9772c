import * as z from 'zod';
import { getHealth as get } from '../../../application/queries/get-health.ts';
import { openRoute } from '../route.ts';

const count = z.int().meta({ description: 'Counted up to 100, which stands for 100 or more.' });

export const getHealth = openRoute({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the product answers, and what is waiting to be done.',
  answer: z
    .strictObject({
      status: z.enum(['ok', 'behind']),
      now: z.string().meta({ format: 'date-time' }),
      counts: z.strictObject({ unsent: count, overdueTimers: count, needsAttention: count }),
    })
    .meta({ id: 'Health' }),
  handle: ({ services }) => get(services),
});
