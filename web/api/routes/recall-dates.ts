import * as z from 'zod';
import { done, refuse } from '../../../application/refusal.ts';
import { RECALL_OUT_OF_SCOPE } from '../../../domain/law/ask-the-omu.ts';
import { recallDatesOutOfOrder, recallDates as workOut } from '../../../domain/law/recall-dates.ts';
import { openRoute } from '../route.ts';
import {
  askSchema,
  day,
  explanation,
  lawRows,
  publishedAsk,
  publishedRows,
} from '../schemas/dates-worked-out.ts';
import { days, plainDate } from '../schemas/fields.ts';

export const recallDates = openRoute({
  method: 'POST',
  path: '/api/recall-dates',
  summary: 'The indicative release date of a recalled person, with its reasons. Nothing is stored.',
  body: z.strictObject({
    sentencedAt: plainDate,
    sled: plainDate,
    sentenceDays: days.min(1),
    revocationDate: plainDate,
    arrestDate: plainDate.optional(),
    returnToCustodyDate: plainDate,
    earlierRecallDate: plainDate.optional(),
    recalledFromCurfew: z.boolean().optional(),
    requisiteCustodialPeriodEnds: plainDate.optional().meta({
      description: 'For a recall from home detention curfew.',
    }),
  }),
  example: {
    sentencedAt: '2026-04-04',
    sled: '2027-03-03',
    sentenceDays: 334,
    revocationDate: '2026-09-08',
    returnToCustodyDate: '2026-09-12',
  },
  answer: z
    .discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('DATES'),
        dates: z.strictObject({ PRRD: day }),
        law: lawRows,
        explanation,
      }),
      askSchema(RECALL_OUT_OF_SCOPE),
    ])
    .meta({ id: 'RecallDates' }),
  handle: async ({ services, body }) => {
    const fields = recallDatesOutOfOrder(body);
    if (fields.length > 0)
      return refuse('VALIDATION_FAILED', 'Some dates are in the wrong order.', { fields });
    const result = workOut(body, services.law);
    if (result.status === 'ASK_THE_OMU') return done(publishedAsk(result));
    return done({
      status: result.status,
      dates: { PRRD: result.dates.PRRD.toString() },
      law: publishedRows(result.law),
      explanation: [...result.explanation],
    });
  },
});
