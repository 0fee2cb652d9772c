import * as z from 'zod';
import { REFUSAL_CODES } from '../../../application/refusal.ts';
import { JOURNEY_DAYS, STEP_MOVES } from '../../../domain/journey/moved-by-date.ts';
import { PLACE_KINDS } from '../../../domain/pathways/accommodation/data.ts';
import { PHASES } from '../../../domain/record/head.ts';
import { SERVICES } from '../../../domain/record/referral.ts';
import { WEBHOOK_EVENT_TYPES } from '../../../domain/record/webhook-event.ts';
import { dateType } from './fields.ts';
import { day } from './release.ts';

const movedDay = { was: day.optional(), now: day.optional() };
export const moved = z
  .strictObject(movedDay)
  .meta({ id: 'MovedDay', description: 'A day now, and after the change; absent where there is none.' });

const movedStep = z
  .strictObject({
    key: z.string(),
    kind: z.string(),
    subject: z.string().optional(),
    title: z.string(),
    waitsFor: z.string(),
    owner: z.string(),
    move: z.enum(STEP_MOVES),
    opensOn: moved.optional(),
    dueOn: moved.optional(),
  })
  .meta({ id: 'MovedStep' });

const everythingMoved = z
  .strictObject({
    sentenceDates: z.array(z.strictObject({ dateType, ...movedDay })),
    days: z.array(z.strictObject({ day: z.enum(JOURNEY_DAYS), ...movedDay })),
    steps: z.array(movedStep),
    windows: z
      .array(movedStep)
      .meta({ description: 'Days on which something begins or ends by itself, and nobody is asked.' }),
    places: z.array(
      z.strictObject({
        kind: z.enum(PLACE_KINDS),
        firstNight: moved.optional(),
        lastNight: moved.optional(),
      }),
    ),
    referrals: z.array(
      z.strictObject({
        id: z.string(),
        service: z.enum(SERVICES),
        serviceName: z.string(),
        subject: z.string(),
        agencyId: z.string(),
        agency: z.string(),
        releaseDate: moved,
      }),
    ),
    messages: z
      .array(
        z.strictObject({
          referralId: z.string(),
          agencyId: z.string(),
          agency: z.string(),
          type: z.enum(WEBHOOK_EVENT_TYPES),
        }),
      )
      .meta({ description: 'What would be queued for agencies.' }),
    voidedDecision: day.optional().meta({ description: 'The day of the decision that would become void.' }),
    phase: z.strictObject({ was: z.enum(PHASES), now: z.enum(PHASES) }).optional(),
    decisionNeeded: z
      .literal(true)
      .optional()
      .meta({ description: 'The Friday check proposes a day, and no governor has decided on it.' }),
    explanation: z.array(z.string()).meta({ description: 'The Friday check of the date.' }),
  })
  .meta({ id: 'MovedByDate' });

const version = z.int().meta({ description: 'The version of the journey that it was worked out from.' });

export const datePreview = z
  .discriminatedUnion('outcome', [
    z.strictObject({ version, outcome: z.literal('NO_CHANGE') }),
    z.strictObject({
      version,
      outcome: z.literal('WOULD_BE_REFUSED'),
      refusal: z.strictObject({
        code: z.enum(REFUSAL_CODES),
        detail: z.string(),
        fields: z.array(z.strictObject({ field: z.string(), problem: z.string() })).optional(),
        rule: z.string().optional(),
      }),
    }),
    z.strictObject({
      version,
      outcome: z.enum(['WOULD_BE_RECORDED', 'WOULD_NEED_APPROVAL']).meta({
        description: 'With WOULD_NEED_APPROVAL it moves once a second officer has approved the date.',
      }),
      moved: everythingMoved,
    }),
  ])
  .meta({ id: 'DatePreview' });
