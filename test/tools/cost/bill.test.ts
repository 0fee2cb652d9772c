import { describe, expect, it } from '@jest/globals';
import { billOf, type Inputs } from '../../../tools/cost/bill.ts';
import { readAssumptions, type Size } from '../../../tools/cost/data.ts';
import { inputs } from './inputs.ts';

const SIZE: Size = { journeysAYear: 12_000, staff: 1_000, agencies: 10, why: 'A thousand a month.' };

const quantityOf = (given: Inputs, what: string, size: Size = SIZE): number => {
  const line = billOf(given, size).lines.find((each) => each.what === what);
  if (line === undefined) throw new Error(`There is no line for ${what}`);
  return line.quantity;
};

function assuming(changes: Partial<Record<keyof Inputs['assumptions']['figures'], number>>): Inputs {
  const { sizes, figures } = readAssumptions();
  const changed = Object.entries(changes).map(([name, value]) => [name, { value, why: 'To test it.' }]);
  return { ...inputs(), assumptions: { sizes, figures: { ...figures, ...Object.fromEntries(changed) } } };
}

describe('a bill', () => {
  it.each([
    ['Step Functions, state transitions', {}, 120_000],
    ['EventBridge, domain events', {}, 80_000],
    ['SQS, messages', {}, 3 * 4_000],
    ['Lambda, requests', { pagesBesides: 0, pagesAnAnswer: 1, callsATransaction: 2 }, 1_000 * (20 + 8 + 200)],
    [
      'Lambda, memory-time',
      { pagesBesides: 0, pagesAnAnswer: 0, callsATransaction: 0, gbSecondsACall: 0.5 },
      4_000,
    ],
    ['DynamoDB, reads by functions', { lostRaces: 0 }, 300_000],
    ['DynamoDB, writes of the table', { lostRaces: 0.25 }, 1_500_000],
    ['DynamoDB, writes of its indexes', { lostRaces: 0.25 }, 1_300_000],
    ['DynamoDB, reads by pages', { pagesBesides: 30, pagesAnAnswer: 1, readUnitsAPage: 2 }, 100_000],
    ['DynamoDB, the access log', { consultationsAJourney: 10 }, 30_000],
    [
      'DynamoDB, the access log kept',
      {
        consultationsAJourney: 10,
        kbAConsultation: 1,
        kbAConsultationListed: 2,
        yearsKept: 1,
        daysOpen: 365,
      },
      (24_000 * 30) / 1024 ** 2,
    ],
    [
      'DynamoDB, the access log backed up',
      {
        consultationsAJourney: 10,
        kbAConsultation: 1,
        kbAConsultationListed: 2,
        yearsKept: 1,
        daysOpen: 365,
      },
      (24_000 * 10) / 1024 ** 2,
    ],
    ['API Gateway, requests', { pagesBesides: 30, pagesAnAnswer: 1 }, 58_000],
    ['WAF, requests', { pagesBesides: 30, pagesAnAnswer: 1, filesAPage: 1 }, 108_000],
    ['DynamoDB, reads by the reconciler', { daysOpen: 365, drivenShare: 0.5 }, 730 * 6_000 + 730 * 3],
    ['DynamoDB, reads by the sweep', {}, 2 * 43_800],
    [
      'DynamoDB, reads by the verification',
      { yearsKept: 1, daysOpen: 365, journeysVerifiedANight: 10_000, readUnitsVerified: 3 },
      (730 / 24) * 30_000,
    ],
    ['Cognito, staff who sign in', {}, 1_000],
    ['Cognito, tokens of agencies', { tokenMinutes: 0 }, 8_000],
    ['DynamoDB, sign-ins', { signInsAMonth: 20 }, 20_000],
  ] as const)('has a line for %s, assuming %o', (what, figures, quantity) => {
    expect(quantityOf(assuming(figures), what)).toBeCloseTo(quantity, 6);
  });

  it('stores open and closed journeys, and backs up the table without its indexes', () => {
    const given = assuming({ yearsKept: 1, daysOpen: 365 });
    const gb = 24_000 / 1024 ** 3;
    expect(quantityOf(given, 'DynamoDB, storage')).toBeCloseTo(gb * 62_000, 9);
    expect(quantityOf(given, 'DynamoDB, point-in-time recovery')).toBeCloseTo(gb * 60_000, 9);
  });

  it('asks for fewer tokens than calls when an agency calls often', () => {
    const often = quantityOf(assuming({ tokenMinutes: 720 }), 'Cognito, tokens of agencies');
    expect(often).toBeLessThan(8_000);
    expect(often).toBeGreaterThan(10);
  });

  it('records every trace of a quiet system, and a share of a busy one', () => {
    const traced = {
      pagesBesides: 0,
      pagesAnAnswer: 0,
      callsATransaction: 1,
      busyShare: 1,
      tracesASecond: 1,
      tracesBeyond: 0.05,
    };
    const quiet = { ...SIZE, journeysAYear: 12 };
    expect(quantityOf(assuming(traced), 'X-Ray, traces', quiet)).toBeCloseTo(108, 6);
    const busy = { ...SIZE, journeysAYear: 1_200_000 };
    const second = 730 * 3_600;
    expect(quantityOf(assuming(traced), 'X-Ray, traces', busy)).toBeCloseTo(
      second + 0.05 * (10_800_000 - second),
      3,
    );
  });

  it('records no trace in the hours in which nobody works', () => {
    const busy = { ...SIZE, journeysAYear: 12_000_000 };
    const all = quantityOf(assuming({ busyShare: 1, tracesBeyond: 0 }), 'X-Ray, traces', busy);
    const third = quantityOf(assuming({ busyShare: 0.33, tracesBeyond: 0 }), 'X-Ray, traces', busy);
    expect(third).toBeCloseTo(0.33 * all, 3);
  });

  it('adds the monthly costs of the templates as they are, by where people sign in', () => {
    const nat = { what: 'NAT gateways', quantity: 2, usd: 73 };
    const acl = { what: 'Web ACLs', quantity: 9, usd: 9 };
    const given = inputs({ pool: [nat, acl], elsewhere: [nat] });
    const monthly = (size: Size) => billOf(given, size).lines.filter(({ unit }) => unit === 'a month');
    const line = { group: 'the month', unit: 'a month' };
    expect(monthly(SIZE)).toEqual([
      { ...line, ...nat },
      { ...line, ...acl },
    ]);
    expect(monthly({ ...SIZE, agencies: 50 })).toEqual([{ ...line, ...nat }]);
  });

  it('has no sign-ins of a user pool with more agencies than it serves', () => {
    const { lines } = billOf(inputs(), { ...SIZE, agencies: 50 });
    expect(lines.map(({ what }) => what).filter((what) => what.startsWith('Cognito'))).toEqual([]);
  });

  it('is the sum of its lines, shared by the journeys of a month', () => {
    const { lines, usd, centsAJourney } = billOf(inputs(), SIZE);
    expect(usd).toBeCloseTo(
      lines.reduce((sum, line) => sum + line.usd, 0),
      9,
    );
    expect(centsAJourney).toBeCloseTo(usd / 10, 9);
  });

  it('has no line without cost', () => {
    const { lines } = billOf(assuming({ emptyPollsAMonth: 0 }), SIZE);
    expect(lines.map(({ what }) => what)).not.toContain('SQS, empty polls');
  });
});
