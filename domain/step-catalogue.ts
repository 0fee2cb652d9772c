import { z } from 'zod';
import type { DayRule } from './day-rules.ts';
import type { OpenStep, Pathway } from './journey.ts';

/** Who is asked. `pom`, `com` and `responsible` become the named officer, or the duty desk while nobody is named. */
export type Asked =
  'pom' | 'com' | 'responsible' | 'omu' | 'governor' | 'administrator' | 'agency' | 'date' | 'event';

export interface OutcomeDefinition {
  readonly label: string;
  /** Other open steps this outcome answers as well, because what they ask is settled by it. */
  readonly closes?: {
    readonly which: (open: OpenStep, answered: { readonly subject?: string }) => boolean;
    readonly with: 'NOT_NEEDED' | 'OVERTAKEN';
  };
  /** Changes who is asked, or the days, of every open step. */
  readonly recounts?: true;
  /** Kinds, on the same subject, that are asked afresh when the journey comes back to them after this answer. */
  readonly resets?: readonly string[];
  /** This answer is not remembered: when the journey comes back to the step, it is asked again. */
  readonly passing?: true;
  /** Given by the product itself, never offered to a person. */
  readonly system?: true;
}

export interface StepDefinition {
  readonly title: string;
  /** What is awaited, for a page: "Waiting for {asked} to ...". */
  readonly awaits: string;
  readonly asked: Asked;
  readonly pathway?: Pathway;
  /** Nobody is asked until this day. */
  readonly opens?: DayRule;
  readonly due?: DayRule;
  /** Must be ready at the gate: its deadline never passes the release date, and release overtakes it. */
  readonly beforeRelease?: true;
  /** When its day comes (`opens` for a date, `due` otherwise) it is answered with this, rather than escalated. */
  readonly answersItself?: string;
  readonly outcomes: Readonly<Record<string, OutcomeDefinition>>;
  /** What an answer may carry besides its outcome; unknown fields are refused. */
  readonly details: z.ZodType<Record<string, unknown>>;
}

const note = z.string().trim().max(2_000);
const reason = z.string().trim().min(1).max(2_000);
const staffId = z.string().regex(/^[a-z0-9.-]{2,60}$/);
const agencyId = z.string().regex(/^[a-z0-9-]{2,60}$/);
const none = z.strictObject({});
const withNote = z.strictObject({ note: note.optional() });
const withReason = z.strictObject({ reason });

const ACCOMMODATION = new Set([
  'crs-window',
  'dtr-window',
  'housing-consent',
  'authorities-exhausted',
  'cas3-prerequisites',
  'cas3-decision',
  'next-address',
]);
const isHousingSearch = (open: OpenStep): boolean => ACCOMMODATION.has(open.kind) || isHousingReferral(open);
const isHousingReferral = (open: OpenStep): boolean =>
  (open.kind === 'referral-answer' || open.kind === 'referral-more-information') &&
  /\.(CRS|DTR|CAS3)-\d+$/.test(open.key);

/** Things to put right whether or not the person is out. */
const OUTLIVES_RELEASE = new Set(['incident', 'delivery-parked', 'late-answer', 'allocate-officers']);

const NOT_NEEDED = { label: 'No longer needed', system: true } as const;
const OVERTAKEN = { label: 'Overtaken by release', system: true } as const;
const DATE_CHANGED = { label: 'The release date changed', system: true, passing: true } as const;
const OPENED = { label: 'The day came', system: true } as const;

