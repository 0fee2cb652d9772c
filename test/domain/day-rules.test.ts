import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import legislation from '../../data/legislation.json' with { type: 'json' };
import { calendarOf } from '../../domain/law/calendar.ts';
import {
  countDay,
  countDeadline,
  countWorkingDays,
  lengthOf,
  type DayFacts,
  type DayRule,
} from '../../domain/law/day-rules.ts';
import { lawFrom } from '../../domain/law/law.ts';
import { addDays, daysBetween } from '../../domain/law/time.ts';
import { NO_HOLIDAYS } from '../support/drafts.ts';
import { lawWith, THE_LAW } from '../support/law.ts';

const FACTS = { openedOn: '2027-01-04', releaseDate: '2027-03-09', supervisionEndsOn: '2027-12-09' };
const anyDay = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2026-01-01', days));
const GATE = { beforeRelease: true };
const NO_GATE = { beforeRelease: false };

describe('the day a rule falls on', () => {
  it.each<{ readonly rule: DayRule; readonly day: string }>([
    { rule: { from: 'release', days: -56 }, day: '2027-01-12' },
    { rule: { from: 'release', days: 0 }, day: '2027-03-09' },
    { rule: { from: 'release', workingDays: -2 }, day: '2027-03-05' },
    { rule: { from: 'opened', workingDays: 3 }, day: '2027-01-07' },
    { rule: { from: 'opened', days: 0 }, day: '2027-01-04' },
    { rule: { from: 'released', workingDays: 1 }, day: '2027-03-10' },
    { rule: { from: 'release', before: 'dutyToReferDays' }, day: '2027-01-12' },
    { rule: { from: 'release', before: 'dutyToReferDays', later: 7 }, day: '2027-01-19' },
    { rule: { from: 'released', after: 'firstReviewDays', later: 7 }, day: '2027-04-13' },
    { rule: { from: 'release', before: 'licenceHardStopWorkingDays' }, day: '2027-03-05' },
    { rule: { from: 'opened', after: 'immediateNeedsWorkingDays' }, day: '2027-01-07' },
    { rule: { from: 'supervision-end' }, day: '2027-12-09' },
  ])('by $rule is $day', ({ rule, day }) => {
    expect(countDay(rule, FACTS, NO_HOLIDAYS, THE_LAW)).toEqual({ day, provisional: false });
  });

  it('counts from the day the person was in fact released, once they are', () => {
    const facts = { ...FACTS, releasedOn: '2027-03-05' };
    expect(countDay({ from: 'released', days: 28 }, facts, NO_HOLIDAYS, THE_LAW)?.day).toBe('2027-04-02');
  });

  it('takes the figure in force on the day that is counted from', () => {
    const [row] = legislation.crsReferralDays;
    const changing = lawFrom(
      {
        ...legislation,
        crsReferralDays: [
          { ...row, until: '2027-03-08' },
          { ...row, value: 70, from: '2027-03-09' },
        ],
      },
      'a changing law',
    );
    const opens = (releaseDate: string) =>
      countDay(
        { from: 'release', before: 'crsReferralDays' },
        { ...FACTS, releaseDate },
        NO_HOLIDAYS,
        changing,
      )?.day;
    expect(opens('2027-03-08')).toBe(addDays('2027-03-08', -84));
    expect(opens('2027-03-09')).toBe(addDays('2027-03-09', -70));
  });

  it('is as far from its start as any figure says, before it or after', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 366 }),
        anyDay,
        fc.integer({ min: 0, max: 30 }),
        (days, day, later) => {
          const law = lawWith({ crsReferralDays: days });
          const count = (rule: DayRule) =>
            countDay(rule, { ...FACTS, releaseDate: day, openedOn: day }, NO_HOLIDAYS, law)?.day;
          expect(count({ from: 'release', before: 'crsReferralDays', later })).toBe(
            addDays(day, later - days),
          );
          expect(count({ from: 'opened', after: 'crsReferralDays', later })).toBe(addDays(day, later + days));
        },
      ),
    );
  });

  it('cannot be counted from before the Acts it rests on', () => {
    expect(() =>
      countDay(
        { from: 'release', before: 'dutyToReferDays' },
        { ...FACTS, releaseDate: '2018-09-30' },
        NO_HOLIDAYS,
        THE_LAW,
      ),
    ).toThrow('Not every figure was in force on 2018-09-30');
  });

  it('steps over bank holidays, and beyond the data over weekends only, saying so', () => {
    const calendar = calendarOf(['2027-01-01'], Temporal.PlainDate.from('2027-01-05'));
    expect(countWorkingDays('2026-12-31', 1, calendar)).toEqual({ day: '2027-01-04', provisional: false });
    expect(countWorkingDays('2027-01-04', 5, calendar)).toEqual({ day: '2027-01-11', provisional: true });
  });

  it('comes back by as many working days as it went', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (start, count) => {
        const forth = countWorkingDays(start, count, NO_HOLIDAYS).day;
        expect(daysBetween(start, forth)).toBeGreaterThanOrEqual(count);
        const back = countWorkingDays(forth, -count, NO_HOLIDAYS).day;
        expect(daysBetween(back, start)).toBeGreaterThanOrEqual(0);
        expect(countWorkingDays(back, count, NO_HOLIDAYS).day).toBe(forth);
      }),
    );
  });
});

