import * as z from 'zod';
import {
  DATE_CHANGED,
  none,
  NOT_NEEDED,
  note,
  OVERTAKEN,
  withNote,
  withReason,
  type StepDefinition,
} from './definition.ts';

/** Things to put right whether or not the person is out. */
const OUTLIVES_RELEASE = new Set(['incident', 'delivery-parked', 'late-answer', 'allocate-officers']);

/** Steps at the gate and in the community, and what goes wrong anywhere. */
export const RELEASE_STEPS = {
  'release-checklist': {
    title: 'Before the gate',
    awaits: 'to go through the release-day checklist with the person',
    asked: 'pom',
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    outcomes: {
      READY: { label: 'Everything is in place' },
      SOMETHING_MISSING: { label: 'Something is missing' },
      DATE_CHANGED,
      OVERTAKEN,
    },
    details: z.strictObject({
      identity: z.boolean().optional(),
      medicine: z.boolean().optional(),
      subsistencePayment: z.boolean().optional(),
      travel: z.boolean().optional(),
      keysOrAddress: z.boolean().optional(),
      phone: z.boolean().optional(),
      printedPlan: z.boolean().optional(),
      metBy: note.optional(),
      note: note.optional(),
    }),
  },
  'release-confirmed': {
    title: 'Release',
    awaits: 'to confirm that the person has been released',
    asked: 'omu',
    opens: { from: 'release', days: 0 },
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    outcomes: {
      RELEASED: {
        label: 'Released',
        recounts: true,
        closes: { which: ({ kind }) => !OUTLIVES_RELEASE.has(kind), with: 'OVERTAKEN' },
      },
      DATE_CHANGED,
    },
    details: none,
  },
  'first-appointment': {
    title: 'First appointment with probation',
    awaits: 'to say whether the first appointment was kept',
    asked: 'com',
    due: { from: 'opened', workingDays: 1 },
    outcomes: { KEPT: { label: 'Kept' }, MISSED: { label: 'Missed', resets: ['missed-appointment'] } },
    details: withNote,
  },
  'missed-appointment': {
    title: 'A missed appointment',
    awaits: 'to find out why it was missed, and arrange another',
    asked: 'com',
    due: { from: 'opened', workingDays: 1 },
    outcomes: { REARRANGED: { label: 'Another appointment is arranged', resets: ['first-appointment'] } },
    details: withReason,
  },
  'review-at-4-weeks': review(4),
  'review-at-12-weeks': review(12),
  'review-at-26-weeks': review(26),
  'supervision-ends': {
    title: 'Licence or supervision ends',
    awaits: 'the last day of licence or supervision',
    asked: 'date',
    opens: { from: 'supervision-end' },
    answersItself: 'OPENED',
    outcomes: { OPENED: { label: 'The day came', system: true, recounts: true } },
    details: none,
  },
  incident: {
    title: 'Something went wrong',
    awaits: 'to put it right, then retry, or skip with a reason',
    asked: 'administrator',
    due: { from: 'opened', workingDays: 1 },
    outcomes: { RETRY: { label: 'Retry', passing: true }, SKIP: { label: 'Skip', passing: true } },
    details: withReason,
  },
} as const satisfies Record<string, StepDefinition>;

function review(weeks: 4 | 12 | 26) {
  return {
    title: `Review after ${weeks} weeks`,
    awaits: 'to review distance travelled, with the person’s own score',
    asked: 'com',
    opens: { from: 'released', days: weeks * 7 },
    due: { from: 'released', days: weeks * 7 + 7 },
    outcomes: { REVIEWED: { label: 'Reviewed' }, NOT_NEEDED },
    details: z.strictObject({ ownScore: z.int().min(0).max(10), note: note.optional() }),
  } as const satisfies StepDefinition;
}
