import * as z from 'zod';
import { STUCK_CODES } from '../../../domain/journey/stuck-causes.ts';
import { person } from './steps.ts';
import { day } from './release.ts';

export const stuckRow = z
  .strictObject({
    code: z.enum(STUCK_CODES),
    cause: z.string(),
    owner: z.string(),
    firstSeen: day,
    ageDays: z.int(),
    nextAction: z.string().meta({ description: 'What happens by itself if nobody acts.' }),
    journeyId: z.string(),
    journeyVersion: z.int(),
    person,
    prison: z.string(),
    releaseDate: day.optional(),
    essentials: z
      .strictObject({ settled: z.int(), of: z.int() })
      .optional()
      .meta({ description: 'How many of what the person needs on the day of release is settled.' }),
    daysToRelease: z.int().optional(),
    paused: z.string().optional().meta({ description: 'The agency that the step is about is paused.' }),
    stepKey: z.string(),
    kind: z.string(),
    limited: z
      .literal(true)
      .optional()
      .meta({ description: 'You may not see the person, so nothing of them is here.' }),
  })
  .meta({ id: 'StuckRow' });
