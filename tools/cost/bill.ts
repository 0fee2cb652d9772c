import type { Counts } from './count.ts';
import type { Assumptions, Priced, PriceList, Size } from './data.ts';
import type { MonthlyCost } from './monthly.ts';

/** What a line grows with. */
export const GROUPS = ['journeys', 'the month', 'staff and agencies'] as const;
export type Group = (typeof GROUPS)[number];

export interface Line {
  readonly group: Group;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  /** US dollars a month. */
  readonly usd: number;
}

export interface Bill {
  readonly size: Size;
  readonly lines: readonly Line[];
  readonly usd: number;
  readonly centsAJourney: number;
}

/** Everything a bill is made from. */
export interface Inputs {
  readonly counts: Counts;
  /** Of the templates with a user pool, and with an issuer of the organisation's own. */
  readonly monthly: { readonly pool: readonly MonthlyCost[]; readonly elsewhere: readonly MonthlyCost[] };
  readonly prices: PriceList;
  readonly assumptions: Assumptions;
}

const GB = 1024 ** 3;
const KB_A_GB = 1024 ** 2;
const HOURS_A_MONTH = 730;
const NIGHTS_A_MONTH = HOURS_A_MONTH / 24;
const MINUTES_A_MONTH = HOURS_A_MONTH * 60;
const SECONDS_A_MONTH = MINUTES_A_MONTH * 60;
/** A message is sent, received and deleted. */
const REQUESTS_A_MESSAGE = 3;
/** An agency reads a referral and answers it. */
const CALLS_AN_ANSWER = 2;
const LOG_KB_A_REQUEST = 0.25;
/** A row, and what two indexes hold of it: each less than 1 KB. */
const ACCESS_LOG_COPIES = 3;

type Quantity = readonly [what: string, priced: Priced, quantity: number];

/** A month of a size, in a steady state: as many journeys begin as end. */
export function billOf(inputs: Inputs, size: Size): Bill {
  const activity = activityOf(inputs, size);
  const priced = (group: Group, quantities: readonly Quantity[]): Line[] =>
    quantities
      .filter(([, , quantity]) => quantity > 0)
      .map(([what, name, quantity]) => {
        const { usd, per, unit } = inputs.prices.prices[name];
        return { group, what, quantity, unit, usd: (quantity * usd) / per };
      });
  const lines = [
    ...priced('journeys', journeyLines(inputs, activity)),
    ...priced('the month', clockLines(inputs, activity)),
    ...inputs.monthly[hasPool(inputs, size) ? 'pool' : 'elsewhere'].map((cost): Line => ({
      ...cost,
      group: 'the month',
      unit: 'a month',
    })),
    ...priced('staff and agencies', peopleLines(inputs, activity, size)),
  ];
  const usd = lines.reduce((sum, line) => sum + line.usd, 0);
  return { size, lines, usd, centsAJourney: (usd * 100) / activity.journeys };
}

/** A user pool serves so many agencies; beyond them everybody signs in at an issuer of the organisation's own. */
export function hasPool({ assumptions: { figures } }: Inputs, { agencies }: Size): boolean {
  return agencies <= figures.agenciesOfAPool.value;
}

/** What staff would cost in a user pool, in US cents a journey. */
export function centsOfPool({ prices }: Inputs, { staff, journeysAYear }: Size): number {
  const { usd, per } = prices.prices['cognito.staff'];
  return (staff * usd * 100 * 12) / per / journeysAYear;
}

interface Activity {
  readonly journeys: number;
  readonly open: number;
  readonly kept: number;
  readonly pages: number;
  readonly apiCalls: number;
  readonly calls: number;
}

function activityOf({ counts: { journey }, assumptions: { figures } }: Inputs, size: Size): Activity {
  const journeys = size.journeysAYear / 12;
  const pages =
    journeys * (figures.pagesBesides.value + figures.pagesAnAnswer.value * journey.answersByOfficers);
  const apiCalls = journeys * CALLS_AN_ANSWER * journey.answersByAgencies;
  return {
    journeys,
    open: size.journeysAYear * (figures.daysOpen.value / 365) * figures.drivenShare.value,
    kept: size.journeysAYear * (figures.yearsKept.value + figures.daysOpen.value / 365),
    pages,
    apiCalls,
    calls: pages + apiCalls + journeys * journey.transactions * figures.callsATransaction.value,
  };
}

