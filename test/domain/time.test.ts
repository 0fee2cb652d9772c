import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  dateInLondon,
  daysBetween,
  earlier,
  isoInstant,
  isWeekday,
  later,
  startOfDay,
} from '../../domain/law/time.ts';

describe('a day in London', () => {
  it.each([
    { day: '2027-01-15', starts: '2027-01-15T00:00:00.000Z' },
    { day: '2027-07-15', starts: '2027-07-14T23:00:00.000Z' },
    { day: '2027-03-28', starts: '2027-03-28T00:00:00.000Z' },
    { day: '2027-03-29', starts: '2027-03-28T23:00:00.000Z' },
    { day: '2027-10-31', starts: '2027-10-30T23:00:00.000Z' },
    { day: '2027-11-01', starts: '2027-11-01T00:00:00.000Z' },
  ])('$day starts at $starts', ({ day, starts }) => {
    expect(startOfDay(day)).toBe(starts);
  });

  it('begins at its first instant and not a millisecond before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), (days) => {
        const day = addDays('2024-01-01', days);
        const start = Temporal.Instant.from(startOfDay(day));
        expect(dateInLondon(start).toString()).toBe(day);
        expect(dateInLondon(start.subtract({ milliseconds: 1 })).toString()).toBe(addDays(day, -1));
      }),
    );
  });
});

describe('arithmetic with days', () => {
  it.each([
    { from: '2028-02-28', days: 1, to: '2028-02-29' },
    { from: '2027-02-28', days: 1, to: '2027-03-01' },
    { from: '2027-03-28', days: 1, to: '2027-03-29' },
    { from: '2027-01-01', days: -1, to: '2026-12-31' },
  ])('$from and $days is $to', ({ from, days, to }) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  it('knows weekdays from weekends', () => {
    const week = [
      '2027-03-08',
      '2027-03-09',
      '2027-03-10',
      '2027-03-11',
      '2027-03-12',
      '2027-03-13',
      '2027-03-14',
    ];
    expect(week.map(isWeekday)).toEqual([true, true, true, true, true, false, false]);
  });

  it('chooses the earlier and the later of two', () => {
    expect([earlier('2026-12-31', '2027-01-01'), later('2026-12-31', '2027-01-01')]).toEqual([
      '2026-12-31',
      '2027-01-01',
    ]);
  });
});

it('stores an instant with milliseconds always, so that text order is time order', () => {
  const whole = isoInstant(Temporal.Instant.from('2027-01-04T09:00:00Z'));
  const next = isoInstant(Temporal.Instant.from('2027-01-04T09:00:00.001Z'));
  expect([whole, next]).toEqual(['2027-01-04T09:00:00.000Z', '2027-01-04T09:00:00.001Z']);
  expect(whole < next).toBe(true);
});
