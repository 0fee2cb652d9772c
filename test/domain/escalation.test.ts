import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ladder, nextRungAt, rungsStillTaken } from '../../domain/journey/escalation.ts';
import { addDays, startOfDay } from '../../domain/law/time.ts';

const day = fc.integer({ min: 0, max: 600 }).map((days) => addDays('2026-06-01', days));

describe('the escalation ladder', () => {
  it.each([
    {
      case: 'long before release: by how late it is',
      release: '2027-06-01',
      days: ['2027-02-26', '2027-03-01', '2027-03-05', '2027-03-10'],
    },
    {
      case: 'near release: a week and two days before it',
      release: '2027-03-10',
      days: ['2027-02-26', '2027-03-01', '2027-03-03', '2027-03-08'],
    },
    {
      case: 'at the gate: a day a rung',
      release: '2027-03-01',
      days: ['2027-02-26', '2027-03-01', '2027-03-02', '2027-03-03'],
    },
    {
      case: 'after release: by how late it is',
      release: undefined,
      days: ['2027-02-26', '2027-03-01', '2027-03-05', '2027-03-10'],
    },
  ])('$case', ({ release, days }) => {
    const rungs = ladder('2027-02-28', '2027-01-04', release);
    expect(rungs.map(({ rung }) => rung)).toEqual(['REMINDER', 'OVERDUE', 'MANAGER', 'HEAD']);
    expect(rungs.map(({ on }) => on)).toEqual(days);
  });

  it('reminds nobody before they were asked', () => {
    expect(ladder('2027-02-28', '2027-02-27', undefined)[0]?.on).toBe('2027-02-27');
  });

  it('rises: no rung comes before the one below, and none that says late before the deadline is past', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 90 }),
        fc.option(day, { nil: undefined }),
        (opened, notice, release) => {
          const due = addDays(opened, notice);
          const [reminder, ...late] = ladder(due, opened, release).map(({ on }) => on);
          expect(reminder !== undefined && reminder <= due && reminder >= opened).toBe(true);
          expect(late.every((on) => on > due)).toBe(true);
          expect(new Set(late).size).toBe(3);
          expect(late.toSorted()).toEqual(late);
        },
      ),
    );
  });
});

describe('rungs already taken', () => {
  const rungs = ladder('2027-02-28', '2027-01-04', undefined);
  it.each([
    { taken: 0, today: '2027-03-30', still: 0 },
    { taken: 2, today: '2027-03-01', still: 2 },
    { taken: 2, today: '2027-02-27', still: 1 },
    { taken: 4, today: '2027-01-05', still: 0 },
  ])('$taken by $today are still $still after the deadline has moved', ({ taken, today, still }) => {
    expect(rungsStillTaken(rungs, taken, today)).toBe(still);
  });

  it('leave the next one to wake for, until the top', () => {
    expect(nextRungAt(rungs, 1)).toBe(startOfDay('2027-03-01'));
    expect(nextRungAt(rungs, 4)).toBeUndefined();
  });
});
