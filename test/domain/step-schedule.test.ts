import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import { notOpenYet } from '../../domain/journey/not-open-yet.ts';
import { stepDays, type StepDays } from '../../domain/journey/step-days.ts';
import {
  PATHWAYS,
  stepEntry,
  STEP_KINDS,
  type Pathway,
  type StepKind,
} from '../../domain/pathways/catalogue.ts';
import { aJourney, aStep, NO_HOLIDAYS } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';

/** One step: whom it asks, the day from which it asks, and the day on which it is due, for a release on Tuesday 9 March 2027. */
interface Row {
  readonly kind: StepKind;
  /** The rule in words. */
  readonly is: string;
  readonly asks: string;
  readonly from?: string;
  readonly due: string;
  /** It may be answered before it asks. */
  readonly early?: true;
  /** It must be ready at the gate. */
  readonly gate?: true;
  /** Due in the community, whose officer it then asks, where it was not answered before release. */
  readonly carried?: string;
}

/** By pathway; `journey` has the steps of none. */
type Schedule = Readonly<Partial<Record<Pathway | 'journey', readonly Row[]>>>;

interface DayRow {
  readonly kind: StepKind;
  readonly is: string;
  readonly day: string | undefined;
  readonly pathway?: Pathway;
}

const RELEASE = '2027-03-09';
const OUT = { releasedOn: RELEASE, phase: 'community' } as const;

