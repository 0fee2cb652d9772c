import { discloseReferral } from '../../../application/commands/disclose-referral.ts';
import { route } from '../route.ts';
import { disclosedReferral } from '../schemas/referrals.ts';
import { referralPath } from '../schemas/fields.ts';

export const getReferral = route({
  method: 'GET',
  path: '/api/referrals/{id}',
  roles: ['partner'],
  who: 'the agency that the referral was made to',
  summary: 'The details behind a webhook. Reading them is recorded as a disclosure.',
  params: referralPath,
  answer: disclosedReferral,
  handle: ({ services, user, params }) => discloseReferral(services, user, params.id),
});
