import * as z from 'zod';
import { startJourney as start } from '../../../application/commands/start-journey.ts';
import { route } from '../route.ts';
import {
  birthDate,
  crn,
  custodyKind,
  givenDate,
  personName,
  pnc,
  prison,
  prisonNumber,
  region,
  sentence,
  sex,
  staffId,
  tier,
} from '../schemas/fields.ts';

export const startJourney = route({
  method: 'POST',
  path: '/api/journeys',
  roles: ['officer'],
  who: 'the offender management unit of the prison',
  summary:
    'Start a person’s journey, on the day of sentence or when they become known. A new sentence of a person on licence joins the journey they have.',
  body: z.strictObject({
    prisonNumber,
    firstName: personName,
    lastName: personName,
    dateOfBirth: birthDate,
    sex: sex.exactOptional(),
    tier: tier.exactOptional(),
    crn: crn.exactOptional(),
    pnc: pnc.exactOptional(),
    prison,
    region,
    sentence: sentence.extend({ releaseKind: custodyKind }),
    release: givenDate.exactOptional(),
    dates: z.array(givenDate).max(20).exactOptional(),
    officers: z
      .strictObject({
        pom: staffId.exactOptional(),
        com: staffId.exactOptional(),
        deputy: staffId.exactOptional(),
        yot: staffId.exactOptional(),
      })
      .exactOptional(),
  }),
  example: {
    prisonNumber: 'A1234BC',
    firstName: 'Robin',
    lastName: 'Example',
    dateOfBirth: '1990-01-01',
    sex: 'FEMALE',
    tier: 'B2',
    prison: 'MDI',
    region: 'N54',
    sentence: {
      startDate: '2026-09-01',
      releaseKind: 'RECALL',
      supervisionEndsOn: '2028-09-01',
      earlierDaysServed: 5,
    },
    release: { date: '2027-12-01', dateType: 'PRRD' },
  },
  answer: z.strictObject({ id: z.string(), version: z.int() }),
  status: 201,
  changes: true,
  errors: ['CONFLICT', 'RULE_REFUSED'],
  handle: ({ services, user, body, idempotency }) => start(services, user, body, idempotency),
});