const BEFORE_RELEASE: Schedule = {
  journey: [
    {
      kind: 'phone-for-release',
      is: 'due two weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-23',
      gate: true,
      carried: '2027-03-10',
    },
    {
      kind: 'met-at-the-gate',
      is: 'due one week before release',
      asks: 'officer:c.ahmed',
      due: '2027-03-02',
      gate: true,
    },
    {
      kind: 'release-checklist',
      is: 'due on the day of release',
      asks: 'officer:p.taylor',
      due: '2027-03-09',
      gate: true,
    },
    {
      kind: 'release-confirmed',
      is: 'asked on the day of release, and due on the day of release',
      asks: 'role:OMU@MDI',
      from: '2027-03-09',
      due: '2027-03-09',
      gate: true,
    },
    {
      kind: 'distance-before-release',
      is: 'due four weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-09',
      gate: true,
    },
  ],
  'licence-and-release-date': [
    {
      kind: 'release-day-decision',
      is: 'due two weeks before release',
      asks: 'role:GOVERNOR@MDI',
      due: '2027-02-23',
      gate: true,
    },
    {
      kind: 'second-day-request',
      is: 'asked twelve weeks before release, and due sixteen days before release',
      asks: 'officer:c.ahmed',
      from: '2026-12-15',
      due: '2027-02-21',
      gate: true,
    },
    {
      kind: 'licence-conditions',
      is: 'due four weeks before release',
      asks: 'officer:c.ahmed',
      due: '2027-02-09',
      gate: true,
    },
    {
      kind: 'licence-approval',
      is: 'due two working days before the licence hard stop',
      asks: 'role:GOVERNOR@MDI',
      due: '2027-03-03',
      gate: true,
    },
    {
      kind: 'licence-not-approved',
      is: 'due on the day of the licence hard stop',
      asks: 'role:HEAD_OF_PDU@N54',
      due: '2027-03-05',
      gate: true,
    },
    {
      kind: 'prison-licence',
      is: 'due on the day of release',
      asks: 'role:OMU@MDI',
      due: '2027-03-09',
      gate: true,
    },
    {
      kind: 'licence-explained',
      is: 'due one working day before release',
      asks: 'officer:p.taylor',
      due: '2027-03-08',
      gate: true,
      carried: '2027-03-10',
    },
    {
      kind: 'licence-signed',
      is: 'due on the day of release',
      asks: 'officer:p.taylor',
      due: '2027-03-09',
      gate: true,
      carried: '2027-03-10',
    },
    {
      kind: 'arrange-first-appointment',
      is: 'due five working days before release',
      asks: 'officer:c.ahmed',
      due: '2027-03-02',
      gate: true,
    },
    {
      kind: 'electronic-tag',
      is: 'due five working days before release',
      asks: 'officer:c.ahmed',
      due: '2027-03-02',
      gate: true,
      carried: '2027-03-10',
    },
  ],
  accommodation: [
    {
      kind: 'housing-need',
      is: 'due eleven weeks before release',
      asks: 'officer:p.taylor',
      due: '2026-12-22',
      gate: true,
    },
    {
      kind: 'next-address',
      is: 'due two weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-23',
      gate: true,
    },
    {
      kind: 'address-check',
      is: 'asked one week before release, and due two working days before release',
      asks: 'officer:p.taylor',
      from: '2027-03-02',
      due: '2027-03-05',
      gate: true,
    },
    {
      kind: 'housing-consent',
      is: 'due seven weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-01-19',
      gate: true,
    },
    {
      kind: 'contact-agreement',
      is: 'due two weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-23',
      gate: true,
    },
    {
      kind: 'welsh-application',
      is: 'asked eight weeks before release, and due six weeks before release',
      asks: 'officer:p.taylor',
      from: '2027-01-12',
      due: '2027-01-26',
      gate: true,
    },
    {
      kind: 'cas3-decision',
      is: 'asked six weeks before release, and due four weeks before release',
      asks: 'officer:p.taylor',
      from: '2027-01-26',
      due: '2027-02-09',
      gate: true,
    },
    {
      kind: 'cas1-decision',
      is: 'asked 365 days before release, and due six weeks before release',
      asks: 'officer:p.taylor',
      from: '2026-03-09',
      due: '2027-01-26',
      gate: true,
    },
    {
      kind: 'rent-deposit',
      is: 'due three weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-16',
      gate: true,
    },
  ],
  'finance-benefits-id': [
    {
      kind: 'work-coach-meeting',
      is: 'due nine weeks before release',
      asks: 'role:WORK_COACH@MDI',
      due: '2027-01-05',
      gate: true,
    },
    {
      kind: 'claim-preparation',
      is: 'asked six weeks before release, and due two weeks before release',
      asks: 'officer:p.taylor',
      from: '2027-01-26',
      due: '2027-02-23',
      early: true,
      gate: true,
      carried: '2027-03-10',
    },
    {
      kind: 'identity-documents',
      is: 'asked twelve weeks before release, and due four weeks before release',
      asks: 'role:ID_ADMINISTRATOR@MDI',
      from: '2026-12-15',
      due: '2027-02-09',
      early: true,
      gate: true,
      carried: '2027-03-16',
    },
    {
      kind: 'bank-account',
      is: 'asked 26 weeks before release, and due six weeks before release',
      asks: 'role:ID_ADMINISTRATOR@MDI',
      from: '2026-09-08',
      due: '2027-01-26',
      early: true,
      gate: true,
      carried: '2027-03-16',
    },
    {
      kind: 'jobcentre-interview',
      is: 'asked one week before release, and due two working days before release',
      asks: 'officer:p.taylor',
      from: '2027-03-02',
      due: '2027-03-05',
      gate: true,
    },
    {
      kind: 'document-applications',
      is: 'asked twelve weeks before release, and due nine weeks before release',
      asks: 'role:ID_ADMINISTRATOR@MDI',
      from: '2026-12-15',
      due: '2027-01-05',
      early: true,
      gate: true,
      carried: '2027-03-16',
    },
    {
      kind: 'debts',
      is: 'due six weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-01-26',
      gate: true,
      carried: '2027-03-23',
    },
  ],
  'drugs-and-alcohol': [
    {
      kind: 'drugs-and-alcohol-assessment',
      is: 'due eight weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-01-12',
      early: true,
      gate: true,
      carried: '2027-03-23',
    },
    {
      kind: 'treatment-appointment',
      is: 'due two weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-23',
      gate: true,
      carried: '2027-03-11',
    },
  ],
  'education-skills-and-work': [
    {
      kind: 'education-skills-and-work-assessment',
      is: 'due eight weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-01-12',
      early: true,
      gate: true,
      carried: '2027-03-23',
    },
    {
      kind: 'work-preparation',
      is: 'due four weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-09',
      early: true,
      gate: true,
      carried: '2027-03-23',
    },
  ],
  'children-families-and-communities': [
    {
      kind: 'children-families-and-communities-assessment',
      is: 'due eight weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-01-12',
      early: true,
      gate: true,
      carried: '2027-03-23',
    },
    {
      kind: 'family-contact',
      is: 'due four weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-02-09',
      gate: true,
      carried: '2027-03-23',
    },
  ],
  'attitudes-thinking-and-behaviour': [
    {
      kind: 'attitudes-thinking-and-behaviour-assessment',
      is: 'due eight weeks before release',
      asks: 'officer:p.taylor',
      due: '2027-01-12',
      early: true,
      gate: true,
      carried: '2027-03-23',
    },
  ],
  health: [
    {
      kind: 'health-assessment',
      is: 'due eight weeks before release',
      asks: 'role:HEALTHCARE@MDI',
      due: '2027-01-12',
      gate: true,
    },
    {
      kind: 'gp-registration',
      is: 'asked four weeks before release, and due four working days before release',
      asks: 'role:HEALTHCARE@MDI',
      from: '2027-02-09',
      due: '2027-03-03',
      early: true,
      gate: true,
      carried: '2027-03-16',
    },
    {
      kind: 'healthcare-plan',
      is: 'due 31 days before release',
      asks: 'role:HEALTHCARE@MDI',
      due: '2027-02-06',
      gate: true,
    },
    {
      kind: 'release-medicine',
      is: 'asked two weeks before release, and due one working day before release',
      asks: 'role:HEALTHCARE@MDI',
      from: '2027-02-23',
      due: '2027-03-08',
      early: true,
      gate: true,
      carried: '2027-03-10',
    },
    {
      kind: 'care-appointments',
      is: 'due two weeks before release',
      asks: 'role:HEALTHCARE@MDI',
      due: '2027-02-23',
      gate: true,
      carried: '2027-03-10',
    },
    {
      kind: 'social-care-referral',
      is: 'due four weeks before release',
      asks: 'role:HEALTHCARE@MDI',
      due: '2027-02-09',
      gate: true,
      carried: '2027-03-11',
    },
    {
      kind: 'what-helps',
      is: 'due four weeks before release',
      asks: 'role:HEALTHCARE@MDI',
      due: '2027-02-09',
      gate: true,
      carried: '2027-03-16',
    },
  ],
};

