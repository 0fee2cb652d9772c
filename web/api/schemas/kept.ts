import * as z from 'zod';
import { CONDITIONS, VARIATIONS } from '../../../domain/record/licence-variation.ts';
import { DISTANCES, MISSED_BECAUSE, RECORDED_MEANS } from '../../../domain/pathways/community/data.ts';
import { GATE_ITEMS } from '../../../domain/record/recorded-release.ts';
import { FIRST_APPOINTMENTS, TAGS } from '../../../domain/pathways/licence-and-release-date/data.ts';
import { PLACE_KINDS } from '../../../domain/pathways/accommodation/data.ts';
import { STAFF_SIDES } from '../../../domain/record/actor.ts';
import { CONTACT_WAYS } from '../../../domain/pathways/accommodation/contact.ts';
import { MENTOR_ROLES, MENTOR_STATES } from '../../../domain/pathways/mentors/data.ts';
import { WORK_ITEMS } from '../../../domain/pathways/support/data.ts';
import { CONSENT_ANSWERS, CONSENT_PURPOSES, CONSENT_WAYS } from '../../../domain/record/consent.ts';
import { actor, day, instant } from './release.ts';

/** What a journey's response says of its pathways. */

export const housing = z.strictObject({
  need: z.enum(['HAS_ADDRESS', 'NEEDS_HELP']).optional(),
  consent: z.enum(['GIVEN', 'REFUSED']).optional(),
  authorities: z.array(z.string()),
  places: z.array(
    z.strictObject({
      kind: z.enum(PLACE_KINDS),
      lines: z.array(z.string()).optional(),
      postcode: z.string().optional(),
      from: day.optional().meta({ description: 'The first night; absent: the day of release.' }),
      until: day.optional().meta({ description: 'The last night.' }),
      nights: z.int().optional(),
      foundBy: z.strictObject({ id: z.string(), staff: z.enum(STAFF_SIDES) }).optional(),
      recordedAt: instant,
    }),
  ),
  checked: z.literal(true).optional(),
  crsReferredOn: day.optional(),
  dutyToReferOn: day.optional(),
  dutyToReferOutcome: z.string().optional(),
  contact: z.strictObject({ by: z.enum(CONTACT_WAYS), at: z.string(), agreedOn: day }).optional(),
  refusedBecause: z.string().optional(),
  welshApplication: z.strictObject({ authority: z.string(), on: day }).optional(),
  rentDeposit: z.strictObject({ scheme: z.string(), landlord: z.string(), sum: z.int(), on: day }).optional(),
  asksNoOther: z.boolean().optional(),
  unanswered: z.array(z.string()).optional(),
});

export const consent = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  answer: z.enum(CONSENT_ANSWERS),
  agencyId: z.string().optional().meta({ description: 'Absent: every agency.' }),
  agency: z.string().optional(),
  how: z.enum(CONSENT_WAYS).optional(),
  heardBy: z.string().optional().meta({ description: 'The officer who heard it or received it.' }),
  on: day.optional(),
  reason: z.string().optional(),
  recordedAt: instant.optional(),
  recordedBy: actor.optional(),
});

export const mergedRecord = z.strictObject({
  prisonNumber: z.string(),
  journeyId: z.string().optional(),
  on: day,
});

export const benefits = z.strictObject({
  interviewOn: day.optional(),
  keepsHousingElement: z.literal(true).optional().meta({
    description: 'The housing element of Universal Credit goes on in custody, as far as the law allows.',
  }),
  bankAccount: z.string().optional(),
  banksRefused: z.array(z.strictObject({ bank: z.string(), why: z.string(), on: day })).optional(),
  identity: z.string().optional(),
  notClaiming: z.literal(true).optional(),
  claimMadeOn: day.optional(),
  identityVerifiedOn: day.optional(),
  advance: z.enum(['PAID', 'NOT_WANTED', 'REFUSED']).optional(),
  firstPaymentOn: day.optional(),
});

export const custody = z.strictObject({
  handedOverOn: day.optional().meta({ description: 'From the prison to the community offender manager.' }),
  reviewedOn: day.optional(),
  keyWorker: z.string().optional(),
  temporaryReleaseDays: z.int().optional().meta({ description: 'Days on temporary licence (ROTL).' }),
  absencesReported: z.strictObject({ times: z.int(), days: z.int(), latestOn: day }).optional().meta({
    description: 'Temporary absences that the prison’s system has reported since this time in custody began.',
  }),
  earlyAllocation: z.literal(true).optional(),
});

const variation = {
  variation: z.enum(VARIATIONS),
  condition: z.enum(CONDITIONS),
};

