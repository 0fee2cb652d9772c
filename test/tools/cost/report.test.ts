import { describe, expect, it } from '@jest/globals';
import type { Inputs } from '../../../tools/cost/activity.ts';
import { alternativesTo, centsOf } from '../../../tools/cost/alternatives.ts';
import { fixedUnits } from '../../../tools/cost/fixed-units.ts';
import { withTimes } from '../../../tools/cost/measured.ts';
import { pageProblem, withCounted } from '../../../tools/cost/page.ts';
import { readPrices } from '../../../tools/cost/prices.ts';
import type { Line } from '../../../tools/cost/bill.ts';
import { freeOf, reportOf } from '../../../tools/cost/report.ts';
import { significant } from '../../../tools/cost/say.ts';
import { countsOf, inputsOf, SIZE, usageOf } from './inputs.ts';

const prices = readPrices();
/** Nothing is deployed where nobody signs in. */
const ELSEWHERE = inputsOf({}).deployed;

/** A journey of so many transitions: a cent for every four hundred. */
const journeyOf = (transitions: number, more: Partial<Inputs['deployed']> = {}): Inputs =>
  inputsOf({ transitions }, more);

describe('the report', () => {
  it.each([
    { case: 'little', transitions: 100, reached: true, says: 'reached.' },
    { case: 'much', transitions: 800, reached: false, says: 'not reached.' },
  ])('says whether the reach was reached: $case', ({ transitions, reached, says }) => {
    const inputs = journeyOf(transitions);
    const report = reportOf(inputs, ELSEWHERE, prices);
    expect(report.reached).toBe(reached);
    expect(report.verdict).toMatch(
      /^A whole journey at 100,000 a year costs \d\.\d\d US cents, all services counted/,
    );
    expect(report.verdict.endsWith(says)).toBe(true);
  });

  it('names what dominates, with its share', () => {
    const { text } = reportOf(journeyOf(40), ELSEWHERE, prices);
    expect(text).toMatch(
      /At 100,000 a year the largest lines are Step Functions, state transitions \(8\d%\);/,
    );
  });

  it('keeps capitals that are a name', () => {
    const fixed = { ...fixedUnits([]), natGateways: 200 };
    expect(reportOf(journeyOf(40, { fixed }), ELSEWHERE, prices).text).toMatch(
      /lines are VPC, NAT gateways \(/,
    );
  });

  it('shows every line of every size, price and assumption', () => {
    const { text } = reportOf(journeyOf(120, { userPoolPlan: 'PLUS' }), ELSEWHERE, prices);
    for (const heading of [
      'What a journey costs',
      'Line by line',
      'Prices',
      'Assumptions',
      'What is deployed',
    ]) {
      expect(text).toContain(`### ${heading}`);
    }
    expect(text).toMatch(/\| staff +\| Cognito +\| Staff who sign in, PLUS +\|/);
    expect(text).toMatch(/\| dynamodb\.write .*\| no: as remembered \|/);
    expect(text).toMatch(/\| journey\.yearsKept +\| 6 /);
  });

  it('cannot be made without the size that the reach is about', () => {
    const inputs = journeyOf(120);
    const sizes = [SIZE];
    expect(() =>
      reportOf({ ...inputs, assumptions: { ...inputs.assumptions, sizes } }, ELSEWHERE, prices),
    ).toThrow(/No size of 100,000 journeys/);
  });
});

describe('what would bring the cost down', () => {
  const fixed = { ...fixedUnits([]), natGateways: 2, publicAddresses: 2 };
  const inputs = journeyOf(120, { userPoolPlan: 'PLUS', fixed });

  it('saves what the bill without it is less', () => {
    const found = new Map(
      alternativesTo(inputs, ELSEWHERE, prices, SIZE).each.map(({ what, savesCents }) => [what, savesCents]),
    );
    // A hundred journeys a month: a dollar is a cent a journey.
    expect(found.get('The Essentials plan of Cognito in place of Plus')).toBeCloseTo(10 * 0.005, 6);
    expect(found.get('The Lite plan of Cognito in place of Plus')).toBeCloseTo(10 * 0.0145, 6);
    expect(found.get('Webhooks from outside a network of ours, without a gateway')).toBeCloseTo(
      2 * 730 * 0.055,
      6,
    );
  });

  it('comes with the most first, and leaves out what would save nothing', () => {
    const { each } = alternativesTo(inputs, ELSEWHERE, prices, SIZE);
    expect(each.map(({ savesCents }) => savesCents)).toEqual(
      each.map(({ savesCents }) => savesCents).toSorted((a, b) => b - a),
    );
    expect(each.map(({ what }) => what)).not.toContain('Access tokens of agencies valid for a day');
  });

  it('leaves what all together leave, which is no more than the best of them', () => {
    const { each, allTogetherCents } = alternativesTo(inputs, ELSEWHERE, prices, SIZE);
    const now = centsOf(inputs, prices, SIZE);
    expect(allTogetherCents).toBeLessThanOrEqual(now - (each[0]?.savesCents ?? 0) + 1e-9);
    expect(allTogetherCents).toBeGreaterThan(0);
  });
});

describe('what AWS gives for nothing', () => {
  const line = (priced: Line['priced'], quantity: number): Line => ({
    group: 'fixed',
    service: '',
    what: '',
    priced,
    quantity,
    usd: 0,
  });

  it('is given once for all lines of a price, and of few of a price no more than those', () => {
    const lines = [
      line('cloudWatch.alarm', 8),
      line('cloudWatch.alarm', 8),
      line('cloudWatch.metric', 4),
      line('waf.acl', 2),
    ];
    expect(freeOf({ lines }, prices)).toBeCloseTo(10 * 0.1 + 4 * 0.3, 6);
  });

  it('is said beside what a journey costs where somebody else gives identity', () => {
    const { text } = reportOf(journeyOf(120, { userPoolPlan: 'PLUS' }), ELSEWHERE, prices);
    expect(text).toMatch(
      /at an issuer of somebody else’s, a whole journey at 100,000 a year costs 0\.\d\d cents/,
    );
  });
});

describe('times', () => {
  it('are put to the counts by the call and by the view', () => {
    const counts = countsOf({
      functions: { api: usageOf({ invocations: 8 }), relay: usageOf({ invocations: 2 }) },
    });
    const timed = withTimes(counts, { functions: { api: 1.5 }, pages: { person: 3 } });
    expect(timed.functions['api']?.cpuMs).toBe(12);
    expect(timed.functions['relay']?.cpuMs).toBe(0);
    expect(timed.pages.person.usage.cpuMs).toBe(3);
  });
});

describe('the page', () => {
  const document = 'Before\n<!-- counted: begin -->\n\nold\n\n<!-- counted: end -->\nafter\n';

  it('is right when it says what was counted, and is told the first line that differs', () => {
    expect(pageProblem(withCounted(document, 'new\nlines'), 'new\nlines')).toBeUndefined();
    const problem = pageProblem(withCounted(document, 'new\nlines'), 'new\nfigures');
    expect(problem).toMatch(/run `npm run cost`/);
    expect(problem).toMatch(/it says {2}lines\n {2}and now {2}figures/);
  });

  it('is refused without its markers', () => {
    expect(() => withCounted('# Cost', 'A table.')).toThrow(/no place marked for "counted"/);
  });
});

describe('figures', () => {
  it.each([
    [1_234.5, '1,235'],
    [99.95, '100'],
    [12.345, '12.3'],
    [0.01234, '0.0123'],
    [0, '0'],
  ])('%d is shown as %s', (value, shown) => {
    expect(significant(value)).toBe(shown);
  });
});