function journeyLines({ counts: { journey }, assumptions: { figures } }: Inputs, activity: Activity) {
  const { journeys, kept, pages, apiCalls, calls } = activity;
  const { table } = journey;
  const again = 1 + figures.lostRaces.value;
  const requests = pages + apiCalls;
  const edge = requests + pages * figures.filesAPage.value;
  const consultations = kept * figures.consultationsAJourney.value;
  const logged = (consultations * figures.kbAConsultation.value) / KB_A_GB;
  const listed = (consultations * figures.kbAConsultationListed.value) / KB_A_GB;
  return [
    ['Step Functions, state transitions', 'stepFunctions.transition', journeys * journey.transitions],
    ['Lambda, requests', 'lambda.request', calls],
    ['Lambda, memory-time', 'lambda.gbSecond', calls * figures.gbSecondsACall.value],
    ['DynamoDB, reads by functions', 'dynamodb.read', journeys * table.readUnits * again],
    ['DynamoDB, reads by pages', 'dynamodb.read', pages * figures.readUnitsAPage.value],
    ['DynamoDB, writes of the table', 'dynamodb.write', journeys * table.writeUnits * again],
    ['DynamoDB, writes of its indexes', 'dynamodb.write', journeys * table.indexWriteUnits],
    [
      'DynamoDB, the access log',
      'dynamodb.write',
      journeys * figures.consultationsAJourney.value * ACCESS_LOG_COPIES,
    ],
    ['DynamoDB, the access log kept', 'dynamodb.storage', logged + listed],
    ['DynamoDB, the access log backed up', 'dynamodb.pointInTime', logged],
    ['DynamoDB, storage', 'dynamodb.storage', (kept * (table.storedInTable + table.storedInIndexes)) / GB],
    ['DynamoDB, point-in-time recovery', 'dynamodb.pointInTime', (kept * table.storedInTable) / GB],
    ['SQS, messages', 'sqs.request', REQUESTS_A_MESSAGE * journeys * journey.webhooks],
    ['API Gateway, requests', 'apiGateway.request', requests],
    ['CloudFront, requests', 'cloudFront.request', edge],
    ['CloudFront, pages sent', 'cloudFront.out', (pages * figures.kbAPage.value) / KB_A_GB],
    ['WAF, requests', 'waf.request', edge],
    ['EventBridge, domain events', 'events.event', journeys * journey.facts],
    ['X-Ray, traces', 'xray.trace', tracesOf(calls, figures)],
    ['CloudWatch, access logs', 'logs.ingested', (requests * LOG_KB_A_REQUEST) / KB_A_GB],
  ] as const satisfies readonly Quantity[];
}

/** Scheduled functions and polling, however few journeys there are. */
function clockLines(
  { counts: { idleSweep, idleReconcile, reconciled }, assumptions: { figures } }: Inputs,
  { open, kept }: Activity,
) {
  const hourly = HOURS_A_MONTH * open;
  const sweeps = MINUTES_A_MONTH;
  const verified = NIGHTS_A_MONTH * Math.min(kept, figures.journeysVerifiedANight.value);
  const gbSeconds = sweeps * figures.gbSecondsACall.value + hourly * figures.gbSecondsReconciled.value;
  return [
    ['Lambda, on a schedule', 'lambda.gbSecond', gbSeconds],
    ['DynamoDB, reads by the sweep', 'dynamodb.read', sweeps * idleSweep.readUnits],
    [
      'DynamoDB, reads by the reconciler',
      'dynamodb.read',
      hourly * reconciled.readUnits + HOURS_A_MONTH * idleReconcile.readUnits,
    ],
    ['DynamoDB, reads by the verification', 'dynamodb.read', verified * figures.readUnitsVerified.value],
    ['DynamoDB, writes by the sweep', 'dynamodb.write', sweeps * idleSweep.writeUnits],
    ['SQS, empty polls', 'sqs.request', figures.emptyPollsAMonth.value],
    ['KMS, requests', 'kms.request', figures.keyRequestsAMonth.value],
    ['CloudWatch, metrics of our own', 'cloudWatch.metric', figures.ownMetrics.value],
  ] as const satisfies readonly Quantity[];
}

/** An agency that calls often uses one token for several calls. */
function peopleLines(inputs: Inputs, { apiCalls }: Activity, size: Size) {
  const { figures } = inputs.assumptions;
  const { staff, agencies } = size;
  const inPool = hasPool(inputs, size) ? 1 : 0;
  const callsAMinute = apiCalls / agencies / MINUTES_A_MONTH;
  return [
    ['Cognito, staff who sign in', 'cognito.staff', inPool * staff],
    [
      'Cognito, tokens of agencies',
      'cognito.token',
      (inPool * apiCalls) / (1 + callsAMinute * figures.tokenMinutes.value),
    ],
    ['DynamoDB, sign-ins', 'dynamodb.write', staff * figures.signInsAMonth.value],
  ] as const satisfies readonly Quantity[];
}

function tracesOf(calls: number, { busyShare, tracesASecond, tracesBeyond }: Assumptions['figures']): number {
  const busySeconds = SECONDS_A_MONTH * busyShare.value;
  const aSecond = calls / busySeconds;
  const beyond = Math.max(0, aSecond - tracesASecond.value);
  return (Math.min(aSecond, tracesASecond.value) + beyond * tracesBeyond.value) * busySeconds;
}
