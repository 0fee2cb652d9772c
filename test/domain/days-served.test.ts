import { describe, expect, it } from '@jest/globals';
import { daysServed } from '../../domain/law/days-served.ts';

describe('days in custody since sentence', () => {
  it.each([
    { of: 'released on the day of sentence', from: '2027-02-01', until: '2027-02-01', days: 1 },
    { of: 'released on the 27th day', from: '2027-02-01', until: '2027-02-27', days: 27 },
    { of: 'released on the 28th day', from: '2027-02-01', until: '2027-02-28', days: 28 },
    { of: 'over a leap day', from: '2028-02-28', until: '2028-03-01', days: 3 },
    { of: 'not yet begun', from: '2027-02-02', until: '2027-02-01', days: 0 },
    { of: 'not begun by far', from: '2028-02-02', until: '2027-02-01', days: 0 },
  ])('count the day of sentence as day 1: $of', ({ from, until, days }) => {
    expect(daysServed(from, until)).toBe(days);
  });
});