const licenceVersion = z.strictObject({
  policyVersion: z.int().optional().meta({ description: 'Of the policy on conditions, such as 4.' }),
  approvedOn: day.optional(),
  standardOnly: z
    .literal(true)
    .optional()
    .meta({ description: 'Made by the prison, because none was approved before the hard stop.' }),
  explainedOn: day.optional(),
  signedOn: day.optional(),
  notSigned: z.literal(true).optional(),
  tags: z.array(z.enum(TAGS)).optional(),
  restrictionZone: z.literal(true).optional(),
  tagFittingOn: day.optional().meta({ description: 'The day agreed for the fitting of the tag.' }),
  tagFittedOn: day.optional(),
  inForceFrom: day
    .optional()
    .meta({ description: 'Of a change after release: the day from which it counts.' }),
  variation: z
    .strictObject({
      ...variation,
      text: z.string().optional(),
      reason: z.string(),
      proposedBy: z.string(),
      approvedBy: z.string(),
    })
    .optional()
    .meta({ description: 'The change after release that made this version.' }),
});

export const licence = licenceVersion.extend({
  draftedOn: day.optional(),
  firstAppointment: z
    .strictObject({
      type: z.enum(FIRST_APPOINTMENTS),
      appointment: z.string().optional(),
      on: day.optional(),
    })
    .optional(),
  activeId: z
    .string()
    .optional()
    .meta({ description: 'The licence last reported active by Create and vary a licence.' }),
  earlierVersions: z.array(licenceVersion).optional().meta({ description: 'Oldest first.' }),
  refusedVariation: z
    .strictObject({ ...variation, on: day, by: z.string(), why: z.string() })
    .optional()
    .meta({ description: 'The latest change that was proposed and refused.' }),
});

export const ready = z.strictObject({
  phone: z.enum(['HAS_ONE', 'GETS_ONE', 'DECLINED']).optional(),
  met: z.enum(['MET', 'NOBODY', 'DECLINED']).optional(),
  who: z.string().optional().meta({ description: 'Who meets the person at the gate.' }),
  checked: z
    .strictObject({ missing: z.array(z.enum(GATE_ITEMS)), releaseDate: day.optional() })
    .optional()
    .meta({ description: 'The latest release-day checklist.' }),
});

const referred = z.strictObject({ to: z.string(), on: day });

/** Needs for support. */
export const support = z.strictObject({
  needs: z
    .record(
      z.string(),
      z.strictObject({
        answer: z.enum(['NEEDED', 'NOT_NEEDED', 'DECLINED']),
        on: day,
        ownScore: z.int().optional().meta({ description: 'The person’s own, from 0 to 10.' }),
        referred: referred.optional(),
      }),
    )
    .optional()
    .meta({ description: 'By pathway.' }),
  womensService: referred
    .extend({ without: z.array(z.string()).optional() })
    .optional()
    .meta({ description: 'One referral for every need, but those in which the service did not help.' }),
  treatment: z.strictObject({ with: z.string(), on: day }).optional(),
  work: z.array(z.enum(WORK_ITEMS)).optional(),
  safeguarding: z
    .strictObject({ note: z.string(), on: day, by: z.string() })
    .optional()
    .meta({ description: 'Only for those who may see it.' }),
});

export const mentor = z.strictObject({
  id: z.string(),
  revision: z.int(),
  role: z.enum(MENTOR_ROLES),
  name: z.string(),
  organisation: z.string().optional(),
  helpsWith: z.string().meta({ description: 'A pathway, or gate.' }),
  state: z.enum(MENTOR_STATES),
  on: day,
  atGate: z.literal(true).optional().meta({ description: 'They meet the person at the gate.' }),
  reason: z.string().optional(),
});

const ownScore = z.int().min(0).max(10);

export const supervision = z.strictObject({
  contactEveryDays: z
    .int()
    .optional()
    .meta({ description: 'Days between contacts face to face: by policy, or as an officer varied it.' }),
  contacts: z.array(z.strictObject({ on: day, means: z.enum(RECORDED_MEANS) })).optional(),
  missed: z.array(z.strictObject({ on: day, because: z.enum(MISSED_BECAUSE) })).optional(),
  missesOften: z.boolean().optional(),
  firstAppointmentOn: day
    .optional()
    .meta({ description: 'The day to which a first appointment that was missed is rearranged.' }),
  warnings: z.int().optional(),
  hearingOn: day.optional(),
  distance: z
    .array(
      z.strictObject({
        on: day,
        overall: ownScore,
        scores: z.partialRecord(z.enum(DISTANCES), ownScore),
        words: z.string().optional(),
        goal: z.string().optional(),
      }),
    )
    .optional()
    .meta({ description: 'The person’s own scores and words, oldest first.' }),
});
