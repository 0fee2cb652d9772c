import { getJourney as get } from '../../../application/queries/get-journey.ts';
import { route } from '../route.ts';
import { journey } from '../schemas/answers.ts';
import { journeyPath } from '../schemas/fields.ts';

export const getJourney = route({
  method: 'GET',
  path: '/api/journeys/{id}',
  roles: ['officer', 'admin'],
  summary: 'A journey: its state, open steps, pathways and referrals.',
  params: journeyPath,
  answer: journey,
  handle: ({ services, user, params }) => get(services, user, params.id),
});
