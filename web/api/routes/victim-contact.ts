import * as z from 'zod';
import { recordVictimContact as record } from '../../../application/commands/record-victim-contact.ts';
import {
  getVictimConditions as conditionsOf,
  getVictimContact as get,
} from '../../../application/queries/get-victim-contact.ts';
import { listVictimContact as list } from '../../../application/queries/list-victim-contact.ts';
import { route } from '../route.ts';
import { journeyPath } from '../schemas/fields.ts';
import { contactChange, victimConditions, victimContact, victimUnit } from '../schemas/victim-contact.ts';

const UNIT = 'the victim liaison unit of the person’s region';

export const listVictimContact = route({
  method: 'GET',
  path: '/api/victim-contact',
  roles: ['officer'],
  who: 'victim liaison units',
  summary: 'What the caller’s victim liaison unit has to pass on, and the people with an open case.',
  answer: victimUnit,
  handle: ({ services, user }) => list(services, user),
});

export const getVictimContact = route({
  method: 'GET',
  path: '/api/journeys/{id}/victim-contact',
  roles: ['officer'],
  who: UNIT,
  summary:
    'Victim contact about a person. Whoever may not see it gets the same answer whether there is any or not.',
  params: journeyPath,
  answer: victimContact,
  handle: ({ services, user, params }) => get(services, user, params.id),
});

export const recordVictimContact = route({
  method: 'POST',
  path: '/api/journeys/{id}/victim-contact',
  roles: ['officer'],
  who: UNIT,
  summary:
    'Open, change or close a victim contact case, record that something was passed on, or a licence condition that was asked for.',
  params: journeyPath,
  body: contactChange,
  example: {
    do: 'pass-on',
    case: 'k3v5',
    standing: 'RELEASE 2027-03-09',
    outcome: 'PASSED_ON',
    means: 'PHONE',
    on: '2027-01-12',
  },
  answer: z.strictObject({ case: z.string() }),
  status: 201,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, params, body, idempotency }) =>
    record(services, user, params.id, body, idempotency),
});

export const getVictimConditions = route({
  method: 'GET',
  path: '/api/journeys/{id}/victim-conditions',
  roles: ['officer'],
  who: 'the supervising officer and the deputy',
  summary: 'Licence conditions that victims asked for, as far as they were put to the supervising officer.',
  params: journeyPath,
  answer: victimConditions,
  handle: ({ services, user, params }) => conditionsOf(services, user, params.id),
});
