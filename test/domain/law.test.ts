import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import legislation from '../../data/legislation.json' with { type: 'json' };
import { FIGURE_NAMES, FIGURES, type FigureName } from '../../domain/law/figures.ts';
import { LegislationError } from '../../domain/law/legislation-error.ts';
import { lawFrom } from '../../domain/law/law.ts';
import { publishedLaw } from '../../domain/law/published-law.ts';
import { addDays } from '../../domain/law/time.ts';
import { lawWith } from '../support/law.ts';

const FILE = 'data/legislation.json';
const row = (value: number, from: string | null, until: string | null) => ({
  value,
  from,
  until,
  basis: 'policy',
  source: 'A policy made up for a test',
});
const withRows = (name: FigureName, ...rows: readonly unknown[]) => ({ ...legislation, [name]: rows });

describe('the law in force on a date', () => {
  const changing = lawFrom(
    withRows(
      'minimumDaysServed',
      row(14, null, '2019-12-31'),
      row(28, '2020-01-01', '2026-12-31'),
      row(30, '2027-01-01', null),
    ),
    FILE,
  );

  it.each([
    { date: '1975-06-01', days: 14 },
    { date: '2019-12-31', days: 14 },
    { date: '2020-01-01', days: 28 },
    { date: '2026-12-31', days: 28 },
    { date: '2027-01-01', days: 30 },
    { date: '2199-12-31', days: 30 },
  ])('has the figure of the row whose days include $date', ({ date, days }) => {
    expect(changing.on(date).minimumDaysServed).toBe(days);
  });

  it('leaves out a figure that is not in force yet', () => {
    expect(publishedLaw().on('2023-12-11').mostEligibleDaysEarlier).toBeUndefined();
    expect(publishedLaw().on('2023-12-12').mostEligibleDaysEarlier).toBe(2);
  });

  it('leaves out a figure that has no start yet, until its row has one', () => {
    const { welshDutyToAskAndAct: rows } = legislation;
    expect(publishedLaw().on('2199-12-31').welshDutyToAskAndAct).toBeUndefined();
    const started = lawFrom(withRows('welshDutyToAskAndAct', { ...rows[0], from: '2028-04-01' }), FILE);
    expect(started.on('2028-03-31').welshDutyToAskAndAct).toBeUndefined();
    expect(started.on('2028-04-01').welshDutyToAskAndAct).toBe(1);
  });

  it('leaves out a figure that has been repealed', () => {
    const repealed = lawFrom(withRows('mostEligibleDaysEarlier', row(2, '2023-12-12', '2026-12-31')), FILE);
    expect(repealed.on('2026-12-31').mostEligibleDaysEarlier).toBe(2);
    expect(repealed.on('2027-01-01').mostEligibleDaysEarlier).toBeUndefined();
  });

  it('is one object for all dates of a period, and another after a change', () => {
    expect(changing.on('2026-11-01')).toBe(changing.on('2026-12-31'));
    expect(changing.on('2027-01-01')).not.toBe(changing.on('2026-12-31'));
  });

  it('is the same, however many rows there are, as reading the rows one by one', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: -500, max: 3_000 }), (days, offset) => {
        const ends = days.map((_, at) => days.slice(0, at + 1).reduce((sum, each) => sum + each, 0));
        const rows = [...ends, Infinity].map((end, at) => ({
          ...row(at + 1, null, null),
          from: at === 0 ? null : addDays('2020-01-01', ends[at - 1] ?? 0),
          until: end === Infinity ? null : addDays('2020-01-01', end - 1),
        }));
        const law = lawFrom(withRows('minimumDaysServed', ...rows), FILE);
        const date = addDays('2020-01-01', offset);
        const expected = ends.filter((end) => end <= offset).length + 1;
        expect(law.on(date).minimumDaysServed).toBe(expected);
      }),
    );
  });
});

describe('the legislation data', () => {
  const rows = Object.entries(legislation).flatMap(([name, each]) => each.map((one) => ({ name, ...one })));

  it('is read as it is shipped', () => {
    const commenced = FIGURE_NAMES.filter((name) => FIGURES[name].covers !== 'once-commenced');
    const ended = commenced.filter((name) => legislation[name].at(-1)?.until !== null);
    expect(ended).toEqual([
      'unconditionalReleaseMonths',
      'shorterSentenceRecallDays',
      'shorterSentenceRecallMonths',
    ]);
    const inForce = commenced.filter((name) => !ended.includes(name));
    expect(Object.keys(publishedLaw().on('2026-11-26')).sort()).toEqual(inForce.sort());
  });

  it.each([
    { figure: 'minimumDaysServed', basis: 'policy' },
    { figure: 'adultEligibleDaysEarlier', basis: 'policy' },
    { figure: 'childEligibleDaysEarlier', basis: 'policy' },
    { figure: 'dutyToReferStaleDays', basis: 'policy' },
    { figure: 'saturdayTermDays', basis: 'law' },
    { figure: 'mostEligibleDaysEarlier', basis: 'law' },
    { figure: 'dutyToReferDays', basis: 'law' },
    { figure: 'adultAge', basis: 'law' },
  ])('says that $figure is $basis', ({ figure, basis }) => {
    expect(rows.filter(({ name }) => name === figure).map((each) => each.basis)).toContain(basis);
    expect(new Set(rows.filter(({ name }) => name === figure).map((each) => each.basis)).size).toBe(1);
  });

  it('names an Act, or the law before one, for each row that is law', () => {
    for (const { basis, source } of rows) {
      expect(/\bAct\b/.test(source.split('.')[0] ?? '')).toBe(basis === 'law');
    }
  });
});

