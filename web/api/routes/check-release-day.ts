import * as z from 'zod';
import { done, refuse } from '../../../application/refusal.ts';
import { calendarOf } from '../../../domain/law/calendar.ts';
import { assessReleaseDay, PUBLISHED_EXCLUSION } from '../../../domain/law/release-day.ts';
import { openRoute } from '../route.ts';
import { date, dateType, days, plainDate, releaseKind } from '../schemas/fields.ts';

const day = z.string().meta({ format: 'date' });

export const checkReleaseDay = openRoute({
  method: 'POST',
  path: '/api/release-day-checks',
  summary: 'The Friday check of a release date, with its reasons. Nothing is stored.',
  body: z.strictObject({
    releaseDate: plainDate,
    dateType,
    adult: z.boolean(),
    daysServedSinceSentence: days.meta({
      description: 'Days in custody up to the release date, both counted: the day of sentence is day 1.',
    }),
    releaseKind,
    cumulativeDaysServedSinceSentence: days.optional().meta({
      description: 'For a recalled person: the days of all periods in custody since sentence, added up.',
    }),
    sentenceLengthDays: days.optional(),
    exceptionalCircumstances: z.boolean().optional(),
    bankHolidays: z.array(date).max(1_000).optional().meta({
      description:
        'The bank holidays to count with, taken as complete; ours when left out. Christmas Day and Good Friday are days of no release whether or not they are listed.',
    }),
  }),
  example: {
    releaseDate: '2026-12-25',
    dateType: 'CRD',
    adult: true,
    daysServedSinceSentence: 40,
    releaseKind: 'DETERMINATE',
    bankHolidays: ['2026-12-25'],
    sentenceLengthDays: 80,
  },
  answer: z
    .strictObject({
      statutoryDate: day,
      schemeApplies: z.boolean(),
      presumptiveDate: day,
      earliestPermittedDate: day,
      reason: z.enum(PUBLISHED_EXCLUSION).optional(),
      explanation: z.array(z.string()),
    })
    .meta({ id: 'ReleaseDayAssessment' }),
  errors: ['RULE_REFUSED'],
  handle: async ({ services, body: { bankHolidays, ...input } }) => {
    const calendar = bankHolidays === undefined ? services.calendar : calendarOf(bankHolidays);
    const result = assessReleaseDay(input, calendar, services.law);
    if (!result.ok) return refuse(result.code, result.explanation.join(' '), { rule: result.rule });
    const { assessment } = result;
    return done({
      statutoryDate: assessment.statutoryDate.toString(),
      schemeApplies: assessment.schemeApplies,
      presumptiveDate: assessment.presumptiveDate.toString(),
      earliestPermittedDate: assessment.earliestPermittedDate.toString(),
      ...(assessment.reason !== undefined && { reason: PUBLISHED_EXCLUSION[assessment.reason] }),
      explanation: [...assessment.explanation],
    });
  },
});
