import * as z from 'zod';
import { actor, day, instant } from './release.ts';

/** Steps in the responses of the API. */

export const person = z.strictObject({ name: z.string(), prisonNumber: z.string() });

const stepFields = {
  key: z.string(),
  version: z.string().meta({
    description: 'Changes when the step, or anything its form shows, does. Send it as stepVersion.',
  }),
  kind: z.string(),
  subject: z.string().optional(),
  title: z.string(),
  awaits: z.string(),
  description: z.string(),
  waitsFor: z
    .string()
    .meta({ description: 'officer:<id>, role:<duty>@<place>, agency:<id>, date or event.' }),
  owner: z.string(),
  state: z.enum(['OPEN', 'SCHEDULED']),
  pathway: z.string().optional(),
  opensOn: day.optional(),
  dueOn: day.optional(),
  provisional: z.boolean(),
  overdue: z.boolean(),
  escalation: z.int(),
  escalatedTo: z
    .string()
    .optional()
    .meta({ description: 'The desk above its owner on whose list it is too.' }),
  outcomes: z.array(z.strictObject({ outcome: z.string(), label: z.string() })),
  mayComplete: z.boolean(),
  whyNot: z.string().optional(),
  cause: z.string().optional(),
  background: z
    .strictObject({ label: z.string(), text: z.string() })
    .optional()
    .meta({ description: 'What to read before answering, such as the question of an agency.' }),
  paused: z.string().optional().meta({ description: 'The agency that the step is about is paused.' }),
};

export const openStep = z.strictObject(stepFields).meta({ id: 'OpenStep' });

export const answeredStep = z
  .strictObject({
    key: z.string(),
    kind: z.string(),
    subject: z.string().optional(),
    title: z.string(),
    outcome: z.string(),
    answer: z.string().meta({ description: 'The outcome in words.' }),
    at: instant,
    by: actor,
  })
  .meta({ id: 'AnsweredStep' });

export const stepRow = z
  .strictObject({
    ...stepFields,
    journeyId: z.string(),
    journeyVersion: z.int(),
    person,
    releaseDate: day.optional(),
  })
  .meta({ id: 'StepRow' });
