import { describe, expect, it } from '@jest/globals';
import { activityOf, type Inputs } from '../../../tools/cost/activity.ts';
import { billOf } from '../../../tools/cost/bill.ts';
import { fixedUnits } from '../../../tools/cost/fixed-units.ts';
import { accessLineBytes, metricsLineBytes } from '../../../tools/cost/log-bytes.ts';
import { coldShare, lambdaTime } from '../../../tools/cost/memory-time.ts';
import { readPrices } from '../../../tools/cost/prices.ts';
import { PAGES } from '../../../tools/cost/pages.ts';
import { inputsOf, SIZE, usageOf } from './inputs.ts';

const GB = 1_073_741_824;
const NOTHING_FIXED = fixedUnits([]);

/** The lines of one service, as `what: units`. */
function lines(inputs: Inputs, service: string, size = SIZE): Readonly<Record<string, number>> {
  const found = billOf(inputs, readPrices(), size).lines.filter((line) => line.service === service);
  return Object.fromEntries(found.map(({ group, what, quantity }) => [`${group}: ${what}`, quantity]));
}

function usd(inputs: Inputs, what: string, size = SIZE): number | undefined {
  return billOf(inputs, readPrices(), size).lines.find((line) => line.what === what)?.usd;
}

describe('the bill of a month', () => {
  it('takes every transition of every journey', () => {
    const inputs = inputsOf({ transitions: 120 });
    expect(lines(inputs, 'Step Functions')).toEqual({ 'journeys: State transitions': 12_000 });
    expect(usd(inputs, 'State transitions')).toBeCloseTo(0.3, 10);
  });

  it('takes the units of all functions together', () => {
    const functions = {
      api: usageOf({ readUnits: 10, writeUnits: 4, indexWriteUnits: 3 }),
      relay: usageOf({ readUnits: 1, writeUnits: 2 }),
    };
    expect(lines(inputsOf({ functions }), 'DynamoDB')).toMatchObject({
      'journeys: Reads': 1_100,
      'journeys: Writes of the table': 600,
      'journeys: Writes of its indexes': 300,
    });
  });

  it('keeps open journeys for as long as they are open, and closed ones for years', () => {
    const inputs = inputsOf(
      { open: { table: GB, indexes: GB }, closed: { table: GB, indexes: 0 } },
      { pointInTimeRecovery: true },
    );
    const open = (1_200 * 540) / 365;
    const kept = 1_200 * 6;
    const found = lines(inputs, 'DynamoDB');
    expect(found['journeys: Storage, open and kept']).toBeCloseTo(2 * open + kept, 6);
    expect(found['journeys: Point-in-time recovery']).toBeCloseTo(open + kept, 6);
    expect(lines(inputsOf({ open: { table: GB, indexes: 0 } }), 'DynamoDB')).not.toHaveProperty(
      'journeys: Point-in-time recovery',
    );
  });

  it('takes each message three times: sent, received, deleted', () => {
    const functions = {
      relay: usageOf({ calls: { 'send-message': 4 } }),
      sweep: usageOf({ calls: { 'send-message': 1 } }),
    };
    expect(lines(inputsOf({ functions }, { polledQueues: 2 }), 'SQS')).toEqual({
      'journeys: Sent, received, deleted': 1_500,
      'journeys: Fair queue': 500,
      'fixed: Empty polls': 1_296_000,
    });
  });

  it('takes what is deployed by the month', () => {
    const fixed = {
      ...NOTHING_FIXED,
      natGateways: 2,
      publicAddresses: 2,
      webAcls: 1,
      webAclRules: 4,
      alarmMetrics: 50,
    };
    const inputs = inputsOf({}, { fixed });
    expect(usd(inputs, 'NAT gateways')).toBeCloseTo(2 * 730 * 0.05, 10);
    expect(usd(inputs, 'Public addresses')).toBeCloseTo(2 * 730 * 0.005, 10);
    expect(usd(inputs, 'Web ACLs')).toBeCloseTo(5, 10);
    expect(usd(inputs, 'Rules')).toBeCloseTo(4, 10);
    expect(usd(inputs, 'Alarms')).toBeCloseTo(5, 10);
  });

  it.each([
    ['PLUS', 0.2],
    ['ESSENTIALS', 0.15],
    ['LITE', 0.055],
  ])('takes staff by the plan they sign in under: %s', (userPoolPlan, dollars) => {
    expect(usd(inputsOf({}, { userPoolPlan }), `Staff who sign in, ${userPoolPlan}`)).toBeCloseTo(
      dollars,
      10,
    );
  });

  it('takes nobody who signs in elsewhere, and refuses a plan there is no price of', () => {
    expect(lines(inputsOf({}), 'Cognito')).toEqual({});
    expect(() => billOf(inputsOf({}, { userPoolPlan: 'GOLD' }), readPrices(), SIZE)).toThrow(/plan GOLD/);
  });

  it('takes no secret an agency, for signing keys are parameters; and so many where they are secrets', () => {
    expect(usd(inputsOf({}), 'Signing keys kept')).toBeUndefined();
    const inputs = inputsOf({});
    inputs.assumptions.agencies.secretsEach.value = 1;
    expect(usd(inputs, 'Signing keys kept')).toBeCloseTo(5 * 0.4, 10);
  });

  it('takes requests at the edge once something stands there', () => {
    const pages = inputsOf({}).measured.pages;
    const counts = {
      functions: { api: usageOf({ invocations: 8 }) },
      pages: { ...pages, person: { usage: usageOf({}), bytes: GB / 20 } },
    };
    // Fifty-one views a journey at no act: 20 of the list, 20 of the person, 10 of the steps, one of what is stuck.
    const requests = 100 * (51 + 8);
    const bare = billOf(inputsOf(counts), readPrices(), SIZE).lines.map(({ service }) => service);
    expect(bare).not.toContain('CloudFront');
    expect(bare).not.toContain('WAF');
    const edge = inputsOf(counts, { distributions: 2, fixed: { ...NOTHING_FIXED, webAcls: 1 } });
    const atTheEdge = requests + 0.5 * 100 * 51;
    expect(lines(edge, 'API Gateway')).toEqual({ 'journeys: Requests': requests });
    expect(lines(edge, 'CloudFront')).toEqual({
      'journeys: Requests': atTheEdge,
      'journeys: Pages sent': 100,
    });
    expect(lines(edge, 'WAF')).toMatchObject({ 'journeys: Requests': atTheEdge });
  });

  it('records every trace below one a second, and one in twenty beyond', () => {
    const few = inputsOf(
      { executions: 12, functions: { api: usageOf({ invocations: 8 }) } },
      { traced: true },
    );
    const signIns = 2 * 10 * 20;
    expect(lines(few, 'X-Ray')['journeys: Traces']).toBeCloseTo(100 * 20 + signIns, 6);
    const month = 730 * 3_600;
    const many = inputsOf({ executions: (3 * month - signIns) / 100 }, { traced: true });
    expect(lines(many, 'X-Ray')['journeys: Traces']).toBeCloseTo(month * (1 + 2 * 0.05), 0);
    expect(lines(inputsOf({ executions: 12 }), 'X-Ray')).toEqual({});
  });

  it('tells the bus each fact, when there is one', () => {
    expect(lines(inputsOf({ facts: 80 }), 'EventBridge')).toEqual({});
    expect(lines(inputsOf({ facts: 80 }, { eventBuses: 1 }), 'EventBridge')).toEqual({
      'journeys: Domain events': 8_000,
      'journeys: Archive': (8_000 * 500) / GB,
    });
  });

  it('adds up to its lines', () => {
    const bill = billOf(inputsOf({ transitions: 120 }, { userPoolPlan: 'PLUS' }), readPrices(), SIZE);
    expect(bill.usd).toBeCloseTo(
      bill.lines.reduce((sum, line) => sum + line.usd, 0),
      10,
    );
    expect(bill.lines.every((line) => line.usd > 0)).toBe(true);
  });
});

