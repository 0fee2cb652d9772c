import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { inForceOn, LEGISLATION, requiredOn, type DatedLaw } from '../../domain/law/legislation.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const law = (from: string | null, until: string | null): DatedLaw => ({
  from,
  until,
  source: `${from ?? ''} to ${until ?? ''}`,
  policy: false,
});

describe('the law in force on a date', () => {
  const entries = [law(null, '2019-12-31'), law('2020-01-01', '2023-12-11'), law('2023-12-12', null)];

  it.each([
    { date: '1990-01-01', source: ' to 2019-12-31' },
    { date: '2019-12-31', source: ' to 2019-12-31' },
    { date: '2020-01-01', source: '2020-01-01 to 2023-12-11' },
    { date: '2023-12-12', source: '2023-12-12 to ' },
    { date: '2090-01-01', source: '2023-12-12 to ' },
  ])('is the entry whose days include $date', ({ date, source }) => {
    expect(inForceOn(entries, day(date))?.source).toBe(source);
  });

  it('is none before the first', () => {
    expect(inForceOn([law('2023-12-12', null)], day('2023-12-11'))).toBeUndefined();
  });

  it('is a fault of the data where a rule cannot do without', () => {
    expect(() => requiredOn([law('2023-12-12', null)], day('2023-12-11'))).toThrow(
      'No entry of the legislation data covers 2023-12-11',
    );
  });
});

describe('the legislation data', () => {
  it.each(Object.entries(LEGISLATION).map(([name, entries]) => ({ name, entries })))(
    'of $name has a source for each entry and never two in force on one day',
    ({ entries }) => {
      const inOrder = [...entries].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
      expect(entries.length).toBeGreaterThan(0);
      inOrder.slice(1).forEach((later, at) => {
        expect((inOrder[at]?.until ?? '9999') < (later.from ?? '')).toBe(true);
      });
    },
  );
});
