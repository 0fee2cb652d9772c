import * as z from 'zod';
import { CASELOAD_FLAGS } from '../../../domain/journey/caseload-flags.ts';
import { FACT_TYPES } from '../../../domain/record/facts.ts';
import { ESSENTIALS, ESSENTIAL_STATES } from '../../../domain/pathways/release/essentials.ts';
import { PATHWAYS } from '../../../domain/pathways/catalogue.ts';
import { PATHWAY_STATUSES, PHASES, RELEASE_DAY_OUTCOMES } from '../../../domain/record/head.ts';
import { earlierCycle, recall } from './recall.ts';
import { referral } from './referrals.ts';
import { custodyKind, dateType, sex, tier } from './fields.ts';
import { emergencyAccess, limitedAccess } from './access.ts';
import { away, officers } from './officers.ts';
import {
  actor,
  day,
  gate,
  instant,
  proposal,
  recordedDate,
  recordedRelease,
  releaseDay,
  sentenceDate,
} from './release.ts';
import { closed, death, hold } from './ended.ts';
import {
  benefits,
  consent,
  housing,
  custody,
  licence,
  mergedRecord,
  ready,
  mentor,
  supervision,
  support,
} from './kept.ts';
import { finance } from './finance.ts';
import { health } from './health.ts';
import { answeredStep, openStep, person } from './steps.ts';

/** The responses of the API. The shapes are closed: a field that is not named here is never returned. */

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    cursor: z.string().optional().meta({ description: 'Present when there may be more.' }),
  });

const rowFields = {
  id: z.string(),
  version: z.int(),
  person,
  prison: z.string(),
  region: z.string(),
  phase: z.enum(PHASES),
  releaseDate: day
    .optional()
    .meta({ description: 'The release date in force. Absent while there is none: remand, a life sentence.' }),
  dateType: dateType.optional(),
  releaseDateConfirmed: z.boolean(),
  daysToRelease: z.int().optional(),
  releasedOn: day.optional(),
  responsible: z.string().optional(),
  officers,
  away: away.optional(),
  pathways: z.record(z.enum(PATHWAYS), z.enum(PATHWAY_STATUSES)),
  flags: z.array(z.enum(CASELOAD_FLAGS)),
  needsAttention: z.boolean(),
  openSteps: z.int(),
  overdueSteps: z.int(),
  nextDue: z.strictObject({ title: z.string(), on: day }).optional(),
  essentials: z
    .array(
      z.strictObject({
        essential: z.enum(ESSENTIALS),
        state: z.enum(ESSENTIAL_STATES),
        says: z.string(),
      }),
    )
    .optional()
    .meta({ description: 'What the person needs on the day of release. Ready only where a fact says so.' }),
};

export const journeyRow = z.strictObject(rowFields).meta({ id: 'JourneyRow' });

const sentence = z.strictObject({
  startDate: day,
  lengthDays: z.int().optional(),
  releaseKind: custodyKind,
  remandedOn: day.optional().meta({ description: 'Where the person was on remand before the sentence.' }),
  supervisionEndsOn: day.optional(),
  earlierDaysServed: z.int().optional(),
});

const release = z
  .strictObject({ ...recordedDate, revision: z.int() })
  .optional()
  .meta({ description: 'The recorded date by which the person is released.' });

export const journey = z
  .strictObject({
    ...rowFields,
    dateOfBirth: day,
    sex: sex.optional(),
    tier: tier.optional(),
    crn: z.string().optional().meta({ description: 'The probation case reference number.' }),
    pnc: z.string().optional().meta({ description: 'The Police National Computer number.' }),
    limitedAccess: limitedAccess.optional(),
    emergencyAccess: emergencyAccess.optional(),
    cycle: z.int(),
    sentence,
    dates: z.array(sentenceDate),
    consents: z.array(consent).meta({ description: 'The latest answer for each purpose and agency.' }),
    proposals: z.array(proposal).meta({ description: 'Changes that wait for a second officer.' }),
    gate: gate.meta({ description: 'The release-day checklist, where it has been answered.' }),
    recordedRelease: recordedRelease.optional(),
    release,
    releaseDay: releaseDay.optional(),
    secondDayRequest: z
      .strictObject({ revision: z.int(), need: z.string(), requestedAt: z.string(), requestedBy: actor })
      .optional(),
    decision: z
      .strictObject({
        revision: z.int(),
        outcome: z.enum(RELEASE_DAY_OUTCOMES),
        date: day,
        reason: z.string().optional(),
        requestedBy: z.string().optional(),
        decidedAt: instant,
        decidedBy: actor,
      })
      .optional(),
    recall: recall.optional().meta({ description: 'The recall that the current cycle began with.' }),
    earlierCycles: z.array(earlierCycle).optional(),
    housing,
    benefits,
    licence: licence.optional(),
    custody: custody.optional(),
    ready: ready.optional(),
    support,
    ...finance,
    health,
    whatHelps: z
      .string()
      .optional()
      .meta({ description: 'What helps the person, where they agree that staff may know it.' }),
    mentors: z.array(mentor),
    supervision: supervision.optional(),
    steps: z.array(openStep),
    answered: z.array(answeredStep).meta({ description: 'Steps that somebody answered, the latest first.' }),
    referrals: z.array(referral),
    factCount: z.int(),
    startedAt: instant,
    updatedAt: instant,
    closed: closed.optional(),
    death: death.optional(),
    hold: hold.optional().meta({ description: 'While the journey is on hold.' }),
    mergedInto: mergedRecord
      .optional()
      .meta({ description: 'The record of the same person that this one was merged into.' }),
    mergedRecords: z
      .array(mergedRecord)
      .optional()
      .meta({ description: 'Records of the same person that were merged into this one.' }),
  })
  .meta({ id: 'Journey' });

export const cycle = z
  .strictObject({
    ...earlierCycle.shape,
    person,
    prison: z.string(),
    officers,
    sentence,
    dates: z.array(sentenceDate),
    release,
    releaseDateInForce: day.optional(),
    recordedRelease: recordedRelease.optional(),
    recall: recall.optional().meta({ description: 'The recall that the cycle began with.' }),
    pathways: rowFields.pathways,
    housing,
    benefits,
    licence: licence.optional(),
    ready: ready.optional(),
    supervision: supervision.optional(),
    answered: z.array(answeredStep).meta({ description: 'Steps that somebody answered, the latest first.' }),
    unanswered: z.array(z.string()).meta({ description: 'Titles of steps that nobody answered.' }),
    referrals: z.array(referral),
  })
  .meta({ id: 'Cycle' });

export const timelineEntry = z
  .strictObject({
    sequence: z.int(),
    at: instant,
    on: day,
    by: actor,
    who: z.string(),
    type: z.enum(FACT_TYPES),
    sentence: z.string().meta({ description: 'What happened, in plain English.' }),
    data: z.record(z.string(), z.unknown()),
    private: z
      .strictObject({ salt: z.string(), names: z.array(z.string()) })
      .optional()
      .meta({
        description: 'The data that the chain has only a salted hash of, such as what somebody wrote.',
      }),
    privateHash: z.string().optional(),
    hash: z.string(),
    previousHash: z.string(),
  })
  .meta({ id: 'TimelineEntry' });
