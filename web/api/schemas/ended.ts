import * as z from 'zod';
import { CLOSING_REASONS } from '../../../domain/record/closed.ts';
import { NOTIFIED_OF_DEATH } from '../../../domain/record/death.ts';
import { HOLD_REASONS } from '../../../domain/record/hold.ts';
import { actor, day, instant } from './release.ts';

/** What a journey's response says of its end, and of a hold. */

export const closed = z.strictObject({
  on: day,
  because: z.enum(CLOSING_REASONS).optional().meta({ description: 'Absent where supervision ended.' }),
  housed: z.boolean(),
  benefits: z.boolean().meta({ description: 'In payment: the first payment came.' }),
  unanswered: z
    .array(z.string())
    .optional()
    .meta({ description: 'Keys of steps that were asked and never answered.' }),
  followUp: z
    .strictObject({ about: z.array(z.string()), owner: z.string() })
    .optional()
    .meta({ description: 'What is unsettled, and who is to offer voluntary follow-up.' }),
});

export const death = z.strictObject({
  on: day,
  note: z.string().optional(),
  inCustody: z.boolean(),
  outside: z.array(z.enum(NOTIFIED_OF_DEATH)),
  inside: z.array(z.string()).meta({ description: 'Officers, desks and agencies of the journey.' }),
  recordedAt: instant,
  recordedBy: actor,
});

export const hold = z.strictObject({
  reason: z.enum(HOLD_REASONS),
  since: day,
  note: z.string().optional(),
  stopsClocks: z.boolean().meta({ description: 'No step has a deadline until the journey is resumed.' }),
  recordedAt: instant,
  recordedBy: actor,
});