describe('a deadline', () => {
  it.each([
    { case: 'its own day', opened: '2027-01-04', rule: { from: 'release', days: -14 }, due: '2027-02-23' },
    {
      case: 'the shortest notice when that has gone by',
      opened: '2027-03-01',
      rule: { from: 'release', days: -14 },
      due: '2027-03-03',
    },
    {
      case: 'the day of release when notice would pass it',
      opened: '2027-03-08',
      rule: { from: 'release', days: -14 },
      due: '2027-03-09',
    },
    {
      case: 'the day it is asked when release has gone by',
      opened: '2027-03-12',
      rule: { from: 'release', days: -14 },
      due: '2027-03-12',
    },
    {
      case: 'the day of release when an answer may take longer',
      opened: '2027-03-05',
      rule: { from: 'opened', workingDays: 10 },
      due: '2027-03-09',
    },
  ] as const)('of what must be ready at the gate is $case', ({ opened, rule, due }) => {
    expect(countDeadline(rule, { ...FACTS, openedOn: opened }, NO_HOLIDAYS, THE_LAW, GATE)?.day).toBe(due);
  });

  it.each([
    { case: 'in time', opened: '2027-03-09', due: '2027-03-12' },
    { case: 'the day before', opened: '2027-03-11', due: '2027-03-12' },
    { case: 'long after', opened: '2027-04-05', due: '2027-04-07' },
  ])('of what follows release, asked $case, is never before it is asked', ({ opened, due }) => {
    const facts = { ...FACTS, openedOn: opened, releasedOn: '2027-03-09' };
    expect(
      countDeadline({ from: 'released', workingDays: 3 }, facts, NO_HOLIDAYS, THE_LAW, NO_GATE)?.day,
    ).toBe(due);
  });

  it('is never before the day it is asked, nor after a release still to come', () => {
    const rules: DayRule[] = [
      { from: 'release', days: -77 },
      { from: 'release', before: 'preReleaseDays', later: 7 },
      { from: 'release', workingDays: -2 },
      { from: 'opened', workingDays: 10 },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...rules), anyDay, anyDay, (rule, openedOn, releaseDate) => {
        const facts = { ...FACTS, openedOn, releaseDate };
        const day = countDeadline(rule, facts, NO_HOLIDAYS, THE_LAW, GATE)?.day ?? '';
        expect(day >= openedOn).toBe(true);
        if (releaseDate >= openedOn) expect(day <= releaseDate).toBe(true);
      }),
    );
  });
});

describe('a rule counted from a day that may not be known', () => {
  const KNOWN: DayFacts = {
    openedOn: '2027-01-04',
    releaseDate: '2027-03-09',
    releasedOn: '2027-03-08',
    claimMadeOn: '2027-03-10',
    supervisionEndsOn: '2027-12-09',
    fullAgeOn: '2027-06-01',
    lastNight: '2027-05-01',
    nightsChange: '2027-05-02',
    sentencedOn: '2027-01-01',
    recordDay: '2027-02-01',
  };
  const UNKNOWN: DayFacts = { openedOn: '2027-01-04' };
  const on = (from: DayRule['from']): DayRule =>
    from === 'supervision-end' || from === 'full-age' ? { from } : { from, days: 0 };

  it.each<{ readonly from: DayRule['from']; readonly day: string; readonly unknown: string | undefined }>([
    { from: 'release', day: '2027-03-09', unknown: undefined },
    { from: 'opened', day: '2027-01-04', unknown: '2027-01-04' },
    { from: 'released', day: '2027-03-08', unknown: undefined },
    { from: 'claimed', day: '2027-03-10', unknown: '2027-01-04' },
    { from: 'last-night', day: '2027-05-01', unknown: undefined },
    { from: 'nights-change', day: '2027-05-02', unknown: undefined },
    { from: 'licence-hard-stop', day: '2027-02-01', unknown: undefined },
    { from: 'late-allocation', day: '2027-02-01', unknown: undefined },
    { from: 'first-appointment', day: '2027-02-01', unknown: undefined },
    { from: 'review-hearing', day: '2027-02-01', unknown: undefined },
    { from: 'handover', day: '2027-02-01', unknown: undefined },
    { from: 'sentenced', day: '2027-01-01', unknown: '2027-01-04' },
    { from: 'supervision-end', day: '2027-12-09', unknown: undefined },
    { from: 'full-age', day: '2027-06-01', unknown: undefined },
  ])('$from is $day, and $unknown while nobody knows it', ({ from, day, unknown }) => {
    expect(countDay(on(from), KNOWN, NO_HOLIDAYS, THE_LAW)?.day).toBe(day);
    expect(countDay(on(from), UNKNOWN, NO_HOLIDAYS, THE_LAW)?.day).toBe(unknown);
    expect(countDeadline(on(from), UNKNOWN, NO_HOLIDAYS, THE_LAW, NO_GATE)?.day).toBe(unknown);
  });

  it.each([
    { sentencedOn: '2026-12-28', counted: '2026-12-28' },
    { sentencedOn: '2026-12-27', counted: '2027-01-04' },
    { sentencedOn: '2027-01-04', counted: '2027-01-04' },
  ])(
    'is counted from a sentence of $sentencedOn from $counted: a week ago is recent',
    ({ sentencedOn, counted }) => {
      expect(countDay(on('sentenced'), { ...UNKNOWN, sentencedOn }, NO_HOLIDAYS, THE_LAW)?.day).toBe(counted);
    },
  );
});

