import * as z from 'zod';
import { PUBLISHED_EXCLUSION } from '../../../domain/law/release-day.ts';
import { EARLY_GROUNDS } from '../../../domain/record/proposals.ts';
import { DATE_SOURCES } from '../../../domain/record/sentence-dates.ts';
import { dateType } from './fields.ts';

/** Shapes that responses share. */
export const day = z.string().meta({ format: 'date' });
export const instant = z.string().meta({ format: 'date-time' });
export const actor = z.strictObject({
  kind: z.enum(['officer', 'admin', 'partner', 'system']),
  id: z.string(),
});

export const recordedDate = {
  date: day,
  dateType,
  source: z.enum(DATE_SOURCES),
  recordedAt: instant,
  recordedBy: actor,
};
export const sentenceDate = z
  .strictObject({
    ...recordedDate,
    ground: z.enum(EARLY_GROUNDS).optional(),
    approvedBy: actor.optional(),
  })
  .meta({ id: 'SentenceDate' });
export const proposal = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['early-release-date']),
    words: z.string().meta({ description: 'What is proposed, in plain English.' }),
    proposedAt: instant,
    proposedBy: actor,
    mayDecide: z.boolean(),
  })
  .meta({ id: 'Proposal' });

export const releaseDay = z
  .discriminatedUnion('known', [
    z.strictObject({
      revision: z.int(),
      known: z.literal(true),
      statutoryDate: day,
      schemeApplies: z.boolean(),
      presumptiveDate: day,
      earliestPermittedDate: day,
      lapsed: z
        .literal(true)
        .optional()
        .meta({ description: 'Nobody decided in time: the statutory date stands.' }),
      reason: z.enum(PUBLISHED_EXCLUSION).optional(),
      explanation: z.array(z.string()),
    }),
    z.strictObject({ revision: z.int(), known: z.literal(false), explanation: z.array(z.string()) }),
  ])
  .meta({ id: 'ReleaseDayCheck' });
