import * as z from 'zod';
import { listDefinitions as list } from '../../../application/queries/list-definitions.ts';
import { ROOT_MACHINES } from '../../../domain/record/machines.ts';
import { route } from '../route.ts';
import { day } from '../schemas/release.ts';

const journey = z
  .strictObject({
    journeyId: z.string(),
    person: z.strictObject({ name: z.string(), prisonNumber: z.string() }),
    releaseDate: day.optional(),
  })
  .meta({ id: 'JourneyOnVersion' });

const version = z
  .strictObject({
    version: z.string().optional().meta({ description: 'Absent where the engine has only one.' }),
    newest: z.boolean().meta({ description: 'New executions run it.' }),
    journeys: z.int().meta({ description: 'Open journeys on it when they were counted.' }),
    some: z.array(journey).meta({ description: 'Some of those on an older version.' }),
  })
  .meta({ id: 'DefinitionVersion' });

export const listDefinitions = route({
  method: 'GET',
  path: '/api/definitions',
  roles: ['admin'],
  summary:
    'How many open journeys run on each version of each machine’s definition, as the reconciler last counted them.',
  answer: z.strictObject({
    countedAt: z.string().optional().meta({ description: 'Absent before they have been counted.' }),
    machines: z.array(z.strictObject({ machine: z.enum(ROOT_MACHINES), versions: z.array(version) })),
  }),
  handle: ({ services, user }) => list(services, user),
});
