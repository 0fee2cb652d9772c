import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { dateTypeChoice, dateTypeName, dateTypeTitle } from '../../domain/law/date-type-names.ts';
import { fractionWords, readFraction, shareOf } from '../../domain/law/fraction.ts';
import { longDate, weekdayName } from '../../domain/law/long-date.ts';
import { countOf, spanInDigits, spanOf, upToNights } from '../../domain/law/number-words.ts';
import { RELEASE_DATE_TYPES, type ReleaseDateType } from '../../domain/law/release-day.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { sayTime } from '../../domain/law/say-time.ts';

/** Written from the glossary of the prison service, not from the code. */
const NAMES: Readonly<Record<Exclude<ReleaseDateType, 'CONFIRMED'>, string>> = {
  CRD: 'conditional release date',
  ARD: 'automatic release date',
  PRRD: 'post-recall release date',
  ETD: 'early transfer date',
  MTD: 'mid transfer date',
  LTD: 'late transfer date',
  SED: 'sentence expiry date',
  LED: 'licence expiry date',
  SLED: 'sentence and licence expiry date',
  TUSED: 'top-up supervision expiry date',
  PED: 'parole eligibility date',
  HDCED: 'home detention curfew eligibility date',
  HDCAD: 'home detention curfew approved date',
  APD: 'approved parole date',
};

