import * as z from 'zod';
import {
  changeMentor as change,
  offerMentor as offer,
} from '../../../application/commands/arrange-mentor.ts';
import { MENTOR_ROLES } from '../../../domain/pathways/mentors/data.ts';
import { MENTOR_CHANGES } from '../../../domain/pathways/mentors/mentors.ts';
import { PATHWAYS } from '../../../domain/pathways/catalogue.ts';
import { route } from '../route.ts';
import { expectedVersion, journeyId, journeyPath, reason } from '../schemas/fields.ts';

const WHO = 'officers responsible for the person';
const arranged = z.strictObject({ mentor: z.string() });

export const offerMentor = route({
  method: 'POST',
  path: '/api/journeys/{id}/mentors',
  roles: ['officer'],
  who: WHO,
  summary: 'Offer the person a mentor, volunteer or peer, for a pathway or the gate. They never own a step.',
  params: journeyPath,
  body: z.strictObject({
    role: z.enum(MENTOR_ROLES),
    name: z.string().max(300),
    organisation: z.string().max(300).exactOptional(),
    helpsWith: z.enum([...PATHWAYS, 'gate']),
    expectedVersion,
  }),
  example: { role: 'PEER', name: 'Sam Rowe', helpsWith: 'gate', expectedVersion: 1 },
  answer: arranged,
  status: 201,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    offer(services, user, params.id, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});

export const changeMentor = route({
  method: 'POST',
  path: '/api/journeys/{id}/mentors/{mentorId}',
  roles: ['officer'],
  who: WHO,
  summary:
    'Record that the person accepts or declines a mentor, that the mentor comes to the gate or does not, or that they stop.',
  params: z.object({ id: journeyId, mentorId: journeyId }),
  body: z.strictObject({
    change: z.enum(MENTOR_CHANGES),
    reason: reason.exactOptional().meta({ description: 'Needed when a mentor stops.' }),
    expectedVersion,
  }),
  example: { change: 'ACCEPTED', expectedVersion: 1 },
  answer: arranged,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body: { expectedVersion: version, ...given }, idempotency }) =>
    change(services, user, params.id, params.mentorId, given, {
      expectedVersion: version,
      ...(idempotency && { idempotency }),
    }),
});
