import { describe, expect, it } from '@jest/globals';
import { reportOf, staleLine } from '../../../tools/cost/report.ts';
import { inputs } from './inputs.ts';

const PAGE = '# What it costs\n\n<!-- counted: begin -->\n\n<!-- counted: end -->\n';
const pageOf = (counted: string): string => PAGE.replace('begin -->\n', `begin -->\n\n${counted}\n`);

describe('the report', () => {
  it('says what a journey costs, and what the sign-ins would that are not counted', () => {
    const [first = ''] = reportOf(inputs()).split('\n');
    expect(first).toMatch(
      /^\*\*A whole journey at 100,000 a year costs \d\.\d\d US cents \(aim: under 2\)\.\*\*/,
    );
    // 10,000 officers at 2 cents a month, and 100,000 journeys in twelve.
    expect(first).toMatch(/10,000 officers and 350 agencies .* not counted.* would cost 2\.40 cents more\.$/);
  });

  it('says nothing of sign-ins that are counted', () => {
    const given = inputs();
    const sizes = given.assumptions.sizes.map((size) => ({ ...size, agencies: 49 }));
    const report = reportOf({ ...given, assumptions: { ...given.assumptions, sizes } });
    expect(report).not.toContain('not counted');
    expect(report).toContain('Cognito, staff who sign in');
  });

  it('shares each month out over its groups', () => {
    const rows = reportOf(inputs()).matchAll(
      /^\| (journeys|the month|staff and agencies|All) +\| ([\d.,]+)/gm,
    );
    const [journeys = 0, month = 0, people = 0, all = 0] = [...rows].map(([, , usd]) => Number(usd));
    expect(journeys + month + people).toBeCloseTo(all, 1);
  });

  it('gives each line its share of the month', () => {
    const shares = [...reportOf(inputs()).matchAll(/ ([\d.]+)% /g)].map(([, share]) => Number(share));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
  });

  it('adds up the lines below the share that is shown, at each size', () => {
    const dollars = (report: string): readonly number[] =>
      [...report.matchAll(/% +\|(.*)\|$/gm)].reduce<number[]>(
        (sums, [, cells = '']) =>
          cells.split('|').map((cell, index) => (sums[index] ?? 0) + Number(cell.replaceAll(',', ''))),
        [],
      );
    const rows = (report: string): number => report.split('\n').filter((line) => line.includes('%')).length;
    const [every, largest] = [reportOf(inputs(), 0), reportOf(inputs(), 0.2)];
    expect(every).not.toContain('others');
    expect(largest).toMatch(/^\| \d+ others /m);
    expect(rows(largest)).toBeLessThan(rows(every));
    for (const [index, sum] of dollars(every).entries())
      expect(Math.abs((dollars(largest)[index] ?? NaN) - sum)).toBeLessThan(0.1);
  });

  it('is refused without the size of the aim', () => {
    const given = inputs();
    const assumptions = { ...given.assumptions, sizes: given.assumptions.sizes.slice(0, 1) };
    expect(() => reportOf({ ...given, assumptions })).toThrow('No size of 100,000 journeys is assumed.');
  });
});

describe('a page', () => {
  it.each([
    ['what is counted', '| Keys | 100 | 1,000.00 |'],
    ['figures within a twentieth', '| Keys | 104 | 1,049.00 |'],
    ['wider columns', '| Keys   | 100 | 1,000.00 |'],
  ])('is current with %s', (_case, now) => {
    expect(staleLine(pageOf('| Keys | 100 | 1,000.00 |'), now)).toBeUndefined();
  });

  it.each([
    ['a figure is further away', '| Keys | 106 | 1,000.00 |'],
    ['a line has another name', '| Secrets | 100 | 1,000.00 |'],
    ['a line is new', '| Keys | 100 | 1,000.00 |\n| Secrets | 1 | 1.00 |'],
    ['a line is gone', ''],
  ])('is stale when %s', (_case, now) => {
    expect(staleLine(pageOf('| Keys | 100 | 1,000.00 |'), now)).toMatch(
      /^docs\/cost\.md is stale: run `npm run cost`/,
    );
  });

  it('lets a small amount differ by a tenth', () => {
    expect(staleLine(pageOf('0.10'), '0.20')).toBeUndefined();
    expect(staleLine(pageOf('0.10'), '0.23')).toContain('page  0.10\n  now   0.23');
  });
});