describe('a type of date, for an officer,', () => {
  it.each(Object.entries(NAMES) as [keyof typeof NAMES, string][])(
    '%s has its name and its letters in a sentence, as a title and as a choice',
    (type, name) => {
      const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)} (${type})`;
      expect([dateTypeName(type), dateTypeTitle(type), dateTypeChoice(type)]).toEqual([
        `${name} (${type})`,
        title,
        `${type}: ${name}`,
      ]);
    },
  );

  it('has no letters where it is a confirmed date', () => {
    expect(dateTypeName('CONFIRMED')).toBe('confirmed release date');
    expect(dateTypeTitle('CONFIRMED')).toBe('Confirmed release date');
    expect(dateTypeChoice('CONFIRMED')).toBe('Confirmed release date');
  });

  it('has a name that no other type has', () => {
    expect(new Set(RELEASE_DATE_TYPES.map(dateTypeName)).size).toBe(RELEASE_DATE_TYPES.length);
  });
});

describe('a fraction of the law', () => {
  it.each([
    { text: '1/2', words: 'one half' },
    { text: '1/3', words: 'one third' },
    { text: '2/3', words: 'two thirds' },
    { text: '3/4', words: 'three quarters' },
    { text: '2/5', words: 'two fifths' },
    { text: '5/6', words: 'five sixths' },
    { text: '3/7', words: 'three sevenths' },
    { text: '1/8', words: 'one eighth' },
    { text: '4/9', words: 'four ninths' },
    { text: '9/10', words: 'nine tenths' },
    { text: '7/20', words: '7/20' },
    { text: '1/11', words: '1/11' },
    { text: '1/1', words: '1/1' },
  ])('$text is said as $words', ({ text, words }) => {
    const [numerator, denominator] = text.split('/').map(Number);
    const fraction = readFraction(text);
    expect(fraction).toEqual({ text, numerator, denominator });
    expect(fraction && fractionWords(fraction)).toBe(words);
  });

  it.each([
    '',
    '1',
    '0/2',
    '1/0',
    '3/2',
    '2/1',
    '01/2',
    '1/02',
    '100/200',
    ' 1/2',
    '1/2 ',
    '1/2/3',
    '-1/2',
    'half',
  ])('is not read from "%s"', (text) => {
    expect(readFraction(text)).toBeUndefined();
  });

  it.each([
    { days: 100, text: '1/2', share: 50 },
    { days: 101, text: '1/2', share: 51 },
    { days: 1, text: '1/2', share: 1 },
    { days: 0, text: '1/2', share: 0 },
    { days: 100, text: '1/3', share: 34 },
    { days: 99, text: '1/3', share: 33 },
    { days: 731, text: '2/5', share: 293 },
    { days: 730, text: '2/5', share: 292 },
    { days: 365, text: '1/1', share: 365 },
  ])('of $days days, $text is $share: a part of a day counts as a whole one', ({ days, text, share }) => {
    const fraction = readFraction(text);
    expect(fraction && shareOf(days, fraction)).toBe(share);
  });
});

describe('a date in words', () => {
  const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July'];
  MONTHS.push('August', 'September', 'October', 'November', 'December');

  it.each(MONTHS.map((name, at) => ({ name, iso: `2027-${String(at + 1).padStart(2, '0')}-05` })))(
    '$iso is in $name',
    ({ name, iso }) => {
      expect(sayDate(iso)).toMatch(new RegExp(`^[A-Z][a-z]+day 5 ${name} 2027$`));
    },
  );

  it.each([
    ['2027-03-08', 'Monday'],
    ['2027-03-09', 'Tuesday'],
    ['2027-03-10', 'Wednesday'],
    ['2027-03-11', 'Thursday'],
    ['2027-03-12', 'Friday'],
    ['2027-03-13', 'Saturday'],
    ['2027-03-14', 'Sunday'],
  ])('%s is a %s', (iso, weekday) => {
    const date = Temporal.PlainDate.from(iso);
    expect(weekdayName(date)).toBe(weekday);
    expect(longDate(date)).toBe(`${weekday} ${date.day} March 2027`);
  });

  it.each([
    ['a day that does not exist', '2027-02-29'],
    ['a month that does not exist', '2027-13-01'],
    ['a date with a time', '2027-03-09T09:00:00Z'],
    ['a date in another form', '09/03/2027'],
    ['a short form that Temporal would read', '20270309'],
    ['nothing', ''],
    ['no text', undefined],
    ['a number', 20270309],
  ])('is "a date not known" for %s', (_case, date) => {
    expect(sayDate(date)).toBe('a date not known');
  });
});

describe('a time in words', () => {
  it.each([
    ['00:00', '12am'],
    ['00:05', '12:05am'],
    ['09:00', '9am'],
    ['9:00', '9am'],
    ['09:30', '9:30am'],
    ['11:59', '11:59am'],
    ['12:00', 'midday'],
    ['12:01', '12:01pm'],
    ['13:00', '1pm'],
    ['14:30', '2:30pm'],
    ['23:00', '11pm'],
  ])('%s is %s', (time, words) => {
    expect(sayTime(time)).toBe(words);
  });

  it.each(['', 'noon', '9', '9:5', '09:30:00', '109:30'])('is "a time not known" for "%s"', (time) => {
    expect(sayTime(time)).toBe('a time not known');
  });
});

describe('a count in words', () => {
  const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  WORDS.push('ten', 'eleven', 'twelve', '13');

  it.each(WORDS.map((word, count) => ({ word, count })))('$count is $word', ({ word, count }) => {
    expect(countOf(count, 'working day')).toBe(`${word} working day${count === 1 ? '' : 's'}`);
  });

  it.each([
    [1, 'one day', '1 day'],
    [6, 'six days', '6 days'],
    [7, 'one week', '1 week'],
    [8, 'eight days', '8 days'],
    [14, 'two weeks', '2 weeks'],
    [30, '30 days', '30 days'],
    [84, 'twelve weeks', '12 weeks'],
    [0, 'no days', '0 days'],
  ])('of %d days is %s in a sentence, and %s in a title', (days, sentence, title) => {
    expect([spanOf(days), spanInDigits(days)]).toEqual([sentence, title]);
  });

  it.each([
    [1, 'up to one night'],
    [84, 'up to 84 nights'],
  ])('of %d nights is the longest a bed lasts: %s', (nights, words) => {
    expect(upToNights(nights)).toBe(words);
  });
});