const AFTER_RELEASE: Schedule = {
  journey: [
    {
      kind: 'supervision-contact',
      is: 'asked three weeks after release, and due one week later',
      asks: 'officer:c.ahmed',
      from: '2027-03-30',
      due: '2027-04-06',
      early: true,
    },
    {
      kind: 'review-at-4-weeks',
      is: 'asked four weeks after release, and due five weeks after release',
      asks: 'officer:c.ahmed',
      from: '2027-04-06',
      due: '2027-04-13',
    },
    {
      kind: 'review-at-12-weeks',
      is: 'asked twelve weeks after release, and due thirteen weeks after release',
      asks: 'officer:c.ahmed',
      from: '2027-06-01',
      due: '2027-06-08',
    },
    {
      kind: 'review-at-26-weeks',
      is: 'asked 26 weeks after release, and due 27 weeks after release',
      asks: 'officer:c.ahmed',
      from: '2027-09-07',
      due: '2027-09-14',
    },
    {
      kind: 'feedback',
      is: 'asked twelve weeks after release, and due fourteen weeks after release',
      asks: 'officer:c.ahmed',
      from: '2027-06-01',
      due: '2027-06-15',
    },
    {
      kind: 'first-appointment',
      is: 'asked on the day of the first appointment, and due on the day of the first appointment',
      asks: 'officer:c.ahmed',
      from: '2027-03-10',
      due: '2027-03-10',
    },
  ],
  'licence-and-release-date': [
    {
      kind: 'tag-fitted',
      is: 'asked on the day on which the tag is fitted, and due two working days after the day on which the tag is fitted',
      asks: 'officer:c.ahmed',
      from: '2027-03-09',
      due: '2027-03-11',
    },
  ],
  accommodation: [
    {
      kind: 'housed-at-4-weeks',
      is: 'asked four weeks after release, and due five weeks after release',
      asks: 'officer:c.ahmed',
      from: '2027-04-06',
      due: '2027-04-13',
    },
    {
      kind: 'housed-at-12-weeks',
      is: 'asked twelve weeks after release, and due thirteen weeks after release',
      asks: 'officer:c.ahmed',
      from: '2027-06-01',
      due: '2027-06-08',
    },
  ],
  'finance-benefits-id': [
    {
      kind: 'debts-followed-up',
      is: 'due 20 working days after release',
      asks: 'officer:c.ahmed',
      due: '2027-04-07',
    },
    {
      kind: 'claim-made',
      is: 'due one working day after release',
      asks: 'officer:c.ahmed',
      due: '2027-03-10',
    },
    {
      kind: 'identity-verified',
      is: 'due three working days after release',
      asks: 'officer:c.ahmed',
      due: '2027-03-12',
    },
    {
      kind: 'advance-paid',
      is: 'due five working days after release',
      asks: 'officer:c.ahmed',
      due: '2027-03-16',
    },
    {
      kind: 'first-payment',
      is: 'asked five weeks after the claim, and due 38 days after the claim',
      asks: 'officer:c.ahmed',
      from: '2027-04-14',
      due: '2027-04-17',
      early: true,
    },
  ],
  'drugs-and-alcohol': [
    {
      kind: 'treatment-continued',
      is: 'due three weeks after release',
      asks: 'officer:c.ahmed',
      due: '2027-03-30',
    },
  ],
  health: [
    { kind: 'gp-seen', is: 'due ten working days after release', asks: 'officer:c.ahmed', due: '2027-03-23' },
    {
      kind: 'care-kept',
      is: 'due five working days after release',
      asks: 'officer:c.ahmed',
      due: '2027-03-16',
    },
  ],
};

