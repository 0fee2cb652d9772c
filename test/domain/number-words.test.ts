import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countOf, spanInDigits, spanOf } from '../../domain/law/number-words.ts';

describe('a count in words', () => {
  it.each([
    { count: 0, words: 'no eligible days' },
    { count: 1, words: 'one eligible day' },
    { count: 2, words: 'two eligible days' },
    { count: 12, words: 'twelve eligible days' },
    { count: 13, words: '13 eligible days' },
    { count: 30, words: '30 eligible days' },
  ])('of $count is "$words"', ({ count, words }) => {
    expect(countOf(count, 'eligible day')).toBe(words);
  });

  it.each([
    { days: 0, words: 'no days', digits: '0 days' },
    { days: 1, words: 'one day', digits: '1 day' },
    { days: 7, words: 'one week', digits: '1 week' },
    { days: 13, words: '13 days', digits: '13 days' },
    { days: 84, words: 'twelve weeks', digits: '12 weeks' },
    { days: 85, words: '85 days', digits: '85 days' },
    { days: 182, words: '26 weeks', digits: '26 weeks' },
  ])('of $days days is "$words", and "$digits" in a label', ({ days, words, digits }) => {
    expect(spanOf(days)).toBe(words);
    expect(spanInDigits(days)).toBe(digits);
  });

  it('is never the same for two spans', () => {
    const days = fc.integer({ min: 0, max: 1_000 });
    fc.assert(fc.property(days, days, (a, b) => expect(spanOf(a) === spanOf(b)).toBe(a === b)));
  });
});
