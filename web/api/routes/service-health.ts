import * as z from 'zod';
import { getServiceHealth as get } from '../../../application/queries/get-service-health.ts';
import { pauseAgency as pause, resumeAgency as resume } from '../../../application/commands/pause-agency.ts';
import { getAgencyHealth, listAgencyHealth } from '../../../application/queries/list-agencies.ts';
import { route } from '../route.ts';
import { agencyHealth, agencyState, agencyView, serviceHealth } from '../schemas/service-health.ts';

export const getServiceHealth = route({
  method: 'GET',
  path: '/api/service-health',
  roles: ['admin'],
  summary:
    'How the service runs: the last sweep and reconcile, what waits, parked deliveries, missed deadlines, and agencies by state.',
  answer: serviceHealth,
  handle: ({ services, user }) => get(services, user),
});

export const listAgencies = route({
  method: 'GET',
  path: '/api/agencies',
  roles: ['admin'],
  summary: 'Agencies, and how messages to each go.',
  query: z.strictObject({ state: agencyState.exactOptional() }),
  answer: agencyHealth,
  handle: ({ services, user, query }) => listAgencyHealth(services, user, query.state),
});

const agencyPath = z.strictObject({ agencyId: z.string().min(1).max(60) });
const instant = z.iso.datetime();
const why = z.string().min(1).max(500);

export const getAgency = route({
  method: 'GET',
  path: '/api/agencies/{agencyId}',
  roles: ['admin'],
  summary: 'An agency, how messages to it go, and when it was paused.',
  params: agencyPath,
  answer: agencyView,
  errors: ['NOT_FOUND'],
  handle: ({ services, user, params }) => getAgencyHealth(services, user, params.agencyId),
});

export const pauseAgency = route({
  method: 'POST',
  path: '/api/agencies/{agencyId}/pause',
  roles: ['admin'],
  summary: 'Have messages to an agency wait. Deadlines do not stop, and officers read the reason.',
  params: agencyPath,
  body: z.strictObject({ reason: why }),
  example: { reason: 'Their system is being moved until Monday.' },
  answer: z.strictObject({ agencyId: z.string(), pausedSince: instant }),
  changes: true,
  errors: ['CONFLICT', 'NOT_FOUND'],
  handle: ({ services, user, params, body, idempotency }) =>
    pause(services, user, params.agencyId, body.reason, idempotency),
});

export const resumeAgency = route({
  method: 'POST',
  path: '/api/agencies/{agencyId}/resumption',
  roles: ['admin'],
  summary: 'Send what waited for an agency, each message once.',
  params: agencyPath,
  body: z.strictObject({
    reason: why,
    since: instant.meta({ description: 'When the pause that you saw began.' }),
  }),
  example: { reason: 'Their system works again.', since: '2026-11-27T09:00:00.000Z' },
  answer: z.strictObject({ agencyId: z.string(), resumedAt: instant }),
  changes: true,
  errors: ['CONFLICT', 'NOT_FOUND'],
  handle: ({ services, user, params, body, idempotency }) =>
    resume(services, user, params.agencyId, body, idempotency),
});
