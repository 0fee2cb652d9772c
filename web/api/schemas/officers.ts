import * as z from 'zod';
import { day } from './release.ts';

export const officers = z.strictObject({
  pom: z.string().optional(),
  com: z.string().optional(),
  deputy: z.string().optional(),
  yot: z.string().optional().meta({ description: 'The youth offending team worker of a child.' }),
});

export const away = z
  .array(z.strictObject({ officer: z.string(), until: day, asked: z.string() }))
  .meta({ description: 'The officers who are away now, until when, and who is asked in their place.' });
