import { describe, expect, it } from '@jest/globals';
import { calendarFrom } from '../../domain/law/calendar.ts';
import { medicineSupply, sayMedicineSupply } from '../../domain/law/medicine-supply.ts';
import bankHolidays from '../../data/bank-holidays.json' with { type: 'json' };
import { THE_LAW } from '../support/law.ts';

const CALENDAR = calendarFrom(bankHolidays);
const supplied = (release: string) => medicineSupply(release, CALENDAR, THE_LAW.onRelease(release));

describe('the medicine with which a person leaves', () => {
  it.each([
    ['on a Tuesday in a plain week', '2027-03-09', 7, undefined],
    ['on a Thursday, with a day to reach the pharmacy', '2027-03-11', 7, undefined],
    ['on a Friday', '2027-03-12', 28, ['2027-03-13', '2027-03-14']],
    ['on a Saturday', '2027-03-13', 28, ['2027-03-13', '2027-03-14']],
    ['on a Sunday', '2027-03-14', 28, ['2027-03-14', '2027-03-14']],
    ['on the Wednesday before Good Friday', '2027-03-24', 28, ['2027-03-26', '2027-03-29']],
    ['on the Thursday before Good Friday', '2027-03-25', 28, ['2027-03-26', '2027-03-29']],
    ['in the week before a bank holiday Monday', '2027-04-27', 28, ['2027-05-01', '2027-05-03']],
    ['on the day after a bank holiday Monday', '2027-05-04', 7, undefined],
    ['on the Monday of the week of Christmas', '2026-12-21', 28, ['2026-12-25', '2026-12-28']],
    ['on Christmas Eve', '2026-12-24', 28, ['2026-12-25', '2026-12-28']],
    [
      'just so long before Christmas that the supply ends on it',
      '2026-12-18',
      28,
      ['2026-12-19', '2026-12-20'],
    ],
    ['a week and a day before Christmas', '2026-12-17', 7, undefined],
  ])('%s lasts long enough', (_case, release, days, closed) => {
    const { closure, ...supply } = supplied(release);
    expect(supply).toEqual({ days });
    expect(closure && [closure.from, closure.until]).toEqual(closed);
  });

  it('is the larger one, and says why, where the bank holidays are not known yet', () => {
    const supply = supplied('2099-03-10');
    expect(supply).toEqual({ days: 28, notKnown: true });
    expect(sayMedicineSupply(supply)).toMatch(
      /^At least 28 days .*not known yet, so services may be closed\.$/,
    );
  });

  it.each([
    ['2027-03-09', 'At least seven days of medicine, or a prescription for it.'],
    [
      '2026-12-24',
      'At least 28 days of medicine, or a prescription for it: services are closed from Friday 25 December 2026 to Monday 28 December 2026.',
    ],
    [
      '2027-03-14',
      'At least 28 days of medicine, or a prescription for it: services are closed on Sunday 14 March 2027.',
    ],
  ])('is said in words for %s', (release, words) => {
    expect(sayMedicineSupply(supplied(release))).toBe(words);
  });
});
