import * as z from 'zod';
import {
  changeAbsence as change,
  recordAbsence as record,
} from '../../../application/commands/record-absence.ts';
import { ABSENCE_STATES, listAbsences as list } from '../../../application/queries/list-absences.ts';
import { ABSENCE_REASONS } from '../../../domain/record/absence.ts';
import { route } from '../route.ts';
import { date, journeyId, staffId } from '../schemas/fields.ts';
import { instant } from '../schemas/messages.ts';

const who = 'the officer, their offender management unit, or the head of their probation delivery unit';
const staffPath = z.object({ officer: staffId });
const absencePath = z.object({ officer: staffId, absence: journeyId });
const recorded = z.strictObject({ id: z.string(), from: date, until: date });
const reason = z.enum(ABSENCE_REASONS);

export const listAbsences = route({
  method: 'GET',
  path: '/api/staff/{officer}/absences',
  roles: ['officer'],
  who,
  summary: 'When a member of staff is, was and will be away.',
  params: staffPath,
  answer: z.strictObject({
    officer: z.strictObject({ id: z.string(), name: z.string() }),
    absences: z.array(
      recorded.extend({
        reason,
        state: z.enum(ABSENCE_STATES),
        recordedAt: instant,
        recordedBy: z.string(),
      }),
    ),
  }),
  handle: ({ services, user, params }) => list(services, user, params.officer),
});

export const recordAbsence = route({
  method: 'POST',
  path: '/api/staff/{officer}/absences',
  roles: ['officer'],
  who,
  summary:
    'Record that a member of staff is away. What waits for them goes to the deputy or the duty desk, until the day after the last day.',
  params: staffPath,
  body: z.strictObject({
    from: date,
    until: date.meta({ description: 'The last day away.' }),
    reason,
  }),
  example: { from: '2027-02-01', until: '2027-02-12', reason: 'LEAVE' },
  answer: recorded,
  status: 201,
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body, idempotency }) =>
    record(services, user, params.officer, body, idempotency),
});

export const changeAbsence = route({
  method: 'POST',
  path: '/api/staff/{officer}/absences/{absence}',
  roles: ['officer'],
  who,
  summary: 'Give an absence another last day, or end it now: what waits goes back.',
  params: absencePath,
  body: z.union([
    z.strictObject({ until: date.meta({ description: 'The last day away.' }) }),
    z.strictObject({ over: z.literal(true).meta({ description: 'They are back, or do not go.' }) }),
  ]),
  example: { until: '2027-02-19' },
  answer: recorded,
  changes: true,
  errors: ['CONFLICT'],
  handle: ({ services, user, params, body, idempotency }) =>
    change(services, user, params.officer, params.absence, body, idempotency),
});
