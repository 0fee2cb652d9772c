import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import { stepDays } from '../../domain/journey/step-days.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { addDays, startOfDay } from '../../domain/law/time.ts';
import { aJourney, NO_HOLIDAYS } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';

const days = (
  kind: StepKind,
  today: string,
  patch: Partial<Journey> = {},
  escalation = 0,
  subject?: string,
) =>
  stepDays(
    { openedOn: '2027-01-04', escalation, ...(subject !== undefined && { subject }) },
    stepEntry(kind),
    aJourney(patch),
    today,
    { calendar: NO_HOLIDAYS, law: THE_LAW },
  );

describe('the owner of a step', () => {
  it.each<{ readonly kind: StepKind; readonly patch: Partial<Journey>; readonly waitsFor: string }>([
    { kind: 'housing-need', patch: {}, waitsFor: 'officer:p.taylor' },
    { kind: 'housing-need', patch: { officers: {} }, waitsFor: 'role:OMU@MDI' },
    { kind: 'first-appointment', patch: {}, waitsFor: 'officer:c.ahmed' },
    { kind: 'first-appointment', patch: { officers: {} }, waitsFor: 'role:PDU@N54' },
    { kind: 'next-address', patch: {}, waitsFor: 'officer:p.taylor' },
    { kind: 'next-address', patch: { phase: 'community' }, waitsFor: 'officer:c.ahmed' },
    { kind: 'next-address', patch: { officers: { deputy: 'd.evans' } }, waitsFor: 'officer:d.evans' },
    {
      kind: 'first-appointment',
      patch: { dateOfBirth: '2010-05-17', officers: {} },
      waitsFor: 'role:YOT@N54',
    },
    {
      kind: 'first-appointment',
      patch: { dateOfBirth: '2010-05-17', officers: { yot: 'y.young' } },
      waitsFor: 'officer:y.young',
    },
    { kind: 'release-day-decision', patch: {}, waitsFor: 'role:GOVERNOR@MDI' },
    { kind: 'allocate-officers', patch: {}, waitsFor: 'role:OMU@MDI' },
    { kind: 'incident', patch: {}, waitsFor: 'role:ADMINISTRATOR@national' },
    { kind: 'release-date-watch', patch: {}, waitsFor: 'event' },
    { kind: 'pre-release-opens', patch: {}, waitsFor: 'date' },
    { kind: 'referral-answer', patch: {}, waitsFor: 'role:ADMINISTRATOR@national' },
    {
      kind: 'referral-answer',
      patch: { referrals: [{ id: 'r', subject: 'DTR-1', agencyId: 'eastmoor-council', live: true }] },
      waitsFor: 'agency:eastmoor-council',
    },
  ])('$kind waits for $waitsFor', ({ kind, patch, waitsFor }) => {
    expect(days(kind, '2027-01-04', patch, 0, 'DTR-1').waitsFor).toBe(waitsFor);
  });
});

describe('when a step wakes', () => {
  it('is when its day comes, while nobody is asked yet', () => {
    expect(days('cas3-decision', '2027-01-04')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: '2027-01-26',
      dueOn: '2027-02-09',
      wakeAt: startOfDay('2027-01-26'),
    });
  });

  it('is its reminder once it is asked, and then each rung', () => {
    expect(days('cas3-decision', '2027-01-26')).toMatchObject({
      state: 'OPEN',
      wakeAt: startOfDay('2027-02-07'),
    });
    expect(days('cas3-decision', '2027-02-08', {}, 1).wakeAt).toBe(startOfDay('2027-02-10'));
  });

  it('is the end of its last day when silence is an answer', () => {
    expect(days('referral-answer', '2027-01-04')).toMatchObject({
      dueOn: '2027-01-18',
      wakeAt: startOfDay('2027-01-19'),
    });
  });

  it('is never for what only happens', () => {
    expect(days('release-date-watch', '2027-01-04').wakeAt).toBeUndefined();
  });

  it('goes down the ladder when the deadline moves away, and reminds again', () => {
    const moved = days('cas3-decision', '2027-02-10', { releaseDateInForce: '2027-05-11' }, 3);
    expect(moved).toMatchObject({
      state: 'SCHEDULED',
      escalation: 0,
      dueOn: '2027-04-13',
    });
  });
});

it('is the same when it is worked out twice from one record', () => {
  const kinds = fc.constantFrom<StepKind>(
    'housing-need',
    'cas3-decision',
    'jobcentre-interview',
    'release-day-opens',
  );
  fc.assert(
    fc.property(
      kinds,
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 0, max: 300 }),
      (kind, after, release) => {
        const today = addDays('2027-01-04', after);
        const patch = { releaseDateInForce: addDays('2027-01-04', release) };
        const once = days(kind, today, patch);
        expect(days(kind, today, patch, once.escalation)).toEqual(once);
      },
    ),
  );
});
