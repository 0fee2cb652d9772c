import * as z from 'zod';
import { DATE_CHANGED, none, note, OPENED, OVERTAKEN, staffId, type StepDefinition } from './definition.ts';

/** Steps from reception on, and those about the release date itself. */
export const CUSTODY_STEPS = {
  'allocate-officers': {
    title: 'Allocate officers',
    awaits: 'to name the prison and community offender managers and a deputy',
    asked: 'omu',
    due: { from: 'opened', workingDays: 2 },
    outcomes: { ALLOCATED: { label: 'Allocated', recounts: true } },
    details: z.strictObject({ pom: staffId, com: staffId.optional(), deputy: staffId.optional() }),
  },
  'immediate-needs': {
    title: 'Immediate needs on reception',
    awaits: 'to record tenancy, benefits, debts, dependants, pets, medicines and job',
    asked: 'pom',
    due: { from: 'opened', workingDays: 3 },
    outcomes: { RECORDED: { label: 'Recorded' }, OVERTAKEN },
    details: z.strictObject({
      tenancy: z.enum(['KEEP', 'END', 'NONE']).optional(),
      benefits: z.enum(['STOP', 'KEEP', 'NONE']).optional(),
      dependants: z.boolean().optional(),
      medicines: z.boolean().optional(),
      note: note.optional(),
    }),
  },
  'pre-release-opens': {
    title: 'Pre-release work opens',
    awaits: 'twelve weeks before release',
    asked: 'date',
    opens: { from: 'release', days: -84 },
    answersItself: 'OPENED',
    outcomes: { OPENED, OVERTAKEN },
    details: none,
  },
  'release-day-opens': {
    title: 'Release-day work opens',
    awaits: 'two working days before release',
    asked: 'date',
    opens: { from: 'release', workingDays: -2 },
    answersItself: 'OPENED',
    outcomes: { OPENED, OVERTAKEN },
    details: none,
  },
  'release-day-decision': {
    title: 'Decide the release day',
    awaits: 'to decide whether release moves to an earlier weekday',
    asked: 'governor',
    pathway: 'licence-and-release-date',
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    outcomes: { DECIDED: { label: 'Decided', system: true }, DATE_CHANGED, OVERTAKEN },
    details: none,
  },
  'bank-holidays-known': {
    title: 'Bank holidays for the release date',
    awaits: 'to bring that year’s bank holidays into the calendar, once they are published',
    asked: 'administrator',
    pathway: 'licence-and-release-date',
    due: { from: 'opened', workingDays: 5 },
    outcomes: {
      KNOWN: { label: 'The calendar has been brought up to date', passing: true },
      DATE_CHANGED,
      OVERTAKEN,
    },
    details: none,
  },
  'release-date-watch': {
    title: 'Watch the release date',
    awaits: 'for the person to be released, or the date to change',
    asked: 'event',
    pathway: 'licence-and-release-date',
    outcomes: { DATE_CHANGED, OVERTAKEN },
    details: none,
  },
} as const satisfies Record<string, StepDefinition>;
