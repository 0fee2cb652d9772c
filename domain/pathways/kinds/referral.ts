import * as z from 'zod';
import { NOT_NEEDED, note, OVERTAKEN, withNote, withReason, type StepDefinition } from './definition.ts';
import { isHousingSearch } from './housing-search.ts';

/** Steps of a referral to a partner agency. */
export const REFERRAL_STEPS = {
  'referral-answer': {
    title: 'Agency’s answer',
    awaits: 'to answer the referral',
    asked: 'agency',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 10 },
    beforeRelease: true,
    answersItself: 'SILENT',
    outcomes: {
      ACCEPTED: {
        label: 'Accepted',
        closes: {
          which: (open, { subject }) => subject?.startsWith('CAS3') === true && isHousingSearch(open),
          with: 'NOT_NEEDED',
        },
      },
      DECLINED: { label: 'Declined' },
      MORE_INFORMATION: { label: 'More information needed', resets: ['referral-more-information'] },
      SILENT: { label: 'No answer by its date', system: true },
      NOT_NEEDED,
      OVERTAKEN,
    },
    details: z.strictObject({
      code: z
        .string()
        .regex(/^[A-Z_]{2,60}$/)
        .optional(),
      note: note.optional(),
    }),
  },
  'referral-more-information': {
    title: 'The agency asks for more',
    awaits: 'to give the agency what it asked for',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 3 },
    beforeRelease: true,
    outcomes: { PROVIDED: { label: 'Provided', resets: ['referral-answer'] }, NOT_NEEDED, OVERTAKEN },
    details: withNote,
  },
  'late-answer': {
    title: 'A late answer from an agency',
    awaits: 'to read an answer that came after its date',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 2 },
    outcomes: { READ: { label: 'Read and acted on', passing: true }, OVERTAKEN },
    details: withNote,
  },
  'delivery-parked': {
    title: 'A referral could not be delivered',
    awaits: 'to reach the agency another way, or put its endpoint right',
    asked: 'administrator',
    due: { from: 'opened', workingDays: 1 },
    outcomes: {
      RESENT: { label: 'Send it again', passing: true },
      DONE_ANOTHER_WAY: { label: 'The agency was reached another way' },
      OVERTAKEN,
    },
    details: withReason,
  },
} as const satisfies Record<string, StepDefinition>;
