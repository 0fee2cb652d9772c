import * as z from 'zod';
import { done } from '../../../application/refusal.ts';
import { SENTENCE_OUT_OF_SCOPE } from '../../../domain/law/ask-the-omu.ts';
import { PUBLISHED_EXCLUSIONS } from '../../../domain/law/published-law.ts';
import { sentenceDates as workOut } from '../../../domain/law/sentence-dates.ts';
import { openRoute } from '../route.ts';
import {
  askSchema,
  day,
  explanation,
  lawRows,
  publishedAsk,
  publishedRows,
} from '../schemas/dates-worked-out.ts';
import { days, offencePlainDate, plainDate } from '../schemas/fields.ts';

const upTo = (most: number) => z.int().min(0).max(most).optional();

export const sentenceDates = openRoute({
  method: 'POST',
  path: '/api/sentence-dates',
  summary:
    'The indicative dates of one standard determinate sentence, with their reasons. Nothing is stored.',
  body: z.strictObject({
    sentencedAt: plainDate,
    offenceCommittedAt: offencePlainDate,
    duration: z
      .strictObject({ years: upTo(99), months: upTo(1_200), weeks: upTo(5_000), days: upTo(36_500) })
      .refine((duration) => Object.values(duration).some((count) => count !== undefined && count > 0), {
        error: 'A sentence lasts at least a day.',
        when: ({ issues }) => issues.length === 0,
      }),
    sdsPlus: z.boolean(),
    sdsPlusEligibleOffence: z
      .boolean()
      .meta({ description: 'By its type and length the sentence would be SDS+ if it were given today.' }),
    section250: z.boolean(),
    exclusions: z.array(z.enum(PUBLISHED_EXCLUSIONS)).max(50),
    consecutiveOrConcurrent: z.boolean().optional(),
    extended: z.boolean().optional(),
    life: z.boolean().optional(),
    daysAdded: days.optional(),
    daysRemanded: days.optional(),
  }),
  example: {
    sentencedAt: '2026-09-02',
    offenceCommittedAt: '2026-09-02',
    duration: { months: 20 },
    sdsPlus: false,
    sdsPlusEligibleOffence: false,
    section250: false,
    exclusions: [],
  },
  answer: z
    .discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('DATES'),
        dates: z.strictObject({
          CRD: day.optional(),
          ARD: day.optional(),
          SLED: day.optional(),
          SED: day.optional(),
        }),
        fraction: z.string().meta({ description: 'The share of the sentence that is served, such as 2/5.' }),
        law: lawRows,
        explanation,
      }),
      askSchema(SENTENCE_OUT_OF_SCOPE),
    ])
    .meta({ id: 'SentenceDates' }),
  handle: async ({ services, body }) => {
    const result = workOut(body, services.law);
    if (result.status === 'ASK_THE_OMU') return done(publishedAsk(result));
    const { dates } = result;
    return done({
      status: result.status,
      dates:
        'CRD' in dates
          ? { CRD: dates.CRD.toString(), SLED: dates.SLED.toString() }
          : { ARD: dates.ARD.toString(), SED: dates.SED.toString() },
      fraction: result.fraction.text,
      law: publishedRows(result.law),
      explanation: [...result.explanation],
    });
  },
});
