import * as z from 'zod';
import { listAppointments as list } from '../../../application/queries/list-appointments.ts';
import { done } from '../../../application/refusal.ts';
import { route } from '../route.ts';
import { date, journeyPath } from '../schemas/fields.ts';
import { channel } from '../schemas/messages.ts';

const Appointment = z.strictObject({
  id: z.string(),
  on: date,
  at: z.string(),
  place: z.string(),
  came: z.enum(['KEPT', 'MISSED', 'CANCELLED']).exactOptional(),
});

export const listAppointments = route({
  method: 'GET',
  path: '/api/journeys/{id}/appointments',
  roles: ['officer', 'admin'],
  summary: 'A person’s appointments, soonest first, and whether they are sent messages about them.',
  params: journeyPath,
  answer: z.strictObject({
    toCome: z.array(Appointment),
    over: z.array(Appointment),
    messages: z.strictObject({ agreed: z.boolean(), by: channel }).exactOptional(),
  }),
  async handle({ services, user, params }) {
    const listed = await list(services, user, params.id);
    if (!listed.ok) return listed;
    const { toCome, over, contact } = listed.value;
    const shown = ({ id, on, at, place, came }: (typeof toCome)[number]) => ({
      id,
      on,
      at,
      place,
      ...(came !== undefined && { came }),
    });
    return done({
      toCome: toCome.map(shown),
      over: over.map(shown),
      ...(contact && { messages: { agreed: contact.agreed, by: contact.by } }),
    });
  },
});
