import { describe, expect, it } from '@jest/globals';
import { needsAttention } from '../../domain/journey/attention.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { alreadySettled } from '../../domain/journey/settled.ts';
import { cas3Possible } from '../../domain/pathways/accommodation/community-accommodation.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import { aJourney } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';

const AT = '2027-01-04T09:00:00.000Z';
const by = { kind: 'officer', id: 'g.governor' } as const;
const HOUSED: Partial<Journey> = {
  housing: { authorities: [], address: { kind: 'SETTLED', recordedAt: AT } },
};
const OUT: Partial<Journey> = { releasedOn: '2027-03-09', phase: 'community' };
const CHECKED: Partial<Journey> = { assessedRevision: 1 };

describe('a step the record answers before it is asked', () => {
  it.each<{
    readonly kind: StepKind;
    readonly when: string;
    readonly patch: Partial<Journey>;
    readonly subject?: string;
    readonly settled: string | undefined;
  }>([
    { kind: 'allocate-officers', when: 'both are named', patch: {}, settled: 'ALLOCATED' },
    {
      kind: 'allocate-officers',
      when: 'one is missing',
      patch: { officers: { pom: 'p.taylor' } },
      settled: undefined,
    },
    {
      kind: 'allocate-officers',
      when: 'the person is out, and one is missing',
      patch: { ...OUT, officers: {} },
      settled: undefined,
    },
    {
      kind: 'housing-need',
      when: 'it is known',
      patch: { housing: { authorities: [], need: 'NEEDS_HELP' } },
      settled: 'NEEDS_HELP',
    },
    { kind: 'housing-need', when: 'it is not', patch: {}, settled: undefined },
    { kind: 'housing-need', when: 'the person is out', patch: OUT, settled: 'OVERTAKEN' },
    { kind: 'next-address', when: 'there is an address', patch: HOUSED, settled: 'NOT_NEEDED' },
    {
      kind: 'referral-answer',
      when: 'there is an address',
      patch: HOUSED,
      subject: 'DTR-1',
      settled: 'NOT_NEEDED',
    },
    { kind: 'work-coach-meeting', when: 'there is an address', patch: HOUSED, settled: undefined },
    {
      kind: 'housed-at-4-weeks',
      when: 'there is an address',
      patch: { ...OUT, ...HOUSED },
      settled: undefined,
    },
    { kind: 'late-answer', when: 'the person is out', patch: OUT, subject: 'DTR-1', settled: undefined },
    { kind: 'delivery-parked', when: 'the person is out', patch: OUT, subject: 'x', settled: undefined },
    { kind: 'release-day-decision', when: 'the check has been made', patch: CHECKED, settled: undefined },
    {
      kind: 'release-day-decision',
      when: 'the date moved since the check',
      patch: {},
      settled: 'DATE_CHANGED',
    },
    {
      kind: 'release-day-decision',
      when: 'it is decided',
      patch: {
        decision: { revision: 1, outcome: 'PRESUMPTIVE', date: '2027-03-09', decidedAt: AT, decidedBy: by },
      },
      settled: 'DECIDED',
    },
    {
      kind: 'release-day-decision',
      when: 'an earlier date was decided',
      patch: {
        ...CHECKED,
        decision: { revision: 0, outcome: 'PRESUMPTIVE', date: '2027-03-09', decidedAt: AT, decidedBy: by },
      },
      settled: undefined,
    },
    {
      kind: 'release-date-watch',
      when: 'the date moved since the check',
      patch: {},
      settled: 'DATE_CHANGED',
    },
    {
      kind: 'bank-holidays-known',
      when: 'the date moved since the check',
      patch: {},
      settled: 'DATE_CHANGED',
    },
    {
      kind: 'interview-watch',
      when: 'it is booked for the day',
      patch: { benefits: { interviewOn: '2027-03-09' } },
      settled: undefined,
    },
    {
      kind: 'interview-watch',
      when: 'it is booked for another day',
      patch: { benefits: { interviewOn: '2027-03-08' } },
      settled: 'DATE_CHANGED',
    },
    { kind: 'release-confirmed', when: 'the day is far off again', patch: {}, settled: 'DATE_CHANGED' },
    {
      kind: 'release-confirmed',
      when: 'the day is near',
      patch: { phase: 'release-day' },
      settled: undefined,
    },
    { kind: 'review-at-26-weeks', when: 'supervision lasts that long', patch: OUT, settled: undefined },
    {
      kind: 'housed-at-4-weeks',
      when: 'supervision ends sooner',
      patch: { ...OUT, sentence: { ...aJourney().sentence, supervisionEndsOn: '2027-04-05' } },
      settled: 'NOT_NEEDED',
    },
    {
      kind: 'housed-at-4-weeks',
      when: 'supervision ends that day',
      patch: { ...OUT, sentence: { ...aJourney().sentence, supervisionEndsOn: '2027-04-06' } },
      settled: undefined,
    },
  ])('$kind, when $when: $settled', ({ kind, patch, subject, settled }) => {
    expect(alreadySettled(kind, aJourney(patch), subject, THE_LAW, '2027-02-01')).toBe(settled);
  });
});