describe('what a month comes to', () => {
  const schedules = [
    { function: 'sweep', perMonth: 43_800 },
    { function: 'reconcile', perMonth: 730 },
    { function: 'other', perMonth: 30 },
  ];

  it('has a sweep a minute that finds nothing, whatever the journeys', () => {
    const inputs = inputsOf({ idleSweep: usageOf({ invocations: 1, readUnits: 4 }) }, { schedules });
    const { byTheClock } = activityOf(inputs, SIZE);
    expect(byTheClock.get('sweep')).toMatchObject({ invocations: 43_800, readUnits: 4 * 43_800 });
    expect(byTheClock.get('other')).toMatchObject({ invocations: 30, readUnits: 0 });
  });

  it('looks at every journey that is driven, each hour', () => {
    const reconcile = {
      idle: usageOf({ invocations: 1, readUnits: 6 }),
      ofADriven: usageOf({ readUnits: 0.5, calls: { query: 0.01 } }),
    };
    const inputs = inputsOf({ drivenShare: 0.5, reconcile }, { schedules });
    const driven = ((1_200 * 540) / 365) * 0.5;
    const found = activityOf(inputs, SIZE).byTheClock.get('reconcile');
    expect(found?.invocations).toBe(730);
    expect(found?.readUnits).toBeCloseTo((6 + driven * 0.5) * 730, 6);
    expect(found?.calls['list-executions']).toBeCloseTo((driven / 1_000) * 730, 6);
  });

  it('asks for one token a call when calls are rare, and one in so long when they are many', () => {
    const calls = (perJourney: number) =>
      inputsOf({ functions: { api: usageOf({ invocations: perJourney }) } });
    expect(activityOf(calls(0.001), SIZE).tokens).toBeCloseTo(0.1, 3);
    // Each agency is always calling: a fresh token every twelve hours, at most.
    expect(activityOf(calls(1e9), SIZE).tokens).toBeCloseTo((5 * 730) / 12, 3);
  });

  it('views the pages that lead to an answer, and those looked at besides', () => {
    const views = inputsOf({ officersActs: 10 });
    const perPage = { caseload: 20, steps: 10 + 10, person: 20 + 10, step: 2 * 10, stuck: 1 };
    const all = PAGES.reduce((sum, page) => sum + perPage[page], 0);
    expect(activityOf(views, SIZE).pageViews).toBe(100 * (all + 10));
  });

  it('reads all names again every ten minutes in which somebody looks, and no more', () => {
    const reads = (size: typeof SIZE) => {
      const inputs = inputsOf({ staffRowBytes: 4_096 });
      return activityOf(inputs, size).byTheClock.get('console')?.readUnits ?? 0;
    };
    const rows = SIZE.staff + SIZE.agencies;
    const views = 100 * 51;
    const seconds = 170 * 3_600;
    expect(reads(SIZE)).toBeCloseTo((rows * seconds) / (seconds / views + 600), 6);
    const busy = { ...SIZE, journeysAYear: 12e9 };
    expect(reads(busy)).toBeCloseTo((rows * seconds) / 600, 0);
  });
});

