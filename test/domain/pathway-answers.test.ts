import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Outcome, StepKind } from '../../domain/pathways/catalogue.ts';
import { CONTACT_STEPS } from '../../domain/pathways/community/contact.ts';
import { CONTACT_MEANS, MISSED_BECAUSE } from '../../domain/pathways/community/data.ts';
import { DISTANCE_STEPS } from '../../domain/pathways/community/distance.ts';
import { MISSED_BECAUSE_NAMES, MISSED_STEPS } from '../../domain/pathways/community/missed.ts';
import { COMMUNITY_STEPS } from '../../domain/pathways/community/steps.ts';
import { CUSTODY_STEPS } from '../../domain/pathways/custody/steps.ts';
import { AFTER_RELEASE_STEPS as CLAIM_STEPS } from '../../domain/pathways/finance-benefits-id/after-release.ts';
import { BEFORE_RELEASE_STEPS } from '../../domain/pathways/finance-benefits-id/before-release.ts';
import {
  benefitsAfterReturn,
  benefitsAreSettled,
  forgetClaim,
  interviewIsOnAnotherDay,
} from '../../domain/pathways/finance-benefits-id/benefits.ts';
import { PRIORITY_DEBTS } from '../../domain/pathways/finance-benefits-id/data.ts';
import { DEBT_STEPS } from '../../domain/pathways/finance-benefits-id/debts.ts';
import { sayClaim } from '../../domain/pathways/finance-benefits-id/pathway.ts';
import { NEEDS_STEPS } from '../../domain/pathways/reception/needs.ts';
import { RECEPTION_STEPS } from '../../domain/pathways/reception/steps.ts';
import { AFTER_GATE_STEPS } from '../../domain/pathways/release/after-release.ts';
import {
  GATE_FIELDS,
  GATE_ITEM_NAMES,
  itemsIn,
  namesOfItems,
} from '../../domain/pathways/release/gate-items.ts';
import { READY_STEPS } from '../../domain/pathways/release/ready-steps.ts';
import { RELEASE_STEPS } from '../../domain/pathways/release/steps.ts';
import type { Background, StepDetails, StepEntry } from '../../domain/pathways/step-entry.ts';
import { GATE_ITEMS } from '../../domain/record/recorded-release.ts';
import { answered, faultsOf, forbidden, settledAs, type Given } from '../support/answers.ts';
import { aDraftWith, aJourney, aStep, NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const TODAY = '2027-01-15';
const OUT = { releasedOn: '2027-03-09', phase: 'community' } as const;
const AFTER = '2027-03-20';
const said = (entry: StepEntry, patch: Partial<Journey> = {}): Background | undefined =>
  entry.background?.(aJourney(patch), undefined, {}, { law: THE_LAW, calendar: NO_HOLIDAYS, today: TODAY });
const mentor = {
  id: 'm-1',
  revision: 1,
  role: 'MENTOR',
  name: 'Sam',
  helpsWith: 'gate',
  state: 'ACCEPTED',
  on: TODAY,
  atGate: true,
} as const;
const RELEASE = {
  on: '2027-03-09',
  ground: 'IN_ERROR',
  identityConfirmed: true,
  inHand: [],
  missing: [],
  from: 'release-day',
  recordedAt: RECORDED_AT,
  recordedBy: OFFICER,
} as const;

describe('an answer changes the record', () => {
  it.each<{ kind: StepKind; outcome: Outcome; given?: Given; becomes: object }>([
    { kind: 'phone-for-release', outcome: 'HAS_ONE', becomes: { ready: { phone: 'HAS_ONE' } } },
    { kind: 'phone-for-release', outcome: 'GETS_ONE', becomes: { ready: { phone: 'GETS_ONE' } } },
    {
      kind: 'phone-for-release',
      outcome: 'DECLINED',
      given: { ready: { met: 'NOBODY' } },
      becomes: { ready: { phone: 'DECLINED', met: 'NOBODY' } },
    },
    {
      kind: 'met-at-the-gate',
      outcome: 'ARRANGED',
      given: { details: { who: 'A sister' } },
      becomes: { ready: { met: 'MET', who: 'A sister' } },
    },
    {
      kind: 'release-checklist',
      outcome: 'SOMETHING_MISSING',
      given: { phase: 'release-day', details: { medicine: 'MISSING', phone: 'IN_HAND' } },
      becomes: { ready: { checked: { missing: ['medicine'], releaseDate: '2027-03-09' } } },
    },
    {
      kind: 'release-in-error',
      outcome: 'MADE_LAWFUL',
      given: { recordedRelease: RELEASE, details: { reason: 'A court order' } },
      becomes: { recordedRelease: { ...RELEASE, madeLawful: true } },
    },
    {
      kind: 'work-coach-meeting',
      outcome: 'MET',
      becomes: { pathways: { 'finance-benefits-id': 'IN_PROGRESS' } },
    },
    {
      kind: 'claim-preparation',
      outcome: 'NOT_CLAIMING',
      given: { benefits: { interviewOn: '2027-03-09' } },
      becomes: { benefits: { notClaiming: true }, pathways: { 'finance-benefits-id': 'SUPPORT_DECLINED' } },
    },
    { kind: 'identity-documents', outcome: 'IN_HAND', becomes: { benefits: { identity: 'IN_HAND' } } },
    { kind: 'identity-documents', outcome: 'REFUSED', becomes: { benefits: { identity: 'REFUSED' } } },
    { kind: 'bank-account', outcome: 'OPENED', becomes: { benefits: { bankAccount: 'OPENED' } } },
    { kind: 'bank-account', outcome: 'HAS_ONE', becomes: { benefits: { bankAccount: 'HAS_ONE' } } },
    { kind: 'bank-account', outcome: 'REFUSED', becomes: { benefits: { bankAccount: 'REFUSED' } } },
    {
      kind: 'bank-account',
      outcome: 'REFUSED_BY_BANK',
      given: {
        benefits: { banksRefused: [{ bank: 'First', why: 'x', on: '2027-01-04' }] },
        details: { bank: 'Second', note: 'No ID' },
      },
      becomes: {
        benefits: {
          banksRefused: [
            { bank: 'First', why: 'x', on: '2027-01-04' },
            { bank: 'Second', why: 'No ID', on: TODAY },
          ],
        },
      },
    },
    { kind: 'jobcentre-interview', outcome: 'BOOKED', becomes: { benefits: { interviewOn: '2027-03-09' } } },
    {
      kind: 'claim-made',
      outcome: 'MADE',
      given: { ...OUT, today: AFTER },
      becomes: { benefits: { claimMadeOn: AFTER } },
    },
    {
      kind: 'identity-verified',
      outcome: 'VERIFIED',
      given: { ...OUT, today: AFTER },
      becomes: { benefits: { identityVerifiedOn: AFTER } },
    },
    { kind: 'advance-paid', outcome: 'PAID', given: OUT, becomes: { benefits: { advance: 'PAID' } } },
    {
      kind: 'advance-paid',
      outcome: 'NOT_WANTED',
      given: OUT,
      becomes: { benefits: { advance: 'NOT_WANTED' } },
    },
    { kind: 'advance-paid', outcome: 'REFUSED', given: OUT, becomes: { benefits: { advance: 'REFUSED' } } },
    {
      kind: 'first-payment',
      outcome: 'PAID',
      given: { ...OUT, today: AFTER },
      becomes: { benefits: { firstPaymentOn: AFTER }, pathways: { 'finance-benefits-id': 'DONE' } },
    },
    {
      kind: 'debts',
      outcome: 'NONE',
      given: { details: { budget: true } },
      becomes: { debts: { priority: [], budget: true } },
    },
    { kind: 'debts', outcome: 'NONE', becomes: { debts: { priority: [], budget: false } } },
    {
      kind: 'debts',
      outcome: 'ADVICE',
      given: { details: { fines: true, rent: true, advisedBy: 'StepChange' } },
      becomes: { debts: { priority: ['rent', 'fines'], advisedBy: 'StepChange', budget: false } },
    },
    {
      kind: 'debts-followed-up',
      outcome: 'FOLLOWED_UP',
      given: { debts: { priority: [], budget: true } },
      becomes: { debts: { priority: [], budget: true, followedUpOn: TODAY } },
    },
    {
      kind: 'handover',
      outcome: 'HANDED_OVER',
      given: { custody: { earlyAllocation: true } },
      becomes: { custody: { earlyAllocation: true, handedOverOn: TODAY } },
    },
    {
      kind: 'custody-review',
      outcome: 'REVIEWED',
      given: { custody: { temporaryReleaseDays: 3, keyWorker: 'Lee' }, details: { temporaryReleaseDays: 2 } },
      becomes: { custody: { reviewedOn: TODAY, temporaryReleaseDays: 5, keyWorker: 'Lee' } },
    },
    {
      kind: 'custody-review',
      outcome: 'REVIEWED',
      given: { details: { keyWorker: 'Jo' } },
      becomes: { custody: { reviewedOn: TODAY, temporaryReleaseDays: 0, keyWorker: 'Jo' } },
    },
    {
      kind: 'immediate-needs',
      outcome: 'RECORDED',
      given: { details: { housingElement: true } },
      becomes: { benefits: { keepsHousingElement: true } },
    },
    {
      kind: 'needs-after-sentence',
      outcome: 'RECORDED',
      given: { benefits: { keepsHousingElement: true, identity: 'IN_HAND' } },
      becomes: { benefits: { identity: 'IN_HAND' } },
    },
    {
      kind: 'allocate-officers',
      outcome: 'ALLOCATED',
      given: { officers: {}, details: { pom: 'p.new', com: 'c.new', earlyAllocation: true } },
      becomes: { officers: { pom: 'p.new', com: 'c.new' }, custody: { earlyAllocation: true } },
    },
    {
      kind: 'adult-supervisor',
      outcome: 'NAMED',
      given: { officers: { pom: 'p.taylor', yot: 'y.one', deputy: 'y.two' }, details: { com: 'c.new' } },
      becomes: { officers: { pom: 'p.taylor', com: 'c.new' } },
    },
    {
      kind: 'youth-supervisor',
      outcome: 'NAMED',
      given: { details: { yot: 'y.one' } },
      becomes: { officers: { pom: 'p.taylor', yot: 'y.one' } },
    },
    {
      kind: 'allocate-officers',
      outcome: 'ALLOCATED',
      given: { details: { pom: 'p.new' } },
      becomes: { officers: { pom: 'p.new', com: 'c.ahmed', deputy: 'd.evans' } },
    },
    {
      kind: 'missed-pattern',
      outcome: 'CHANGED',
      given: { ...OUT, supervision: { missesOften: true } },
      becomes: { supervision: { missesOften: false } },
    },
    {
      kind: 'missed-pattern',
      outcome: 'NOTHING_HELPS',
      given: { ...OUT, supervision: { missesOften: true } },
      becomes: { supervision: { missesOften: false } },
    },
    {
      kind: 'enforcement-decision',
      outcome: 'WARNING',
      given: { ...OUT, supervision: { warnings: 1 } },
      becomes: { supervision: { warnings: 2 } },
    },
    {
      kind: 'enforcement-decision',
      outcome: 'WARNING',
      given: OUT,
      becomes: { supervision: { warnings: 1 } },
    },
    {
      kind: 'enforcement-decision',
      outcome: 'REVIEW_HEARING',
      given: { ...OUT, details: { hearingOn: '2027-04-01' } },
      becomes: { supervision: { hearingOn: '2027-04-01' } },
    },
    {
      kind: 'distance-before-release',
      outcome: 'REVIEWED',
      given: { details: { ownScore: 4, home: 2, words: 'Better', goal: '' } },
      becomes: {
        supervision: { distance: [{ on: TODAY, overall: 4, scores: { home: 2 }, words: 'Better' }] },
      },
    },
    {
      kind: 'review-at-4-weeks',
      outcome: 'REVIEWED',
      given: {
        ...OUT,
        today: AFTER,
        supervision: { distance: [{ on: TODAY, overall: 4, scores: {} }] },
        details: { ownScore: 0, goal: 'A job' },
      },
      becomes: {
        supervision: {
          distance: [
            { on: TODAY, overall: 4, scores: {} },
            { on: AFTER, overall: 0, scores: {}, goal: 'A job' },
          ],
        },
      },
    },
  ])('$kind $outcome: $becomes', ({ kind, outcome, given, becomes }) => {
    const { pathways, ...exact }: { pathways?: object } = { ...becomes };
    const { journey } = answered(kind, outcome, given);
    for (const [part, value] of Object.entries(exact)) expect(journey).toHaveProperty(part, value);
    if (pathways !== undefined) expect(journey.pathways).toMatchObject(pathways);
  });

  it.each([
    { outcome: 'NOBODY', met: 'NOBODY' },
    { outcome: 'DECLINED', met: 'DECLINED' },
  ] as const)('met-at-the-gate $outcome: nobody comes any more, a mentor included', ({ outcome, met }) => {
    const { journey } = answered('met-at-the-gate', outcome, {
      ready: { met: 'MET', who: 'A sister' },
      mentors: [mentor],
    });
    expect(journey.ready).toEqual({ met });
    expect(journey.mentors?.[0]).not.toHaveProperty('atGate');
  });
});

describe('the record answers before anybody is asked', () => {
  it.each<{ kind: StepKind; given: Given; settled: Outcome | undefined }>([
    { kind: 'phone-for-release', given: { ready: { phone: 'HAS_ONE' } }, settled: 'HAS_ONE' },
    { kind: 'phone-for-release', given: { ready: { phone: 'GETS_ONE' } }, settled: undefined },
    { kind: 'met-at-the-gate', given: { mentors: [mentor] }, settled: 'MENTOR_MEETS' },
    { kind: 'met-at-the-gate', given: {}, settled: undefined },
    { kind: 'release-checklist', given: { phase: 'release-day' }, settled: undefined },
    { kind: 'release-checklist', given: {}, settled: 'DATE_CHANGED' },
    { kind: 'claim-preparation', given: { benefits: { claimMadeOn: AFTER } }, settled: 'NOT_NEEDED' },
    { kind: 'claim-preparation', given: {}, settled: undefined },
    { kind: 'identity-documents', given: { benefits: { identity: 'IN_HAND' } }, settled: 'IN_HAND' },
    { kind: 'identity-documents', given: { benefits: { identity: 'REFUSED' } }, settled: undefined },
    { kind: 'bank-account', given: { benefits: { bankAccount: 'OPENED' } }, settled: 'OPENED' },
    { kind: 'bank-account', given: { benefits: { bankAccount: 'HAS_ONE' } }, settled: 'HAS_ONE' },
    { kind: 'bank-account', given: { benefits: { bankAccount: 'REFUSED' } }, settled: undefined },
    {
      kind: 'debts-followed-up',
      given: { debts: { priority: [], budget: true, advisedBy: 'x' } },
      settled: undefined,
    },
    { kind: 'debts-followed-up', given: { debts: { priority: [], budget: true } }, settled: 'NOT_NEEDED' },
    {
      kind: 'debts-followed-up',
      given: { debts: { priority: [], budget: true, advisedBy: 'x', followedUpOn: AFTER } },
      settled: 'NOT_NEEDED',
    },
    { kind: 'handover', given: { custody: { handedOverOn: TODAY } }, settled: 'NOT_NEEDED' },
    { kind: 'handover', given: {}, settled: undefined },
    { kind: 'adult-supervisor', given: { officers: { yot: 'y.one' } }, settled: undefined },
    { kind: 'adult-supervisor', given: {}, settled: 'NAMED' },
    { kind: 'youth-supervisor', given: {}, settled: undefined },
    { kind: 'youth-supervisor', given: { officers: { yot: 'y.one' } }, settled: 'NAMED' },
    { kind: 'supervision-contact', given: {}, settled: undefined },
    {
      kind: 'supervision-contact',
      given: { sentence: { startDate: '2026-06-01', releaseKind: 'DETERMINATE' } },
      settled: 'NOT_NEEDED',
    },
    {
      kind: 'first-appointment',
      given: { licence: { firstAppointment: { type: 'NOT_NEEDED' } } },
      settled: 'NOT_NEEDED',
    },
    {
      kind: 'first-appointment',
      given: { licence: { firstAppointment: { type: 'NONE' } } },
      settled: undefined,
    },
    {
      kind: 'feedback',
      given: {
        ...OUT,
        sentence: { startDate: '2026-06-01', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-04-01' },
      },
      settled: 'NOT_NEEDED',
    },
    { kind: 'feedback', given: OUT, settled: undefined },
  ])('$kind $given: $settled', ({ kind, given, settled }) => {
    expect(settledAs(kind, given)).toBe(settled);
  });
});

describe('an answer is refused', () => {
  const long = { startDate: '2026-06-01', releaseKind: 'DETERMINATE' } as const;
  it.each<{ kind: StepKind; outcome: Outcome; given?: Given; rule: string | undefined }>([
    {
      kind: 'release-checklist',
      outcome: 'READY',
      given: { details: { phone: 'MISSING' } },
      rule: 'something-is-missing',
    },
    {
      kind: 'release-checklist',
      outcome: 'READY',
      given: { details: { phone: 'IN_HAND' } },
      rule: undefined,
    },
    {
      kind: 'release-checklist',
      outcome: 'SOMETHING_MISSING',
      given: { details: { phone: 'IN_HAND' } },
      rule: 'nothing-is-missing',
    },
    {
      kind: 'release-checklist',
      outcome: 'SOMETHING_MISSING',
      given: { details: { phone: 'MISSING' } },
      rule: undefined,
    },
    {
      kind: 'handover',
      outcome: 'HANDED_OVER',
      given: { officers: { pom: 'p.taylor' } },
      rule: 'nobody-to-hand-over-to',
    },
    { kind: 'handover', outcome: 'HANDED_OVER', rule: undefined },
    { kind: 'jobcentre-interview', outcome: 'BOOKED', rule: undefined },
    {
      kind: 'supervision-contact',
      outcome: 'SEEN',
      given: { ...OUT, today: AFTER, details: { on: '2027-03-21' } },
      rule: 'contact-to-come',
    },
    {
      kind: 'supervision-contact',
      outcome: 'SEEN',
      given: { ...OUT, today: AFTER, details: { on: AFTER } },
      rule: undefined,
    },
    {
      kind: 'supervision-contact',
      outcome: 'SEEN',
      given: { ...OUT, today: AFTER, details: { on: '2027-03-08' } },
      rule: 'contact-before-release',
    },
    {
      kind: 'supervision-contact',
      outcome: 'SEEN',
      given: { ...OUT, today: AFTER, details: { on: '2027-03-09' } },
      rule: undefined,
    },
    { kind: 'supervision-contact', outcome: 'SEEN', given: { ...OUT, today: AFTER }, rule: undefined },
    {
      kind: 'enforcement-decision',
      outcome: 'REVIEW_HEARING',
      given: { details: { hearingOn: '2027-01-14' } },
      rule: 'hearing-past',
    },
    {
      kind: 'enforcement-decision',
      outcome: 'REVIEW_HEARING',
      given: { details: { hearingOn: TODAY } },
      rule: undefined,
    },
    { kind: 'immediate-needs', outcome: 'RECORDED', given: { sentence: long }, rule: undefined },
    // Expected in custody for nine months: longer than the six months for which the element is kept.
    {
      kind: 'immediate-needs',
      outcome: 'RECORDED',
      given: { sentence: long, details: { housingElement: true } },
      rule: 'housing-element-not-kept',
    },
  ])('$kind $outcome $given: $rule', ({ kind, outcome, given, rule }) => {
    expect(forbidden(kind, outcome, given)).toBe(rule);
  });

  it.each<{ kind: StepKind; outcome: Outcome; given?: Given; faults: readonly string[] }>([
    { kind: 'bank-account', outcome: 'REFUSED_BY_BANK', faults: ['bank', 'note'] },
    { kind: 'debts', outcome: 'NONE', given: { details: { rent: true, energy: false } }, faults: ['rent'] },
    {
      kind: 'immediate-needs',
      outcome: 'RECORDED',
      given: { details: { housingElement: true, tenancy: 'KEEP' } },
      faults: ['housingElement'],
    },
    {
      kind: 'immediate-needs',
      outcome: 'RECORDED',
      given: { details: { housingElement: true, benefits: 'KEEP' } },
      faults: ['housingElement'],
    },
    {
      kind: 'immediate-needs',
      outcome: 'RECORDED',
      given: { details: { housingElement: true, tenancy: 'KEEP', benefits: 'KEEP' } },
      faults: [],
    },
    { kind: 'immediate-needs', outcome: 'RECORDED', faults: [] },
    { kind: 'supervision-contact', outcome: 'VARIED', faults: ['everyDays', 'reason'] },
    { kind: 'feedback', outcome: 'ANSWERED', faults: ['listened', 'knewWhat', 'helped'] },
    { kind: 'missed-appointment', outcome: 'REARRANGED', faults: ['because', 'on'] },
    {
      kind: 'missed-appointment',
      outcome: 'REARRANGED',
      given: { details: { because: 'WORK', on: '2027-01-14' } },
      faults: ['on'],
    },
    {
      kind: 'missed-appointment',
      outcome: 'NOT_ACCEPTED',
      given: { details: { because: 'WORK', on: TODAY } },
      faults: [],
    },
    {
      kind: 'missed-appointment',
      outcome: 'REARRANGED',
      given: { details: { because: 'WORK', on: '2027-12-09' } },
      faults: [],
    },
    {
      kind: 'missed-appointment',
      outcome: 'REARRANGED',
      given: { details: { because: 'WORK', on: '2027-12-10' } },
      faults: ['on'],
    },
  ])('$kind $outcome $given has the faults $faults', ({ kind, outcome, given, faults }) => {
    expect(faultsOf(kind, outcome, given)).toEqual(faults);
  });

  it('books no interview without a release date', () => {
    const { releaseDateInForce: _none, ...journey } = aJourney();
    expect(BEFORE_RELEASE_STEPS['jobcentre-interview'].outcomes.BOOKED.forbiddenBy(journey)?.rule).toBe(
      'no-release-date',
    );
  });
});

describe('contact with the supervising officer', () => {
  const law = lawWith({ contactEveryDays: 28 });
  const CONTACT = aStep('supervision-contact');
  const seen = (details: StepDetails, supervision: Journey['supervision'] = {}) => {
    const draft = answered(CONTACT, 'SEEN', { ...OUT, today: AFTER, law, details, supervision });
    return { supervision: draft.journey.supervision, askFrom: draft.step(CONTACT.key)?.askFrom };
  };

  it.each(['OFFICE', 'HOME_VISIT'])(
    'face to face (%s) is asked for again a week before the next is due',
    (means) => {
      const { supervision, askFrom } = seen({ means, on: '2027-03-18' });
      expect(supervision).toEqual({ contacts: [{ on: '2027-03-18', means }], contactEveryDays: 28 });
      // 28 days after 18 March, less a week.
      expect(askFrom).toBe('2027-04-08');
    },
  );

  it.each(['VIDEO', 'PHONE'])('by other means (%s) leaves the day as it is', (means) => {
    const earlier = { contacts: [{ on: '2027-03-10', means: 'OFFICE' as const }], contactEveryDays: 28 };
    expect(seen({ means }, earlier).askFrom).toBe('2027-03-31');
    expect(seen({ means }).supervision).toEqual({ contacts: [{ on: AFTER, means }] });
    expect(seen({ means }).askFrom).toBe(AFTER);
  });

  it('is at the interval that an officer made of it', () => {
    const varied = answered(CONTACT, 'VARIED', {
      ...OUT,
      today: AFTER,
      law,
      details: { everyDays: 14, reason: 'Risk' },
      supervision: { contacts: [{ on: '2027-03-18', means: 'OFFICE' }] },
    });
    expect(varied.journey.supervision?.contactEveryDays).toBe(14);
    expect(varied.step(CONTACT.key)?.askFrom).toBe('2027-03-25');
    expect(seen({ means: 'OFFICE' }, { contactEveryDays: 14 }).supervision?.contactEveryDays).toBe(14);
    expect(
      seen({ means: 'PHONE' }, { contactEveryDays: 5, contacts: [{ on: '2027-03-10', means: 'OFFICE' }] })
        .askFrom,
    ).toBe(AFTER);
    expect(CONTACT_MEANS).toHaveLength(4);
    expect(CONTACT_STEPS['supervision-contact'].earlyAnswer).toBe(true);
  });
});

describe('a missed appointment', () => {
  const law = lawWith({ missedPatternAppointments: 3, missedPatternDays: 84 });
  const missed = (before: readonly string[], subject?: string) =>
    answered(aStep('missed-appointment', subject === undefined ? {} : { subject }), 'REARRANGED', {
      ...OUT,
      today: AFTER,
      law,
      details: { because: 'TRANSPORT', on: '2027-03-22' },
      supervision: { missed: before.map((on) => ({ on, because: 'WORK' as const })) },
    });

  it('has a reason that is kept, and another day', () => {
    const draft = missed([]);
    expect(draft.journey.supervision).toEqual({
      missed: [{ on: AFTER, because: 'TRANSPORT' }],
      missesOften: false,
      firstAppointmentOn: '2027-03-22',
    });
    expect(draft.journey.open).toEqual([]);
    expect(missed([], 'appointment.a-1').journey.supervision).not.toHaveProperty('firstAppointmentOn');
  });

  it.each([
    { before: ['2027-03-12', '2027-03-15'], often: true },
    { before: ['2027-03-12'], often: false },
    // 84 days before 20 March is 26 December.
    { before: ['2026-12-27', '2027-03-15'], often: true },
    { before: ['2026-12-26', '2027-03-15'], often: false },
  ])('is part of a pattern after $before: $often', ({ before, often }) => {
    const draft = missed(before);
    expect(draft.journey.supervision?.missesOften).toBe(often);
    expect(draft.journey.open.map(({ kind }) => kind)).toEqual(often ? ['missed-pattern'] : []);
  });

  it('asks about enforcement only where the reason is not accepted', () => {
    const details = { because: 'NO_REASON', on: TODAY };
    expect(
      answered('missed-appointment', 'NOT_ACCEPTED', { ...OUT, details }).journey.open.map(
        ({ kind }) => kind,
      ),
    ).toEqual(['enforcement-decision']);
  });

  it('shows how often each reason was given, and the warnings before', () => {
    const supervision = {
      missed: [
        { on: TODAY, because: 'FORGOT' as const },
        { on: TODAY, because: 'TRANSPORT' as const },
        { on: TODAY, because: 'FORGOT' as const },
      ],
      warnings: 2,
    };
    expect(said(MISSED_STEPS['missed-pattern'], { supervision })?.text).toBe(
      'They could not get there: 1. They forgot: 2.',
    );
    expect(said(MISSED_STEPS['missed-pattern'])).toBeUndefined();
    expect(said(MISSED_STEPS['enforcement-decision'], { supervision })?.text).toBe(
      'Two warnings were given.',
    );
    expect(said(MISSED_STEPS['enforcement-decision'], { supervision: { warnings: 1 } })?.text).toBe(
      'One warning was given.',
    );
    expect(said(MISSED_STEPS['enforcement-decision'])?.text).toBe('No warning was given.');
    const names = MISSED_BECAUSE.map((because) => MISSED_BECAUSE_NAMES[because]);
    expect(new Set(names).size).toBe(MISSED_BECAUSE.length);
    expect(names.every((name) => /\S{2,}/.test(name))).toBe(true);
  });
});

describe('a problem with the claim', () => {
  it.each([
    { asked: 'identity-verified', outcome: 'NOT_VERIFIED', problem: 'identity-not-verified' },
    { asked: 'advance-paid', outcome: 'REFUSED', problem: 'advance-refused' },
    { asked: 'first-payment', outcome: 'NOT_PAID', problem: 'first-payment-missing' },
  ] as const)(
    'opens a step that says how it is resolved, and then is asked again: $asked',
    ({ asked, outcome, problem }) => {
      expect(answered(asked, outcome, OUT).journey.open.map(({ kind }) => kind)).toEqual([problem]);
      const before = aStep(asked, { state: 'DONE', outcome });
      const resolved = (token?: string) =>
        answered(aStep(problem, token === undefined ? {} : { token }), 'RESOLVING', {
          ...OUT,
          others: [before],
          details: { plan: 'x' },
        }).step(before.key)?.state;
      expect(resolved()).not.toBe('CLOSED');
      // The machine that waits asks it again itself.
      expect(resolved('t-1')).toBe('CLOSED');
      expect(CLAIM_STEPS[problem].asked).toBe('com');
    },
  );

  it.each([
    { benefits: { notClaiming: true as const }, sentences: ['The person will not claim.'] },
    { benefits: { firstPaymentOn: AFTER }, sentences: ['In payment since Saturday 20 March 2027.'] },
    { benefits: {}, sentences: ['No Jobcentre interview is booked.'] },
    {
      benefits: { interviewOn: '2027-03-09', claimMadeOn: '2027-03-10' },
      sentences: [
        'Jobcentre interview booked for Tuesday 9 March 2027.',
        'Claim made on Wednesday 10 March 2027; not in payment yet.',
      ],
    },
  ])('is on the page of the pathway: $sentences', ({ benefits, sentences }) => {
    expect(sayClaim(benefits)).toEqual(sentences);
  });

  it('is over once money comes, or is wanted no more', () => {
    expect(benefitsAreSettled({ benefits: { firstPaymentOn: AFTER } })).toBe(true);
    expect(benefitsAreSettled({ benefits: { notClaiming: true } })).toBe(true);
    expect(benefitsAreSettled({ benefits: { claimMadeOn: AFTER } })).toBe(false);
  });

  it('does not go with the person back to prison: documents and an account do', () => {
    expect(benefitsAfterReturn({ identity: 'IN_HAND', bankAccount: 'HAS_ONE', claimMadeOn: AFTER })).toEqual({
      identity: 'IN_HAND',
      bankAccount: 'HAS_ONE',
    });
    expect(benefitsAfterReturn({ identity: 'REFUSED', bankAccount: 'REFUSED' })).toEqual({});
    expect(interviewIsOnAnotherDay(aJourney({ benefits: { interviewOn: '2027-03-10' } }))).toBe(true);
    expect(interviewIsOnAnotherDay(aJourney({ benefits: { interviewOn: '2027-03-09' } }))).toBe(false);
    expect(interviewIsOnAnotherDay(aJourney())).toBe(false);
  });

  it('is forgotten with a release that did not happen', () => {
    const forgotten = (benefits: Journey['benefits']) => {
      const draft = aDraftWith(TODAY, {}, { benefits, pathways: { 'finance-benefits-id': 'DONE' } });
      forgetClaim(draft);
      return draft;
    };
    const paid = forgotten({ claimMadeOn: AFTER, firstPaymentOn: AFTER, bankAccount: 'OPENED' });
    expect(paid.journey.benefits).toEqual({ bankAccount: 'OPENED' });
    expect(paid.journey.pathways['finance-benefits-id']).toBe('IN_PROGRESS');
    expect(forgotten({ claimMadeOn: AFTER }).journey.pathways['finance-benefits-id']).toBe('DONE');
    expect(forgotten({ bankAccount: 'OPENED' }).changed).toBe(false);
  });
});

describe('debts', () => {
  it('that are advised on are followed up, before or after release', () => {
    const opened = (patch: Partial<Journey>) =>
      answered('debts', 'ADVICE', { ...patch, details: { advisedBy: 'x' } }).journey.open.map(
        ({ kind }) => kind,
      );
    expect(opened(OUT)).toEqual(['debts-followed-up']);
    expect(opened({})).toEqual([]);
    expect(PRIORITY_DEBTS.every((name) => DEBT_STEPS.debts.form.some((field) => field.name === name))).toBe(
      true,
    );
  });
});

describe('the gate', () => {
  it('has a name and a field for each item', () => {
    expect(GATE_FIELDS.map(({ name }) => name)).toEqual([...GATE_ITEMS]);
    expect(GATE_FIELDS[0]?.label).toBe('Identity documents');
    expect(new Set(Object.values(GATE_ITEM_NAMES)).size).toBe(GATE_ITEMS.length);
    expect(itemsIn({ phone: 'MISSING', travel: 'IN_HAND' }, 'MISSING')).toEqual(['phone']);
    expect(namesOfItems(['medicine', 'phone'])).toBe('medicine or a prescription; a phone');
  });

  it('asks of a release in error that three were informed', () => {
    const { details } = AFTER_GATE_STEPS['release-in-error-informed'];
    const all = { police: true, governor: true, com: true };
    expect(details.safeParse(all).success).toBe(true);
    for (const name of ['police', 'governor', 'com'])
      expect(details.safeParse({ ...all, [name]: false }).success).toBe(false);
  });

  it('is left with a fact that says on which ground, and that there is no address', () => {
    const draft = answered('release-confirmed', 'RELEASED', {
      today: '2027-03-09',
      phase: 'release-day',
      recordedRelease: { ...RELEASE, inHand: ['phone'], reason: 'x' },
      others: [aStep('phone-for-release')],
    });
    expect(draft.facts.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['released-in-error', 'released-without-address']),
    );
    expect(draft.facts.find(({ type }) => type === 'released-in-error')?.data).toMatchObject({
      on: '2027-03-09',
      ground: 'IN_ERROR',
      inHand: ['phone'],
      recordedBy: 'p.taylor',
    });
    expect(draft.journey.ready?.phone).toBe('HAS_ONE');
    expect(draft.step('1.phone-for-release')?.outcome).toBe('HAS_ONE');
    const plain = answered('release-confirmed', 'RELEASED', { today: '2027-03-09', phase: 'release-day' });
    expect(plain.facts.map(({ type }) => type)).toContain('released');
    expect(plain.journey).not.toHaveProperty('ready');
  });

  it('hands over the documents that the prison holds', () => {
    expect(said(RELEASE_STEPS['release-checklist'])).toBeUndefined();
    expect(READY_STEPS['met-at-the-gate'].keepsPrivate).toEqual(['who']);
  });
});

describe('the review of the time in custody', () => {
  it.each([
    { custody: {}, text: undefined },
    {
      custody: { absencesReported: { times: 1, days: 1, latestOn: TODAY } },
      text: 'one temporary absence, on one day; the latest began on Friday 15 January 2027. Reviews have counted 0 days on',
    },
    {
      custody: { temporaryReleaseDays: 1, absencesReported: { times: 2, days: 3, latestOn: TODAY } },
      text: '2 temporary absences, on 3 days; the latest began on Friday 15 January 2027. Reviews have counted one day on',
    },
  ])('shows the absences that the prison reported: $custody', ({ custody, text }) => {
    const shown = said(CUSTODY_STEPS['custody-review'], { custody })?.text;
    if (text === undefined) expect(shown).toBeUndefined();
    else expect(shown).toContain(text);
  });

  it('comes again after each, and takes a key worker and days within reason', () => {
    const review = aStep('custody-review');
    const draft = answered(review, 'REVIEWED', {
      phase: 'custody',
      law: lawWith({ custodyReviewDays: 182 }),
    });
    expect(draft.step(review.key)).toMatchObject({ state: 'SCHEDULED', opensOn: '2027-07-16' });
    const { details } = CUSTODY_STEPS['custody-review'];
    expect(details.safeParse({ keyWorker: 'a'.repeat(100), temporaryReleaseDays: 200 }).success).toBe(true);
    expect(details.safeParse({ keyWorker: 'a'.repeat(101) }).success).toBe(false);
    expect(details.safeParse({ keyWorker: ' ' }).success).toBe(false);
    expect(details.safeParse({ temporaryReleaseDays: 201 }).success).toBe(false);
  });
});

it.each(
  [
    ...Object.values(COMMUNITY_STEPS),
    ...Object.values(DISTANCE_STEPS),
    ...Object.values(NEEDS_STEPS),
    ...Object.values(RECEPTION_STEPS),
  ].map((entry) => ({
    title: typeof entry.title === 'string' ? entry.title : entry.title(THE_LAW.onRelease('2027-03-09')),
    entry,
  })),
)('“$title” has a title, and choices with words of their own', ({ title, entry }) => {
  expect(title).toMatch(/^[A-Z].{2,}/);
  const labels = Object.values<{ label: string }>(entry.outcomes).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});