it.each([
  { crs: undefined, dtr: undefined, possible: false },
  { crs: '2027-01-04', dtr: undefined, possible: false },
  { crs: undefined, dtr: '2027-01-04', possible: false },
  { crs: '2027-01-04', dtr: '2027-01-04', possible: true },
])(
  'CAS3 with a commissioned referral on $crs and a duty to refer on $dtr is possible: $possible',
  ({ crs, dtr, possible }) => {
    const housing = {
      authorities: [],
      ...(crs !== undefined && { crsReferredOn: crs }),
      ...(dtr !== undefined && { dutyToReferOn: dtr }),
    };
    expect(cas3Possible(aJourney({ housing }))).toBe(possible);
  },
);

describe('a journey needs attention', () => {
  it.each<{ case: string; kind: StepKind; escalation: number; needs: boolean }>([
    { case: 'a step only reminded of', kind: 'housing-need', escalation: 1, needs: false },
    { case: 'a step overdue', kind: 'housing-need', escalation: 2, needs: true },
    { case: 'an incident, however young', kind: 'incident', escalation: 0, needs: true },
    { case: 'a parked delivery', kind: 'delivery-parked', escalation: 0, needs: true },
    { case: 'no authority left', kind: 'authorities-exhausted', escalation: 0, needs: true },
    { case: 'nowhere to live', kind: 'urgent-housing', escalation: 0, needs: true },
    { case: 'a late answer', kind: 'late-answer', escalation: 0, needs: true },
  ])('with $case: $needs', ({ kind, escalation, needs }) => {
    const open = [{ key: `1.${kind}`, kind, escalation }];
    expect(needsAttention(aJourney({ open }), '2027-02-01')).toBe(needs);
    expect(needsAttention(aJourney({ open, phase: 'closed' }), '2027-02-01')).toBe(false);
  });

  it.each([
    { about: ['housing'] as const, asked: true, needs: true },
    { about: ['housing', 'benefits'] as const, asked: true, needs: true },
    { about: ['benefits'] as const, asked: true, needs: false },
    { about: ['housing'] as const, asked: false, needs: false },
  ])(
    'after closing, with follow-up about $about that is still asked ($asked): $needs',
    ({ about, asked, needs }) => {
      const open = asked
        ? [{ key: '1.voluntary-follow-up', kind: 'voluntary-follow-up' as const, escalation: 0 }]
        : [];
      const followUp = { about, owner: 'officer:c.ahmed' } as const;
      const closed = { on: '2027-02-01', housed: false, benefits: false, followUp };
      expect(needsAttention(aJourney({ ...OUT, phase: 'closed', closed, open }), '2027-02-02')).toBe(needs);
    },
  );
});