const WHEN_ASKED: Schedule = {
  journey: [
    {
      kind: 'allocate-officers',
      is: 'due within two working days',
      asks: 'role:OMU@MDI',
      due: '2027-01-06',
      carried: '2027-03-11',
    },
    {
      kind: 'adult-supervisor',
      is: 'due within two working days',
      asks: 'role:OMU@MDI',
      due: '2027-01-06',
      carried: '2027-03-11',
    },
    {
      kind: 'youth-supervisor',
      is: 'due within two working days',
      asks: 'role:OMU@MDI',
      due: '2027-01-06',
      carried: '2027-03-11',
    },
    {
      kind: 'needs-after-sentence',
      is: 'due within three working days',
      asks: 'officer:p.taylor',
      due: '2027-01-07',
    },
    {
      kind: 'custody-review',
      is: 'asked from 26 weeks on, and due ten working days later',
      asks: 'officer:p.taylor',
      from: '2027-07-05',
      due: '2027-07-19',
    },
    {
      kind: 'delivery-parked',
      is: 'due within one working day',
      asks: 'role:ADMINISTRATOR@national',
      due: '2027-01-05',
    },
    { kind: 'release-approval', is: 'due at once', asks: 'role:OMU@MDI', due: '2027-01-04' },
    {
      kind: 'release-correction-approval',
      is: 'due within one working day',
      asks: 'officer:p.taylor',
      due: '2027-01-05',
    },
    { kind: 'missing-medicine', is: 'due at once', asks: 'officer:c.ahmed', due: '2027-01-04' },
    { kind: 'missing-item', is: 'due within one working day', asks: 'officer:c.ahmed', due: '2027-01-05' },
    { kind: 'release-in-error-informed', is: 'due at once', asks: 'role:OMU@MDI', due: '2027-01-04' },
    { kind: 'release-in-error', is: 'due at once', asks: 'role:OMU@MDI', due: '2027-01-04' },
    {
      kind: 'missed-appointment',
      is: 'due within one working day',
      asks: 'officer:c.ahmed',
      due: '2027-01-05',
    },
    {
      kind: 'missed-pattern',
      is: 'due within five working days',
      asks: 'officer:c.ahmed',
      due: '2027-01-11',
    },
    {
      kind: 'enforcement-decision',
      is: 'due within five working days',
      asks: 'officer:c.ahmed',
      due: '2027-01-11',
    },
    {
      kind: 'voluntary-follow-up',
      is: 'due within five working days',
      asks: 'officer:c.ahmed',
      due: '2027-01-11',
    },
    { kind: 'recall-approval', is: 'due at once', asks: 'role:HEAD_OF_PDU@N54', due: '2027-01-04' },
    { kind: 'recall-undoing-approval', is: 'due at once', asks: 'role:HEAD_OF_PDU@N54', due: '2027-01-04' },
    { kind: 'return-to-custody', is: 'due within four days', asks: 'officer:p.taylor', due: '2027-01-08' },
    { kind: 'unlawfully-at-large', is: 'due at once', asks: 'officer:p.taylor', due: '2027-01-04' },
    {
      kind: 'recall-release-date',
      is: 'due within two working days',
      asks: 'role:OMU@MDI',
      due: '2027-01-06',
    },
    {
      kind: 'hold-review',
      is: 'asked from one week on, and due one day later',
      asks: 'officer:p.taylor',
      from: '2027-01-11',
      due: '2027-01-12',
    },
    { kind: 'dates-after-hold', is: 'due within two working days', asks: 'role:OMU@MDI', due: '2027-01-06' },
    { kind: 'notify-of-death', is: 'due at once', asks: 'officer:p.taylor', due: '2027-01-04' },
    {
      kind: 'emergency-access-review',
      is: 'due within one working day',
      asks: 'officer:p.taylor',
      due: '2027-01-05',
    },
    {
      kind: 'incident',
      is: 'due within one working day',
      asks: 'role:ADMINISTRATOR@national',
      due: '2027-01-05',
    },
    { kind: 'higher-tier', is: 'due within five working days', asks: 'officer:p.taylor', due: '2027-01-11' },
    {
      kind: 'changed-timeline',
      is: 'due within one working day',
      asks: 'role:ADMINISTRATOR@national',
      due: '2027-01-05',
    },
    {
      kind: 'contradictory-events',
      is: 'due within one working day',
      asks: 'officer:p.taylor',
      due: '2027-01-05',
    },
  ],
  'licence-and-release-date': [
    {
      kind: 'early-release-approval',
      is: 'due within one working day',
      asks: 'role:GOVERNOR@MDI',
      due: '2027-01-05',
    },
    {
      kind: 'date-removal-approval',
      is: 'due within one working day',
      asks: 'role:GOVERNOR@MDI',
      due: '2027-01-05',
    },
    {
      kind: 'bank-holidays-known',
      is: 'due within five working days',
      asks: 'role:ADMINISTRATOR@national',
      due: '2027-01-11',
    },
    {
      kind: 'licence-variation-approval',
      is: 'due within two working days',
      asks: 'role:HEAD_OF_PDU@N54',
      due: '2027-01-06',
    },
    { kind: 'late-allocation', is: 'due at once', asks: 'role:HEAD_OF_PDU@N54', due: '2027-01-04' },
  ],
  accommodation: [
    {
      kind: 'housing-element-ends',
      is: 'asked at once where the sentence is too long for it',
      asks: 'officer:p.taylor',
      from: '2026-04-20',
      due: '2027-01-06',
    },
    {
      kind: 'authorities-exhausted',
      is: 'due within two working days',
      asks: 'officer:p.taylor',
      due: '2027-01-06',
      gate: true,
    },
    { kind: 'housing-plan', is: 'due within ten working days', asks: 'officer:p.taylor', due: '2027-01-18' },
    {
      kind: 'refer-to-council',
      is: 'due within one working day',
      asks: 'officer:c.ahmed',
      due: '2027-01-05',
    },
    {
      kind: 'welsh-decision',
      is: 'due within ten working days',
      asks: 'officer:p.taylor',
      due: '2027-01-18',
    },
    {
      kind: 'crs-decision',
      is: 'due within five working days',
      asks: 'officer:p.taylor',
      due: '2027-01-11',
      gate: true,
    },
    {
      kind: 'crs-again',
      is: 'due within two working days',
      asks: 'officer:p.taylor',
      due: '2027-01-06',
      gate: true,
    },
    {
      kind: 'refer-to-services',
      is: 'due within one working day',
      asks: 'officer:c.ahmed',
      due: '2027-01-05',
    },
    {
      kind: 'cas3-again',
      is: 'due within two working days',
      asks: 'officer:p.taylor',
      due: '2027-01-06',
      gate: true,
    },
    {
      kind: 'referral-answer',
      is: 'due within ten working days',
      asks: 'role:ADMINISTRATOR@national',
      due: '2027-01-18',
      gate: true,
    },
    {
      kind: 'referral-more-information',
      is: 'due within three working days',
      asks: 'officer:p.taylor',
      due: '2027-01-07',
      gate: true,
    },
    {
      kind: 'referral-unanswered',
      is: 'due within two working days',
      asks: 'officer:p.taylor',
      due: '2027-01-06',
    },
    { kind: 'refer-again', is: 'due within one working day', asks: 'officer:c.ahmed', due: '2027-01-05' },
    { kind: 'late-answer', is: 'due within two working days', asks: 'officer:p.taylor', due: '2027-01-06' },
    { kind: 'urgent-housing', is: 'due at once', asks: 'officer:c.ahmed', due: '2027-01-04', early: true },
  ],
  'finance-benefits-id': [
    {
      kind: 'identity-not-verified',
      is: 'due within one working day',
      asks: 'officer:c.ahmed',
      due: '2027-01-05',
    },
    { kind: 'advance-refused', is: 'due within one working day', asks: 'officer:c.ahmed', due: '2027-01-05' },
    {
      kind: 'first-payment-missing',
      is: 'due within one working day',
      asks: 'officer:c.ahmed',
      due: '2027-01-05',
    },
  ],
  'drugs-and-alcohol': [
    {
      kind: 'drugs-and-alcohol-referral',
      is: 'due within ten working days',
      asks: 'officer:p.taylor',
      due: '2027-01-18',
      early: true,
    },
    {
      kind: 'drugs-and-alcohol-outcome',
      is: 'asked from six weeks on, and due ten working days later',
      asks: 'officer:p.taylor',
      from: '2027-02-15',
      due: '2027-03-01',
      early: true,
    },
  ],
  'education-skills-and-work': [
    {
      kind: 'education-skills-and-work-referral',
      is: 'due within ten working days',
      asks: 'officer:p.taylor',
      due: '2027-01-18',
      early: true,
    },
    {
      kind: 'education-skills-and-work-outcome',
      is: 'asked from six weeks on, and due ten working days later',
      asks: 'officer:p.taylor',
      from: '2027-02-15',
      due: '2027-03-01',
      early: true,
    },
  ],
  'children-families-and-communities': [
    {
      kind: 'children-families-and-communities-referral',
      is: 'due within ten working days',
      asks: 'officer:p.taylor',
      due: '2027-01-18',
      early: true,
    },
    {
      kind: 'children-families-and-communities-outcome',
      is: 'asked from six weeks on, and due ten working days later',
      asks: 'officer:p.taylor',
      from: '2027-02-15',
      due: '2027-03-01',
      early: true,
    },
  ],
  'attitudes-thinking-and-behaviour': [
    {
      kind: 'attitudes-thinking-and-behaviour-referral',
      is: 'due within ten working days',
      asks: 'officer:p.taylor',
      due: '2027-01-18',
      early: true,
    },
    {
      kind: 'attitudes-thinking-and-behaviour-outcome',
      is: 'asked from six weeks on, and due ten working days later',
      asks: 'officer:p.taylor',
      from: '2027-02-15',
      due: '2027-03-01',
      early: true,
    },
  ],
};

