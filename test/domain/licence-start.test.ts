import { describe, expect, it } from '@jest/globals';
import bankHolidayData from '../../data/bank-holidays.json' with { type: 'json' };
import { CalendarHorizonError, calendarFrom } from '../../domain/law/calendar.ts';
import { licenceStart } from '../../domain/law/licence-start.ts';

const calendar = calendarFrom(bankHolidayData);

describe('the day a licence starts', () => {
  it.each([
    [
      'the confirmed date before the conditional release date',
      '2027-03-11',
      '2027-03-12',
      true,
      '2027-03-11',
    ],
    ['the confirmed date on the conditional release date', '2027-03-12', '2027-03-12', true, '2027-03-12'],
    [
      'the conditional release date, when the confirmed one is later',
      '2027-03-15',
      '2027-03-12',
      true,
      '2027-03-12',
    ],
    [
      'the Friday before, for a conditional release date on a Sunday',
      undefined,
      '2027-03-14',
      true,
      '2027-03-12',
    ],
    ['the Thursday before Good Friday', '2027-03-30', '2027-03-26', true, '2027-03-25'],
    ['not the confirmed date of somebody not yet convicted', '2027-03-10', '2027-03-12', false, '2027-03-12'],
    [
      'the confirmed date without a conditional one, on a working day',
      '2027-03-13',
      undefined,
      true,
      '2027-03-12',
    ],
    ['not known without a date', undefined, undefined, true, undefined],
  ])('is %s', (_case, confirmedDate, conditionalReleaseDate, convicted, expected) => {
    expect(licenceStart({ confirmedDate, conditionalReleaseDate, convicted }, calendar)).toBe(expected);
  });

  it.each([
    ['not a confirmed date before it', '2027-03-10', '2027-03-12', '2027-03-12'],
    ['a confirmed date from that working day on', '2027-03-13', '2027-03-14', '2027-03-13'],
    ['the working day itself', '2027-03-12', '2027-03-14', '2027-03-12'],
    ['not a confirmed date after it', '2027-03-16', '2027-03-14', '2027-03-12'],
    ['the Thursday before Good Friday', undefined, '2027-03-26', '2027-03-25'],
    ['the confirmed date where there is no conditional one', '2027-03-10', undefined, '2027-03-10'],
  ])(
    'for somebody detained for immigration is the last working day up to the conditional release date: %s',
    (_case, confirmedDate, conditionalReleaseDate, expected) => {
      const dates = { confirmedDate, conditionalReleaseDate };
      const detained = { ...dates, convicted: true, detainedForImmigration: true };
      expect(licenceStart(detained, calendar)).toBe(expected);
      expect(licenceStart({ ...dates, convicted: false }, calendar)).toBe(expected);
    },
  );

  it('is not guessed beyond the last bank holiday known', () => {
    const input = { conditionalReleaseDate: '2060-01-01', convicted: true };
    expect(() => licenceStart(input, calendar)).toThrow(CalendarHorizonError);
  });
});
