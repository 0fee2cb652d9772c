import * as z from 'zod';
import { CYCLE_ENDS, RECALL_REASONS, RECALL_TYPES } from '../../../domain/record/recall.ts';
import { releaseKind } from './fields.ts';
import { actor, day, instant } from './release.ts';

export const recall = z
  .strictObject({
    type: z.enum(RECALL_TYPES),
    revokedOn: day,
    reason: z.enum(RECALL_REASONS),
    explanation: z.string(),
    alternatives: z.string(),
    fromCurfew: z.boolean().optional(),
    sentenceKind: releaseKind,
    earlierRecallOn: day.optional(),
    recordedAt: instant,
    recordedBy: actor,
    approvedBy: actor,
    atLargeSince: day.optional(),
    arrestedOn: day.optional(),
    returnedOn: day.optional(),
  })
  .meta({ id: 'Recall' });

export const earlierCycle = z.strictObject({
  cycle: z.int(),
  releasedOn: day.optional(),
  endedOn: day,
  because: z.enum(CYCLE_ENDS),
});
