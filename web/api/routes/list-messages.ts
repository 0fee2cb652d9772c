import * as z from 'zod';
import { listMessages as list } from '../../../application/queries/list-messages.ts';
import { done } from '../../../application/refusal.ts';
import { route } from '../route.ts';
import { channel, instant } from '../schemas/messages.ts';

const people = z.array(z.strictObject({ journeyId: z.string(), name: z.string(), says: z.string() }));
const toPassOn = z
  .literal(true)
  .exactOptional()
  .meta({ description: 'There is a date for the caller’s victim liaison unit to pass on.' });
const more = z.int().meta({ description: 'People of the message who are not listed.' });

export const listMessages = route({
  method: 'GET',
  path: '/api/messages',
  roles: ['officer', 'admin'],
  summary: 'The caller’s own messages, newest first: what waits, what was sent, and what could not be.',
  answer: z.strictObject({
    reachable: z.boolean().meta({ description: 'False: the caller has recorded no address.' }),
    waiting: z.strictObject({ sendAt: instant, people, toPassOn, more }).exactOptional(),
    messages: z.array(
      z.strictObject({
        id: z.string(),
        at: instant,
        outcome: z.enum(['HANDED_OVER', 'REFUSED', 'GAVE_UP', 'NO_CONTACT', 'NOBODY']),
        by: channel.exactOptional(),
        people,
        toPassOn,
        more,
      }),
    ),
  }),
  async handle({ services, user }) {
    const listed = await list(services, user, user.id);
    if (!listed.ok) return listed;
    const { contact: _own, ...view } = listed.value;
    return done(view);
  },
});