describe('data at fault', () => {
  const good = row(28, null, null);
  const { crsReferralDays: _left, ...missing } = legislation;

  it.each([
    {
      case: 'a figure that does not exist',
      data: { ...legislation, minimumDaysServd: [good] },
      says: 'minimumDaysServd: no rule has a figure of this name',
    },
    { case: 'a missing figure', data: missing, says: 'crsReferralDays: a list of its dated rows is missing' },
    {
      case: 'a figure without a row',
      data: withRows('minimumDaysServed'),
      says: 'minimumDaysServed: ',
    },
    {
      case: 'a field that does not exist',
      data: withRows('minimumDaysServed', { ...good, policy: true }),
      says: 'minimumDaysServed, row 1: Unrecognized key: "policy"',
    },
    {
      case: 'a basis that does not exist',
      data: withRows('minimumDaysServed', { ...good, basis: 'custom' }),
      says: 'minimumDaysServed, row 1, basis: ',
    },
    {
      case: 'a value out of range',
      data: withRows('minimumDaysServed', { ...good, value: 3_000 }),
      says: 'minimumDaysServed, row 1: the value 3000 is not from 0 to 366',
    },
    {
      case: 'half a day',
      data: withRows('minimumDaysServed', { ...good, value: 1.5 }),
      says: 'minimumDaysServed, row 1, value: ',
    },
    {
      case: 'a value in words',
      data: withRows('minimumDaysServed', { ...good, value: '28' }),
      says: 'minimumDaysServed, row 1, value: ',
    },
    {
      case: 'a date that does not exist',
      data: withRows('minimumDaysServed', row(28, null, '2027-02-29')),
      says: 'minimumDaysServed, row 1, until: ',
    },
    {
      case: 'a row without a source',
      data: withRows('minimumDaysServed', { ...good, source: '' }),
      says: 'minimumDaysServed, row 1, source: ',
    },
    {
      case: 'a row that ends before it begins',
      data: withRows('mostEligibleDaysEarlier', row(2, '2023-12-12', '2023-12-11')),
      says: 'mostEligibleDaysEarlier, row 1: it ends before it begins',
    },
    {
      case: 'a gap between rows',
      data: withRows('minimumDaysServed', row(28, null, '2026-12-31'), row(30, '2027-01-02', null)),
      says: 'minimumDaysServed, row 2: it does not begin on the day after row 1 ends',
    },
    {
      case: 'rows that overlap',
      data: withRows('minimumDaysServed', row(28, null, '2026-12-31'), row(30, '2026-12-31', null)),
      says: 'minimumDaysServed, row 2: it does not begin on the day after row 1 ends',
    },
    {
      case: 'two rows without an end',
      data: withRows('minimumDaysServed', row(28, null, null), row(30, '2027-01-01', null)),
      says: 'minimumDaysServed, row 2: it does not begin on the day after row 1 ends',
    },
    {
      case: 'a start where the figure is needed on every date',
      data: withRows('minimumDaysServed', row(28, '2020-01-01', null)),
      says: 'minimumDaysServed, row 1: "from" must be null',
    },
    {
      case: 'an end where the figure is needed afterwards',
      data: withRows('dutyToReferDays', row(56, '2018-10-01', '2027-12-31')),
      says: 'dutyToReferDays, row 1: "until" must be null',
    },
    {
      case: 'a proposal of more days than are permitted',
      data: withRows('adultEligibleDaysEarlier', row(3, null, null)),
      says: 'adultEligibleDaysEarlier: the value 3 from 2023-12-12 is more than mostEligibleDaysEarlier, which is 2',
    },
  ])('names the file and the item: $case', ({ data, says }) => {
    expect(() => lawFrom(data, FILE)).toThrow(LegislationError);
    expect(() => lawFrom(data, FILE)).toThrow(`${FILE}: ${says}`);
  });

  it.each([null, [], 'law', 7])('that is %p is refused', (data) => {
    expect(() => lawFrom(data, FILE)).toThrow(`${FILE}: the file: `);
  });

  const tranche = (value: number | null, from: string) => ({
    ...row(0, from, null),
    value,
  });
  const exclusion = (value: string, from: string | null, until: string | null) => ({
    ...row(0, from, until),
    value,
    name: 'an offence made up for a test',
  });
  const fraction = (value: unknown, from: string | null, until: string | null) => ({
    ...row(0, from, until),
    value,
  });

  it.each([
    ...['0/2', '3/2', '1/0', 'half', '1/2/3', '01/2', 0.5].map((value) => ({
      case: `the fraction ${value}`,
      item: 'sds40Fraction',
      rows: [fraction(value, '2024-09-10', null)],
      says: 'sds40Fraction, row 1, value: ',
    })),
    {
      case: 'fractions that overlap',
      item: 'sds40Fraction',
      rows: [fraction('2/5', '2024-09-10', '2026-12-31'), fraction('1/3', '2026-12-31', null)],
      says: 'sds40Fraction, row 2: it does not begin on the day after row 1 ends',
    },
    {
      case: 'a fraction that ends before it begins',
      item: 'sds40Fraction',
      rows: [fraction('2/5', '2024-09-10', '2024-09-09')],
      says: 'sds40Fraction, row 1: it ends before it begins',
    },
    {
      case: 'tranches without a last one',
      item: 'recallTranches',
      rows: [tranche(100, '2026-03-31')],
      says: 'recallTranches, row 1: the value must be null, because longer sentences need a row',
    },
    {
      case: 'a tranche without a limit before the last',
      item: 'recallTranches',
      rows: [tranche(null, '2026-03-31'), tranche(null, '2026-04-14')],
      says: 'recallTranches, row 1: the value is null, and only the last row has no limit',
    },
    {
      case: 'tranches that do not grow',
      item: 'recallTranches',
      rows: [tranche(100, '2026-03-31'), tranche(100, '2026-04-14'), tranche(null, '2026-04-21')],
      says: 'recallTranches, row 2: the value 100 is not more than in row 1',
    },
    {
      case: 'a longer sentence before a shorter one',
      item: 'recallTranches',
      rows: [tranche(100, '2026-03-31'), tranche(null, '2026-03-30')],
      says: 'recallTranches, row 2: it begins before row 1',
    },
    {
      case: 'a tranche without a start',
      item: 'recallTranches',
      rows: [{ ...tranche(null, '2026-03-31'), from: null }],
      says: 'recallTranches, row 1, from: ',
    },
    {
      case: 'a tranche with an end',
      item: 'recallTranches',
      rows: [{ ...tranche(null, '2026-03-31'), until: '2027-01-01' }],
      says: 'recallTranches, row 1, until: ',
    },
    {
      case: 'a code in small letters',
      item: 'sds40Exclusions',
      rows: [exclusion('violent', null, null)],
      says: 'sds40Exclusions, row 1, value: A code is in capitals',
    },
    {
      case: 'a code that is in force twice',
      item: 'sds40Exclusions',
      rows: [exclusion('VIOLENT', '2024-09-10', null), exclusion('VIOLENT', '2026-01-01', null)],
      says: 'sds40Exclusions, row 2: VIOLENT is in force already by row 1',
    },
    {
      case: 'a code that is in force twice, the later row first',
      item: 'sds40Exclusions',
      rows: [exclusion('VIOLENT', '2026-01-01', null), exclusion('VIOLENT', null, null)],
      says: 'sds40Exclusions, row 2: VIOLENT is in force already by row 1',
    },
    {
      case: 'an exclusion that ends before it begins',
      item: 'progressionExclusions',
      rows: [exclusion('VIOLENT', '2026-01-01', '2025-12-31')],
      says: 'progressionExclusions, row 1: it ends before it begins',
    },
    {
      case: 'an exclusion without words',
      item: 'progressionExclusions',
      rows: [fraction('VIOLENT', null, null)],
      says: 'progressionExclusions, row 1, name: ',
    },
    {
      case: 'no exclusion at all',
      item: 'progressionExclusions',
      rows: [],
      says: 'progressionExclusions: ',
    },
  ])('names the file and the item: $case', ({ item, rows, says }) => {
    const data = { ...legislation, [item]: rows };
    expect(() => lawFrom(data, FILE)).toThrow(LegislationError);
    expect(() => lawFrom(data, FILE)).toThrow(`${FILE}: ${says}`);
  });

  it('is not an exclusion that ends and begins again', () => {
    const again = [exclusion('VIOLENT', null, '2025-12-31'), exclusion('VIOLENT', '2026-01-01', null)];
    expect(() => lawFrom({ ...legislation, sds40Exclusions: again }, FILE)).not.toThrow();
  });

  it('has every fault named at once', () => {
    const data = { ...legislation, cas3Nights: [row(0, null, null)], bankAccountDays: [row(-1, null, null)] };
    expect(() => lawFrom(data, FILE)).toThrow(/cas3Nights, row 1[^]*bankAccountDays, row 1/);
  });
});

describe('a changed law', () => {
  it.each(FIGURE_NAMES)('is refused just outside the range of %s', (name) => {
    const { least, most } = FIGURES[name];
    for (const value of [least - 1, most + 1]) {
      expect(() => lawWith({ [name]: value })).toThrow(`${name}, row`);
    }
  });
});
