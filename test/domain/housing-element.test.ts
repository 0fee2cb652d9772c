import { describe, expect, it } from '@jest/globals';
import { housingElement, sayHousingElement, type TimeInCustody } from '../../domain/law/housing-element.ts';
import { THE_LAW } from '../support/law.ts';

const TODAY = '2027-07-05';

function answer(given: Partial<TimeInCustody>, today = TODAY) {
  return housingElement({ began: TODAY, sentenced: true, ...given }, today, THE_LAW);
}

function said(given: Partial<TimeInCustody>, today = TODAY): string {
  return sayHousingElement(answer(given, today), 'began' in given ? given.began : TODAY, THE_LAW);
}

describe('the housing element of Universal Credit in custody', () => {
  it.each([
    ['release in a month', '2027-08-05'],
    ['release on the last day of six months', '2028-01-04'],
    ['release on the day after it, so exactly six months', '2028-01-05'],
  ])('is kept with %s', (_case, release) => {
    expect(answer({ release })).toEqual({ kind: 'KEPT', lastDay: '2028-01-04', daysLeft: 183 });
  });

  it('is not kept with release a day later', () => {
    expect(answer({ release: '2028-01-06' })).toEqual({
      kind: 'TOO_LONG',
      release: '2028-01-06',
      lastDay: '2028-01-04',
    });
  });

  it('is kept on remand, whatever is expected, until six months have passed', () => {
    const remand = { sentenced: false };
    expect(answer(remand)).toMatchObject({ kind: 'KEPT', lastDay: '2028-01-04' });
    expect(answer({ ...remand, release: '2029-01-01' })).toMatchObject({ kind: 'KEPT' });
    expect(answer(remand, '2028-01-04')).toEqual({ kind: 'KEPT', lastDay: '2028-01-04', daysLeft: 0 });
    expect(answer(remand, '2028-01-05')).toEqual({ kind: 'OVER', lastDay: '2028-01-04' });
  });

  it.each([
    ['2027-08-31', '2028-02-29'],
    ['2026-08-31', '2027-02-28'],
    ['2026-08-28', '2027-02-27'],
    ['2026-12-31', '2027-06-30'],
    ['2026-07-31', '2027-01-30'],
  ])('that began on %s has its last day on %s', (began, lastDay) => {
    expect(answer({ began, sentenced: false }, began)).toMatchObject({ lastDay });
  });

  it('is not known without the dates it rests on, or where they cannot be right', () => {
    expect(answer({})).toEqual({ kind: 'NO_RELEASE_DATE', lastDay: '2028-01-04' });
    expect(answer({ began: undefined })).toEqual({ kind: 'NO_FIRST_DAY' });
    expect(answer({ began: '2027-07-06' })).toEqual({ kind: 'DATES_OUT_OF_ORDER' });
    expect(answer({ release: '2027-07-04' })).toEqual({ kind: 'DATES_OUT_OF_ORDER' });
  });

  it.each([
    ['kept', said({ release: '2027-12-01' }), 'The last day is Tuesday 4 January 2028, 183 days from today.'],
    [
      'kept today for the last time',
      said({ sentenced: false }, '2028-01-04'),
      '4 January 2028, which is today.',
    ],
    ['kept until tomorrow', said({ sentenced: false }, '2028-01-03'), '4 January 2028, one day from today.'],
    [
      'not kept',
      said({ release: '2028-03-07' }),
      'Release is expected on Tuesday 7 March 2028, more than six months after custody began',
    ],
    [
      'over',
      said({ sentenced: false }, '2028-02-01'),
      'The first six months in custody ended on Tuesday 4 January',
    ],
    ['not known', said({}), 'No release date is known.'],
    ['without a first day', said({ began: undefined }), 'The first day in custody is not recorded'],
    ['wrong', said({ release: '2027-01-01' }), 'Correct the dates first.'],
  ])('is said to be %s', (_case, text, part) => {
    expect(text).toContain(part);
  });
});