describe('memory-time', () => {
  const memory = new Map([['api', 1_769 / 2]]);

  it('is work slowed by the share of a processor, waiting, and what the count leaves out', () => {
    const inputs = inputsOf({}, { memory });
    const usage = usageOf({ invocations: 1e9, cpuMs: 5e9, calls: { get: 2e9 } });
    const ms = 1e9 * (5 * 2 + 2 * 6 + 4);
    const { requests, gbSeconds } = lambdaTime('api', usage, inputs);
    expect(requests).toBe(1e9);
    expect(gbSeconds).toBeCloseTo((ms / 1_000) * (1_769 / 2 / 1_024), 0);
  });

  it('has loading in it for calls that come after a while', () => {
    const { gbSeconds } = lambdaTime(
      'api',
      usageOf({ invocations: 1 }),
      inputsOf({}, { memory: new Map([['api', 1_024]]) }),
    );
    expect(gbSeconds).toBeCloseTo(0.004 + 0.6, 3);
  });

  it.each([
    [1, 1],
    [730 * 12, Math.exp(-1)],
    [1e9, 0],
  ])('of %d calls a month finds this share cold: %d', (calls, share) => {
    expect(coldShare(calls, 300)).toBeCloseTo(share, 3);
  });
});

describe('bytes of logs', () => {
  it('are a line of what is counted, with each name, and what CloudWatch adds', () => {
    const one = metricsLineBytes('sweep', ['StepsWoken']);
    const two = metricsLineBytes('sweep', ['StepsWoken', 'SweepCompleted']);
    expect(one).toBeGreaterThan(200);
    expect(two - one).toBe(
      JSON.stringify({ Name: 'SweepCompleted', Unit: 'Count' }).length + 1 + '"SweepCompleted":1,'.length,
    );
  });

  it('are an access log’s format with something in its fields', () => {
    expect(accessLineBytes('{"a":"$context.requestId","b":"$context.error.messageString"}', 10)).toBe(
      '{"a":"","b":""}'.length + 2 * 10 + 26,
    );
  });
});