describe('how far a rule is from its start', () => {
  const figures = lawWith({ crsReferralDays: 90, immediateNeedsWorkingDays: 4 }).onRelease('2027-03-09');

  it.each<{ readonly rule: Parameters<typeof lengthOf>[0]; readonly count: number; readonly unit: string }>([
    { rule: { from: 'release', days: -3 }, count: -3, unit: 'day' },
    { rule: { from: 'release', workingDays: -3 }, count: -3, unit: 'working day' },
    { rule: { from: 'release', before: 'crsReferralDays' }, count: -90, unit: 'day' },
    { rule: { from: 'release', before: 'crsReferralDays', later: 7 }, count: -83, unit: 'day' },
    { rule: { from: 'opened', after: 'crsReferralDays' }, count: 90, unit: 'day' },
    { rule: { from: 'opened', after: 'crsReferralDays', later: 7 }, count: 97, unit: 'day' },
    { rule: { from: 'opened', after: 'immediateNeedsWorkingDays' }, count: 4, unit: 'working day' },
    { rule: { from: 'release', before: 'immediateNeedsWorkingDays' }, count: -4, unit: 'working day' },
  ])('is $count $unit by $rule', ({ rule, count, unit }) => {
    expect(lengthOf(rule, figures)).toEqual({ count, unit });
  });
});

describe('a deadline that is asked late', () => {
  const released = { ...FACTS, openedOn: '2027-03-15', releasedOn: '2027-03-09' };

  it.each([
    {
      case: 'keeps its day when the release itself asks it, recorded late',
      recorded: '2027-03-15',
      due: '2027-03-10',
    },
    { case: 'has the shortest notice when it is asked later', recorded: '2027-03-12', due: '2027-03-17' },
    {
      case: 'has the shortest notice when nobody knows when that was recorded',
      recorded: undefined,
      due: '2027-03-17',
    },
  ])('$case', ({ recorded, due }) => {
    const facts = { ...released, ...(recorded !== undefined && { releaseRecordedOn: recorded }) };
    const rule: DayRule = { from: 'released', days: 1 };
    expect(countDeadline(rule, facts, NO_HOLIDAYS, THE_LAW, NO_GATE)?.day).toBe(due);
  });

  it('never moves when it is counted from the day it is asked', () => {
    const rule: DayRule = { from: 'opened', days: -1 };
    expect(countDeadline(rule, released, NO_HOLIDAYS, THE_LAW, NO_GATE)?.day).toBe('2027-03-14');
  });

  it('says that a day beyond the bank-holiday data is provisional', () => {
    const calendar = calendarOf([], Temporal.PlainDate.from('2027-03-12'));
    const rule: DayRule = { from: 'released', workingDays: 10 };
    const facts = { ...FACTS, releasedOn: '2027-03-09' };
    expect(countDeadline(rule, facts, calendar, THE_LAW, NO_GATE)).toEqual({
      day: '2027-03-23',
      provisional: true,
    });
  });

  it('is on the day of release at the latest only where there is a release date', () => {
    const { releaseDate: _none, ...facts } = FACTS;
    expect(countDeadline({ from: 'opened', days: 100 }, facts, NO_HOLIDAYS, THE_LAW, GATE)?.day).toBe(
      '2027-04-14',
    );
  });

  it('is the day before as well by working days that go back from a weekend', () => {
    expect(countWorkingDays('2027-03-14', -1, NO_HOLIDAYS)).toEqual({
      day: '2027-03-12',
      provisional: false,
    });
    expect(countWorkingDays('2027-03-14', 0, NO_HOLIDAYS)).toEqual({ day: '2027-03-14', provisional: false });
  });

  it('goes back over weekends only where the bank holidays before it are not known', () => {
    const from2027 = { ...calendarOf([]), knownFrom: Temporal.PlainDate.from('2027-01-01') };
    expect(countWorkingDays('2027-01-04', -3, from2027)).toEqual({ day: '2026-12-30', provisional: true });
  });
});
