import { GATE_ITEMS, RELEASE_GROUNDS } from '../../../domain/record/recorded-release.ts';
import * as z from 'zod';
import { PUBLISHED_EXCLUSION } from '../../../domain/law/release-day.ts';
import { EARLY_GROUNDS } from '../../../domain/record/early-grounds.ts';
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
    kind: z.enum([
      'early-release-date',
      'date-removal',
      'release',
      'release-correction',
      'licence-variation',
      'recall',
      'recall-undoing',
    ]),
    words: z.string().meta({ description: 'What is proposed, in plain English.' }),
    notes: z.array(z.string()).meta({ description: 'What the second officer must know.' }),
    proposedAt: instant,
    proposedBy: actor,
    mayDecide: z.boolean(),
    mayWithdraw: z.boolean().meta({ description: 'The reader proposed it.' }),
  })
  .meta({ id: 'Proposal' });

/** The answer to a change of the dates of a sentence. */
export const releaseDateSet = z.strictObject({
  releaseDate: z.string().optional(),
  releaseDateInForce: z.string().optional(),
  revision: z.int(),
  proposal: z
    .string()
    .optional()
    .meta({ description: 'The change waits for a second officer, under this id; nothing else has changed.' }),
});

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

const gateItems = z.array(z.enum(GATE_ITEMS));
export const gate = z.strictObject({ inHand: gateItems, missing: gateItems });
export const recordedRelease = z
  .strictObject({
    on: day,
    ground: z.enum(RELEASE_GROUNDS),
    identityConfirmed: z.boolean(),
    inHand: gateItems,
    missing: gateItems,
    reason: z.string().optional(),
    from: z.enum(['reception', 'custody', 'recalled', 'pre-release', 'release-day']),
    recordedAt: instant,
    recordedBy: actor,
    secondOfficer: actor.optional(),
    madeLawful: z.literal(true).optional(),
  })
  .meta({ id: 'RecordedRelease' });
