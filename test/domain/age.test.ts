import { describe, expect, it } from '@jest/globals';
import { ageOn, fullAgeOn, isAdultOn } from '../../domain/law/age.ts';
import { lawWith, THE_LAW } from '../support/law.ts';

describe('age', () => {
  it.each([
    ['2010-05-17', '2028-05-16', 17],
    ['2010-05-17', '2028-05-17', 18],
    ['2012-02-29', '2030-02-28', 17],
    ['2012-02-29', '2030-03-01', 18],
    ['2012-02-29', '2032-02-29', 20],
  ])('of someone born on %s is on %s %d', (born, on, age) => {
    expect(ageOn(born, on)).toBe(age);
  });

  it.each([
    ['2010-05-17', '2028-05-17'],
    ['2010-03-01', '2028-03-01'],
    ['2012-02-29', '2030-03-01'],
    ['2008-02-28', '2026-02-28'],
  ])('of someone born on %s is full on %s', (born, day) => {
    expect(fullAgeOn(born, '2027-01-01', THE_LAW)).toBe(day);
  });

  it('is full on the 29 February of a leap year', () => {
    const law = lawWith({ adultAge: 16 });
    expect(fullAgeOn('2012-02-29', '2027-01-01', law)).toBe('2028-02-29');
  });

  it('makes an adult on the eighteenth birthday', () => {
    expect(isAdultOn('2010-05-17', '2028-05-16', THE_LAW)).toBe(false);
    expect(isAdultOn('2010-05-17', '2028-05-17', THE_LAW)).toBe(true);
  });
});