const ON_A_DAY: readonly DayRow[] = [
  { kind: 'comes-of-age', is: 'when the person is of full age', day: '2008-05-17' },
  { kind: 'pre-release-opens', is: 'twelve weeks before release', day: '2026-12-15' },
  {
    kind: 'release-day-proposal',
    pathway: 'licence-and-release-date',
    is: 'one day after release',
    day: '2027-03-10',
  },
  { kind: 'crs-window', pathway: 'accommodation', is: 'twelve weeks before release', day: '2026-12-15' },
  { kind: 'dtr-window', pathway: 'accommodation', is: 'eight weeks before release', day: '2027-01-12' },
  {
    kind: 'licence-hard-stop-warning',
    pathway: 'licence-and-release-date',
    is: 'two working days before the licence hard stop',
    day: '2027-03-03',
  },
  {
    kind: 'licence-hard-stop',
    pathway: 'licence-and-release-date',
    is: 'on the day of the licence hard stop',
    day: '2027-03-05',
  },
  {
    kind: 'late-allocation-day',
    pathway: 'licence-and-release-date',
    is: 'on the late allocation day',
    day: '2027-03-01',
  },
  { kind: 'release-day-opens', is: 'two working days before release', day: '2027-03-05' },
  { kind: 'supervision-ends', is: 'on the last day of supervision', day: '2027-12-09' },
  { kind: 'last-night', pathway: 'accommodation', is: 'on the day of the change of nights', day: undefined },
  { kind: 'emergency-access-ends', is: 'one day after it is asked', day: '2026-09-02' },
];

