import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../domain/law/time.ts';
import { proposalOn } from '../../domain/law/release-day-proposal.ts';

const FRIDAY = {
  schemeApplies: true,
  statutoryDate: '2027-03-12',
  presumptiveDate: '2027-03-11',
  earliestPermittedDate: '2027-03-10',
};
const CHILD = { ...FRIDAY, presumptiveDate: '2027-03-10' };
const MONDAY = {
  schemeApplies: false,
  statutoryDate: '2027-03-15',
  presumptiveDate: '2027-03-15',
  earliestPermittedDate: '2027-03-15',
};

describe('what the Friday check proposes and offers as the days pass', () => {
  it.each([
    {
      when: 'long before',
      today: '2027-01-01',
      state: 'OPEN',
      plannedDate: '2027-03-11',
      offered: ['SECOND_DAY', 'PRESUMPTIVE', 'STATUTORY'],
    },
    {
      when: 'on the earliest day',
      today: '2027-03-10',
      state: 'OPEN',
      plannedDate: '2027-03-11',
      offered: ['SECOND_DAY', 'PRESUMPTIVE', 'STATUTORY'],
    },
    {
      when: 'on the proposed day',
      today: '2027-03-11',
      state: 'OPEN',
      plannedDate: '2027-03-11',
      offered: ['PRESUMPTIVE', 'STATUTORY'],
    },
    {
      when: 'on the statutory date, the proposal has lapsed',
      today: '2027-03-12',
      state: 'LAPSED',
      plannedDate: '2027-03-12',
      offered: ['STATUTORY'],
    },
    {
      when: 'after it, nothing is offered',
      today: '2027-03-13',
      state: 'LAPSED',
      plannedDate: '2027-03-12',
      offered: [],
    },
  ])('$when', ({ today, state, plannedDate, offered }) => {
    const proposal = proposalOn(FRIDAY, today);
    expect(proposal).toMatchObject({ state, plannedDate });
    expect(proposal.offered.map(({ choice }) => choice)).toEqual(offered);
  });

  it('offers a child the earliest day once, as the day proposed', () => {
    expect(proposalOn(CHILD, '2027-03-10').offered).toEqual([
      { choice: 'PRESUMPTIVE', date: '2027-03-10' },
      { choice: 'STATUTORY', date: '2027-03-12' },
    ]);
    expect(proposalOn(CHILD, '2027-03-11')).toEqual({
      state: 'LAPSED',
      plannedDate: '2027-03-12',
      offered: [{ choice: 'STATUTORY', date: '2027-03-12' }],
    });
  });

  it('proposes nothing where the scheme does not apply', () => {
    expect(proposalOn(MONDAY, '2027-03-01')).toEqual({
      state: 'NONE',
      plannedDate: '2027-03-15',
      offered: [],
    });
  });

  it('never offers a past day, and never plans for one but an overdue statutory date', () => {
    const lead = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(lead, lead, fc.integer({ min: -30, max: 30 }), (first, second, offset) => {
        const dates = {
          schemeApplies: true,
          statutoryDate: '2027-03-12',
          presumptiveDate: addDays('2027-03-12', -Math.min(first, second)),
          earliestPermittedDate: addDays('2027-03-12', -Math.max(first, second)),
        };
        const today = addDays('2027-03-12', offset);
        const { plannedDate, offered, state } = proposalOn(dates, today);
        for (const { date } of offered) expect(date >= today).toBe(true);
        if (plannedDate < today) expect(plannedDate).toBe(dates.statutoryDate);
        expect(state === 'LAPSED').toBe(dates.presumptiveDate < today);
        expect(plannedDate).toBe(state === 'LAPSED' ? dates.statutoryDate : dates.presumptiveDate);
      }),
    );
  });
});
