import * as z from 'zod';
import { getHealth as get } from '../../../application/queries/get-health.ts';
import { openRoute } from '../route.ts';

const count = z.int().meta({ description: 'Counted up to 100, which stands for 100 or more.' });

const instant = z.string().meta({ format: 'date-time' });

export const getHealth = openRoute({
  method: 'GET',
  path: '/api/health',
  summary:
    'Whether the product answers, how much work is waiting, and when the sweep, the reconciler and the verification of timelines last finished.',
  answer: z
    .strictObject({
      status: z.enum(['ok', 'behind']),
      now: instant,
      counts: z.strictObject({ unsent: count, overdueTimers: count, needsAttention: count }),
      lastCompleted: z
        .strictObject({
          sweep: instant.optional(),
          reconcile: instant.optional(),
          verify: instant.optional(),
        })
        .meta({ description: 'When each was last completed; absent until it has been once.' }),
    })
    .meta({ id: 'Health' }),
  handle: ({ services }) => get(services),
});
