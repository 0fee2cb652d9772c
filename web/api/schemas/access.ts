import * as z from 'zod';
import { day } from './release.ts';

/** Who may see a person, where that is limited. */
export const limitedAccess = z
  .strictObject({
    excluded: z.array(z.string()).meta({ description: 'Staff who may not see the person.' }),
    restrictedTo: z
      .array(z.string())
      .meta({ description: 'Where there is anybody on it, nobody else may see the person.' }),
  })
  .meta({ description: 'Absent where access is not limited.' });

export const emergencyAccess = z
  .array(z.strictObject({ officer: z.string(), until: day }))
  .meta({ description: 'Who opened the record in an emergency, and their last day.' });
