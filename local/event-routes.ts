import * as z from 'zod';
import { HMPPS_PATHS } from '../adapters/hmpps/hmpps-data.ts';
import type { HmppsStandIn } from '../adapters/hmpps/stand-in.ts';
import { admit } from '../application/access.ts';
import { done } from '../application/refusal.ts';
import type { Json } from '../application/ports/table.ts';
import type { Runtime } from './runtime.ts';
import { openRoute, route, type Route } from '../web/api/route.ts';

const json: z.ZodType<Json> = z.json();

/** On one's own machine, in place of HMPPS: takes in its events, and says what its services answer about a person. */
export function eventRoutes(receive: Runtime['receiveEvent'], standIn: HmppsStandIn): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/domain-events',
      roles: ['admin'],
      summary: 'Take in an event in the form of HMPPS’s domain events.',
      body: z.unknown(),
      example: {
        eventType: 'prison-offender-events.prisoner.released',
        version: 1,
        occurredAt: '2027-03-09T09:12:00Z',
        additionalInformation: { reason: 'RELEASED' },
        personReference: { identifiers: [{ type: 'NOMS', value: 'A1234BC' }] },
      },
      answer: z.strictObject({ id: z.string(), received: z.enum(['stored', 'repeated']) }),
      status: 202,
      async handle({ services, user, body }) {
        const allowed = admit(services, user, 'administer-events', undefined);
        return allowed.ok ? receive(body) : allowed;
      },
    }),
    openRoute({
      method: 'POST',
      path: '/api/hmpps-answers',
      summary: 'Say what HMPPS’s services answer about a person from now on; nothing, without an answer.',
      body: z.strictObject({
        about: z.enum(['prisoner', 'fixedTermRecall', 'communityManager', 'tier', 'personRecord']),
        id: z.string().min(1).max(50),
        answer: json.optional(),
      }),
      example: { about: 'tier', id: 'X123456', answer: { tierScore: 'B2' } },
      answer: z.strictObject({ kept: z.literal(true) }),
      async handle({ body: { about, id, answer } }) {
        await standIn.put(HMPPS_PATHS[about](id), answer);
        return done({ kept: true as const });
      },
    }),
  ];
}