function daysOf(kind: StepKind, openedOn: string, patch: Partial<Journey> = {}, today = openedOn): StepDays {
  return stepDays({ openedOn, escalation: 0 }, stepEntry(kind), aJourney(patch), today, {
    calendar: NO_HOLIDAYS,
    law: THE_LAW,
  });
}

function rowsOf(schedule: Schedule): readonly (Row & { readonly pathway: string })[] {
  return Object.entries(schedule).flatMap(([pathway, rows]) => rows.map((row) => ({ ...row, pathway })));
}

const ALL = [BEFORE_RELEASE, AFTER_RELEASE, WHEN_ASKED].flatMap(rowsOf);

function expectRow({ kind, asks, from, due }: Row, days: StepDays): void {
  expect([kind, days.waitsFor, days.opensOn, days.dueOn]).toEqual([kind, asks, from, due]);
}

describe('the work before release', () => {
  it.each(rowsOf(BEFORE_RELEASE))('$kind is $is', (row) => {
    expectRow(row, daysOf(row.kind, '2026-09-01'));
  });
});

describe('the work after release', () => {
  it.each(rowsOf(AFTER_RELEASE))('$kind is $is', (row) => {
    expectRow(row, daysOf(row.kind, RELEASE, { ...OUT, benefits: { claimMadeOn: '2027-03-10' } }));
  });
});