export const STEP_KINDS = {
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
  'housing-need': {
    title: 'Where will they live?',
    awaits: 'to record where the person was living and where they will go',
    asked: 'pom',
    pathway: 'accommodation',
    due: { from: 'release', days: -77 },
    beforeRelease: true,
    outcomes: {
      HAS_ADDRESS: { label: 'They have an address to go to' },
      NEEDS_HELP: { label: 'They have nowhere to go' },
      OVERTAKEN,
    },
    details: z.strictObject({
      settledType: z.enum(['SETTLED', 'TRANSIENT']).optional(),
      note: note.optional(),
    }),
  },
  'next-address': {
    title: 'Find an address',
    awaits: 'to record an address for the day of release',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    outcomes: {
      ADDRESS_RECORDED: {
        label: 'An address is recorded',
        closes: { which: isHousingSearch, with: 'NOT_NEEDED' },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
    details: z.strictObject({ settledType: z.enum(['SETTLED', 'TRANSIENT']), note: note.optional() }),
  },
  'crs-window': {
    title: 'Commissioned accommodation help opens',
    awaits: 'twelve weeks before release',
    asked: 'date',
    pathway: 'accommodation',
    opens: { from: 'release', days: -84 },
    answersItself: 'OPENED',
    outcomes: { OPENED, NOT_NEEDED, OVERTAKEN },
    details: none,
  },
  'dtr-window': {
    title: 'Duty to refer opens',
    awaits: 'eight weeks before release',
    asked: 'date',
    pathway: 'accommodation',
    opens: { from: 'release', days: -56 },
    answersItself: 'OPENED',
    outcomes: { OPENED, NOT_NEEDED, OVERTAKEN },
    details: none,
  },
  'housing-consent': {
    title: 'Consent to the duty to refer',
    awaits: 'to record the person’s consent and their choice of local housing authorities',
    asked: 'pom',
    pathway: 'accommodation',
    due: { from: 'release', days: -49 },
    beforeRelease: true,
    outcomes: {
      GIVEN: { label: 'Consent given' },
      REFUSED: { label: 'Consent refused' },
      NOT_NEEDED,
      OVERTAKEN,
    },
    details: z.strictObject({
      authorities: z.array(agencyId).min(1).max(5).optional(),
      shareContactDetails: z.boolean().optional(),
      reason: note.optional(),
    }),
  },
  'authorities-exhausted': {
    title: 'No authority has accepted',
    awaits: 'to add another local housing authority, or say why not',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 2 },
    beforeRelease: true,
    outcomes: {
      AUTHORITY_ADDED: { label: 'Another authority added' },
      NO_OTHER: { label: 'There is no other authority' },
      NOT_NEEDED,
      OVERTAKEN,
    },
    details: z.strictObject({ authority: agencyId.optional(), reason: note.optional() }),
  },
  'cas3-prerequisites': {
    title: 'Community accommodation (CAS3) becomes possible',
    awaits: 'for both a duty-to-refer and a commissioned-services referral to have been made',
    asked: 'event',
    pathway: 'accommodation',
    outcomes: { MET: { label: 'Both referrals are made', system: true }, NOT_NEEDED, OVERTAKEN },
    details: none,
  },
  'cas3-decision': {
    title: 'Refer to community accommodation (CAS3)?',
    awaits: 'to decide whether to refer for up to 84 nights of temporary accommodation',
    asked: 'responsible',
    pathway: 'accommodation',
    opens: { from: 'release', days: -42 },
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    outcomes: {
      REFER: { label: 'Refer' },
      NOT_SUITABLE: { label: 'Not suitable' },
      NOT_NEEDED,
      OVERTAKEN,
    },
    details: z.strictObject({ reason: note.optional() }),
  },
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
  'work-coach-meeting': {
    title: 'Meet the prison work coach',
    awaits: 'to arrange the meeting with the work coach',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    due: { from: 'release', days: -63 },
    beforeRelease: true,
    outcomes: { MET: { label: 'Met' }, DECLINED: { label: 'The person declined' }, OVERTAKEN },
    details: withNote,
  },
  'claim-preparation': {
    title: 'Prepare the Universal Credit claim',
    awaits: 'to prepare email, phone, bank and housing details for the claim',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', days: -42 },
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    outcomes: {
      PREPARED: { label: 'Prepared' },
      NOT_CLAIMING: { label: 'The person will not claim' },
      OVERTAKEN,
    },
    details: withNote,
  },
  'identity-documents': {
    title: 'Identity documents',
    awaits: 'to see that the person has identity documents',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', days: -84 },
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    outcomes: { IN_HAND: { label: 'In hand' }, REFUSED: { label: 'The person refused' }, OVERTAKEN },
    details: withNote,
  },
  'bank-account': {
    title: 'Bank account',
    awaits: 'to open a bank account, no later than six weeks before release',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    due: { from: 'release', days: -42 },
    beforeRelease: true,
    outcomes: {
      OPENED: { label: 'Opened' },
      HAS_ONE: { label: 'The person has one' },
      REFUSED: { label: 'Refused, by the bank or the person' },
      OVERTAKEN,
    },
    details: withNote,
  },
  'jobcentre-interview': {
    title: 'Book the Jobcentre interview',
    awaits: 'to book the interview for the day of release',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', days: -7 },
    due: { from: 'release', workingDays: -2 },
    beforeRelease: true,
    outcomes: {
      BOOKED: { label: 'Booked for the day of release' },
      NOT_CLAIMING: { label: 'The person will not claim' },
      DATE_CHANGED,
      OVERTAKEN,
    },
    details: withNote,
  },
  'interview-watch': {
    title: 'Jobcentre interview booked',
    awaits: 'for the day of release, or a new date',
    asked: 'event',
    pathway: 'finance-benefits-id',
    outcomes: { DATE_CHANGED, OVERTAKEN },
    details: none,
  },
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
  'urgent-housing': {
    title: 'Nowhere to live',
    awaits: 'to find somewhere to live today',
    asked: 'com',
    pathway: 'accommodation',
    due: { from: 'opened', days: 0 },
    outcomes: {
      ADDRESS_FOUND: { label: 'An address is found' },
      NONE_FOUND: { label: 'None could be found' },
    },
    details: z.strictObject({
      settledType: z.enum(['SETTLED', 'TRANSIENT']).optional(),
      note: note.optional(),
    }),
  },
  'housed-at-4-weeks': {
    title: 'Still housed after 4 weeks?',
    awaits: 'to check that the person still has somewhere to live',
    asked: 'com',
    pathway: 'accommodation',
    opens: { from: 'released', days: 28 },
    due: { from: 'released', days: 35 },
    outcomes: { HOUSED: { label: 'Housed' }, NOT_HOUSED: { label: 'Not housed' }, NOT_NEEDED },
    details: withNote,
  },
  'housed-at-12-weeks': {
    title: 'Still housed after 12 weeks?',
    awaits: 'to check that the person still has somewhere to live',
    asked: 'com',
    pathway: 'accommodation',
    opens: { from: 'released', days: 84 },
    due: { from: 'released', days: 91 },
    outcomes: { HOUSED: { label: 'Housed' }, NOT_HOUSED: { label: 'Not housed' }, NOT_NEEDED },
    details: withNote,
  },
  'claim-made': {
    title: 'Universal Credit claim',
    awaits: 'to see that the claim has been made',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 1 },
    outcomes: { MADE: { label: 'Made' }, NOT_CLAIMING: { label: 'The person will not claim' } },
    details: withNote,
  },
  'identity-verified': {
    title: 'Identity verified at the Jobcentre',
    awaits: 'to see that the Jobcentre has verified the person’s identity',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 3 },
    outcomes: { VERIFIED: { label: 'Verified' }, NOT_VERIFIED: { label: 'Could not be verified' } },
    details: withNote,
  },
  'advance-paid': {
    title: 'Advance payment',
    awaits: 'to see that the advance has been paid',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 5 },
    outcomes: {
      PAID: { label: 'Paid' },
      NOT_WANTED: { label: 'The person does not want one' },
      REFUSED: { label: 'Refused' },
    },
    details: withNote,
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

export type StepKind = keyof typeof STEP_KINDS;

function review(weeks: 4 | 12 | 26): StepDefinition {
  return {
    title: `Review after ${weeks} weeks`,
    awaits: 'to review distance travelled, with the person’s own score',
    asked: 'com',
    opens: { from: 'released', days: weeks * 7 },
    due: { from: 'released', days: weeks * 7 + 7 },
    outcomes: { REVIEWED: { label: 'Reviewed' }, NOT_NEEDED },
    details: z.strictObject({ ownScore: z.int().min(0).max(10), note: note.optional() }),
  };
}

export function isStepKind(kind: string): kind is StepKind {
  return Object.hasOwn(STEP_KINDS, kind);
}

export function definitionOf(kind: StepKind): StepDefinition {
  return STEP_KINDS[kind];
}
