import * as z from 'zod';
import { CLOCK_MOVES, moveTrainingClock } from '../../../application/commands/move-training-clock.ts';
import { route } from '../route.ts';

/** On training stages only. */
export const advanceClock = route({
  method: 'POST',
  path: '/api/clock/advance',
  roles: ['admin'],
  summary: 'Move the clock of a training stage: to the next due row, by a day or by a week.',
  body: z.strictObject({ to: z.enum(CLOCK_MOVES) }),
  example: { to: 'next' },
  answer: z.strictObject({ now: z.string().meta({ format: 'date-time' }), happened: z.boolean() }),
  errors: ['CONFLICT'],
  handle: ({ services, user, body }) => moveTrainingClock(services, user, body.to),
});