describe('what something that happened asks, on Monday 4 January 2027', () => {
  it.each(rowsOf(WHEN_ASKED))('$kind is $is', (row) => {
    expectRow(row, daysOf(row.kind, '2027-01-04'));
  });
});

describe('what is not answered before release', () => {
  it.each(ALL.filter(({ carried }) => carried !== undefined))(
    '$kind asks the community officer, by $carried',
    ({ kind, carried }) => {
      const days = daysOf(kind, RELEASE, OUT);
      expect([days.waitsFor, days.state, days.opensOn, days.dueOn]).toEqual([
        'officer:c.ahmed',
        'OPEN',
        undefined,
        carried,
      ]);
    },
  );

  it.each(ALL.filter(({ carried }) => carried === undefined))(
    '$kind is not carried on by another rule',
    ({ kind }) => {
      expect(stepEntry(kind).carried).toBeUndefined();
    },
  );
});

describe('what is asked on the day before release', () => {
  const EVE = '2027-03-08';

  it.each(ALL.filter(({ gate }) => gate === true))(
    '$kind is due on the day of release at the latest',
    ({ kind }) => {
      const { dueOn } = daysOf(kind, EVE, {}, EVE);
      expect(dueOn).toMatch(/^2027-03-0[89]$/);
    },
  );

  it.each(rowsOf(WHEN_ASKED).filter(({ gate }) => gate !== true))(
    '$kind has the time of its own rule, whatever the day of release',
    ({ kind }) => {
      const later = { releaseDateInForce: '2028-03-09' };
      expect(daysOf(kind, EVE, {}, EVE).dueOn).toBe(daysOf(kind, EVE, later, EVE).dueOn);
    },
  );
});

