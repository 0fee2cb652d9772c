import * as z from 'zod';
import { getServiceHealth as get } from '../../../application/queries/get-service-health.ts';
import { listAgencyHealth } from '../../../application/queries/list-agencies.ts';
import { route } from '../route.ts';
import { agencyHealth, agencyState, serviceHealth } from '../schemas/service-health.ts';

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