describe('a step that asks only from a day on', () => {
  const LATER = ALL.filter(({ from }) => from !== undefined);

  it.each(LATER)('$kind may be answered before it: $early', ({ kind, early }) => {
    const waiting = aStep(kind, { state: 'SCHEDULED', opensOn: '2027-02-01' });
    expect(notOpenYet(waiting)).toBe(
      early === true
        ? undefined
        : 'This step opens on Monday 1 February 2027. It cannot be answered before then.',
    );
    expect(notOpenYet({ ...waiting, state: 'OPEN' })).toBeUndefined();
  });
});

describe('a day that a journey waits for', () => {
  it.each(ON_A_DAY)('$kind is $is: $day', ({ kind, day, pathway }) => {
    const days = daysOf(kind, '2026-09-01');
    expect([days.opensOn, days.dueOn, days.waitsFor, days.state]).toEqual([
      day,
      undefined,
      'date',
      'SCHEDULED',
    ]);
    expect(stepEntry(kind).pathway).toBe(pathway);
  });
});

/** Those whose day the record has: of the sentence, the handover, a hearing, or a bed. */
const BY_THE_RECORD: readonly StepKind[] = ['immediate-needs', 'handover', 'review-hearing', 'moving-on'];

describe('a step whose day the record has', () => {
  it.each([
    { sentencedOn: '2027-01-04', due: '2027-01-07', is: 'three working days after the sentence' },
    { sentencedOn: '2026-12-30', due: '2027-01-04', is: 'three working days after a sentence of last week' },
    { sentencedOn: '2026-06-01', due: '2027-01-07', is: 'three working days after it is asked, long after' },
  ])('immediate-needs is due $is', ({ sentencedOn, due }) => {
    const sentence = { startDate: sentencedOn, releaseKind: 'DETERMINATE' } as const;
    const days = daysOf('immediate-needs', '2027-01-04', { sentence });
    expect([days.waitsFor, days.dueOn]).toEqual(['officer:p.taylor', due]);
  });

  it('review-hearing is asked on the day of the hearing, and due on the next', () => {
    const hearing = { ...OUT, supervision: { hearingOn: '2027-04-01' } };
    const days = daysOf('review-hearing', '2027-03-15', hearing);
    expect([days.waitsFor, days.opensOn, days.dueOn]).toEqual([
      'officer:c.ahmed',
      '2027-04-01',
      '2027-04-02',
    ]);
  });

  it('moving-on is asked six weeks before the last night of the bed, and due two weeks before it', () => {
    const places = [{ kind: 'CAS3', until: '2027-05-31', recordedAt: '2027-03-01T09:00:00.000Z' }] as const;
    const days = daysOf('moving-on', RELEASE, { ...OUT, housing: { authorities: [], places } });
    expect([days.waitsFor, days.opensOn, days.dueOn]).toEqual([
      'officer:c.ahmed',
      '2027-04-19',
      '2027-05-17',
    ]);
  });

  it('handover is asked eight months and fourteen days before release, and due ten working days later', () => {
    const long = {
      sentence: { startDate: '2020-06-01', releaseKind: 'DETERMINATE' },
      releaseDateInForce: '2028-03-09',
    } as const;
    const days = daysOf('handover', '2027-01-04', long);
    expect([days.waitsFor, days.opensOn, days.dueOn]).toEqual([
      'officer:p.taylor',
      '2027-06-25',
      '2027-07-09',
    ]);
  });
});

describe('the schedule', () => {
  it('has every step that somebody is asked, and each once', () => {
    const asked = STEP_KINDS.filter((kind) => !['date', 'event'].includes(stepEntry(kind).asked));
    expect([...ALL.map(({ kind }) => kind), ...BY_THE_RECORD].sort()).toEqual([...asked].sort());
    const days = STEP_KINDS.filter((kind) => stepEntry(kind).asked === 'date');
    expect(ON_A_DAY.map(({ kind }) => kind).sort()).toEqual([...days].sort());
  });

  it.each(ALL)('shows $kind under its pathway: $pathway', ({ kind, pathway }) => {
    expect(stepEntry(kind).pathway ?? 'journey').toBe(pathway);
    if (pathway !== 'journey') expect(PATHWAYS).toContain(pathway);
  });
});
