import { activityOf, HOURS_A_MONTH, SECONDS_A_MONTH, type Activity, type Inputs } from './activity.ts';
import type { Size } from './assumptions.ts';
import { accessLineBytes, metricsLineBytes } from './log-bytes.ts';
import { lambdaTime } from './memory-time.ts';
import { usdFor, type Priced, type PriceList } from './prices.ts';
import { NO_USAGE, plus, type Usage } from './usage.ts';

/** What a line grows with: journeys; nothing at all; members of staff; agencies. */
export const GROUPS = ['journeys', 'fixed', 'staff', 'agencies'] as const;
export type Group = (typeof GROUPS)[number];

export interface Line {
  readonly group: Group;
  readonly service: string;
  readonly what: string;
  readonly quantity: number;
  readonly priced: Priced;
  /** US dollars a month. */
  readonly usd: number;
}

export interface Bill {
  readonly size: Size;
  readonly activity: Activity;
  readonly lines: readonly Line[];
  readonly usd: number;
}

const GB = 1024 ** 3;
const DAYS_A_MONTH = 365 / 12;
const SWEEP_METRICS = ['StepsWoken', 'DeliveriesQueued', 'OutboxLeftBehind', 'SweepCompleted'];

/** A month of a size, line by line. */
export function billOf(inputs: Inputs, prices: PriceList, size: Size): Bill {
  const activity = activityOf(inputs, size);
  const lines: Line[] = [];
  const add = (group: Group, service: string, what: string, priced: Priced, quantity: number): void => {
    if (quantity <= 0) return;
    lines.push({ group, service, what, quantity, priced, usd: usdFor(prices, priced, quantity) });
  };
  addJourneys(inputs, activity, add);
  addRequests(inputs, activity, add);
  addClock(inputs, activity, add);
  addFixed(inputs, add);
  addPeople(inputs, activity, size, add);
  return { size, activity, lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0) };
}

type Add = (group: Group, service: string, what: string, priced: Priced, quantity: number) => void;

function addJourneys(inputs: Inputs, activity: Activity, add: Add): void {
  const { measured, deployed } = inputs;
  const all = total(activity.byJourneys);
  add(
    'journeys',
    'Step Functions',
    'State transitions',
    'stepFunctions.transition',
    measured.transitions * activity.journeys,
  );
  addLambda('journeys', activity.byJourneys, inputs, add);
  add('journeys', 'DynamoDB', 'Reads', 'dynamodb.read', all.readUnits);
  add('journeys', 'DynamoDB', 'Writes of the table', 'dynamodb.write', all.writeUnits);
  add('journeys', 'DynamoDB', 'Writes of its indexes', 'dynamodb.write', all.indexWriteUnits);
  const { open, closed } = measured;
  const tableGb = (activity.open * open.table + activity.kept * closed.table) / GB;
  const indexesGb = (activity.open * open.indexes + activity.kept * closed.indexes) / GB;
  add('journeys', 'DynamoDB', 'Storage, open and kept', 'dynamodb.storage', tableGb + indexesGb);
  if (deployed.pointInTimeRecovery) {
    add('journeys', 'DynamoDB', 'Point-in-time recovery', 'dynamodb.pointInTime', tableGb);
  }
  add('journeys', 'SQS', 'Sent, received, deleted', 'sqs.request', 3 * activity.messages);
  add('journeys', 'SQS', 'Fair queue', 'sqs.fair', activity.messages);
  add('journeys', 'KMS', 'Signing keys opened', 'kms.request', activity.webhooks);
  if (deployed.traced) add('journeys', 'X-Ray', 'Traces', 'xray.trace', tracesOf(inputs, activity));
  if (deployed.eventBuses > 0) {
    const events = measured.facts * activity.journeys;
    add('journeys', 'EventBridge', 'Domain events', 'events.event', events);
    add(
      'journeys',
      'EventBridge',
      'Archive',
      'events.archive',
      (events * inputs.assumptions.services.eventBytes.value) / GB,
    );
  }
}

/** Requests from outside, and what goes out. */
function addRequests({ deployed, assumptions }: Inputs, activity: Activity, add: Add): void {
  const { services, pages } = assumptions;
  const requests = activity.pageViews + activity.apiRequests;
  add('journeys', 'API Gateway', 'Requests', 'apiGateway.request', requests);
  const atTheEdge = requests + activity.pageViews * pages.assetsAView.value;
  if (deployed.distributions > 0) {
    add('journeys', 'CloudFront', 'Requests', 'cloudFront.request', atTheEdge);
    add('journeys', 'CloudFront', 'Pages sent', 'cloudFront.out', activity.pageBytes / GB);
  } else {
    add('journeys', 'Data transfer', 'Pages sent', 'transfer.out', activity.pageBytes / GB);
  }
  if (deployed.fixed.webAcls > 0) add('journeys', 'WAF', 'Requests', 'waf.request', atTheEdge);
  const webhookGb = (activity.webhooks * services.webhookBytes.value) / GB;
  add('journeys', 'Data transfer', 'Webhooks sent', 'transfer.out', webhookGb);
  if (deployed.fixed.natGateways > 0) add('journeys', 'VPC', 'Webhooks through NAT', 'vpc.natOut', webhookGb);
  const accessBytes = deployed.accessLogs.map((format) =>
    accessLineBytes(format, services.accessLogFieldBytes.value),
  );
  const access = (requests * Math.max(0, ...accessBytes)) / GB;
  const deliveries = (activity.messages * metricsLineBytes('deliver-webhook', ['WebhooksDelivered'])) / GB;
  addLogs('journeys', access + deliveries, deployed.logRetentionMonths, services.logStorageShare.value, add);
}

function addClock(inputs: Inputs, activity: Activity, add: Add): void {
  const { deployed, assumptions } = inputs;
  const { services } = assumptions;
  const all = total(activity.byTheClock);
  addLambda('fixed', activity.byTheClock, inputs, add);
  add('fixed', 'DynamoDB', 'Reads by the clock, and names', 'dynamodb.read', all.readUnits);
  add('fixed', 'DynamoDB', 'Writes by the clock, and sign-ins', 'dynamodb.write', all.writeUnits);
  add('fixed', 'SQS', 'Empty polls', 'sqs.request', services.emptyPollsAMonth.value * deployed.polledQueues);
  const sweeps = activity.byTheClock.get('sweep')?.invocations ?? 0;
  const swept = (sweeps * metricsLineBytes('sweep', SWEEP_METRICS)) / GB;
  addLogs('fixed', swept, deployed.logRetentionMonths, services.logStorageShare.value, add);
  const keyUsers = deployed.memory.size + deployed.logGroups;
  add('fixed', 'KMS', 'Requests', 'kms.request', keyUsers * services.keyRequestsAnHour.value * HOURS_A_MONTH);
}

function addFixed({ deployed: { fixed }, assumptions }: Inputs, add: Add): void {
  add('fixed', 'VPC', 'NAT gateways', 'vpc.natHour', fixed.natGateways * HOURS_A_MONTH);
  add('fixed', 'VPC', 'Public addresses', 'vpc.addressHour', fixed.publicAddresses * HOURS_A_MONTH);
  add('fixed', 'VPC', 'Interface endpoints', 'vpc.endpointHour', fixed.endpointZones * HOURS_A_MONTH);
  add('fixed', 'WAF', 'Web ACLs', 'waf.acl', fixed.webAcls);
  add('fixed', 'WAF', 'Rules', 'waf.rule', fixed.webAclRules);
  add('fixed', 'CloudWatch', 'Alarms', 'cloudWatch.alarm', fixed.alarmMetrics);
  add('fixed', 'CloudWatch', 'Dashboards', 'cloudWatch.dashboard', fixed.dashboards);
  const own = fixed.customMetrics + assumptions.services.unwatchedMetrics.value;
  add('fixed', 'CloudWatch', 'Metrics of our own', 'cloudWatch.metric', own);
  add('fixed', 'CloudWatch', 'Metrics by route', 'cloudWatch.metric', fixed.detailedMetrics);
  add('fixed', 'KMS', 'Keys', 'kms.key', fixed.keys);
  add('fixed', 'Secrets Manager', 'Secrets of the product', 'secrets.secret', fixed.secrets);
  const reads = fixed.secrets * assumptions.services.keyRequestsAnHour.value * HOURS_A_MONTH;
  add('fixed', 'Secrets Manager', 'Secrets read', 'secrets.request', reads);
  add('fixed', 'Budgets', 'Budgets with actions', 'budgets.action', fixed.budgetActions * DAYS_A_MONTH);
}

function addPeople({ deployed, assumptions }: Inputs, activity: Activity, size: Size, add: Add): void {
  const plan = deployed.userPoolPlan;
  add(
    'agencies',
    'Secrets Manager',
    'Signing keys kept',
    'secrets.secret',
    size.agencies * assumptions.agencies.secretsEach.value,
  );
  if (plan === undefined) return;
  add('staff', 'Cognito', `Staff who sign in, ${plan}`, planPrice(plan), size.staff);
  add('agencies', 'Cognito', 'Tokens for agencies', 'cognito.token', activity.tokens);
}

/** @throws RangeError for a plan there is no price of. */
function planPrice(plan: string): Priced {
  switch (plan) {
    case 'PLUS':
    case 'ESSENTIALS':
    case 'LITE':
      return `cognito.active.${plan}`;
    default:
      throw new RangeError(`There is no price of the Cognito plan ${plan}.`);
  }
}

function addLambda(group: Group, usages: ReadonlyMap<string, Usage>, inputs: Inputs, add: Add): void {
  const times = [...usages].map(([name, usage]) => lambdaTime(name, usage, inputs));
  add(
    group,
    'Lambda',
    'Requests',
    'lambda.request',
    times.reduce((sum, { requests }) => sum + requests, 0),
  );
  add(
    group,
    'Lambda',
    'Memory-time',
    'lambda.gbSecond',
    times.reduce((sum, { gbSeconds }) => sum + gbSeconds, 0),
  );
}

function addLogs(group: Group, gb: number, months: number, share: number, add: Add): void {
  add(group, 'CloudWatch Logs', 'Written', 'logs.ingested', gb);
  add(group, 'CloudWatch Logs', 'Kept', 'logs.stored', gb * months * share);
}

/** Each call of a function and each execution as a trace of its own, though those of one execution may be one. */
function tracesOf({ measured, assumptions: { services } }: Inputs, activity: Activity): number {
  const calls = total(activity.byJourneys).invocations + total(activity.byTheClock).invocations;
  const aSecond = (calls + measured.executions * activity.journeys) / SECONDS_A_MONTH;
  const recorded =
    Math.min(aSecond, services.tracesASecond.value) +
    Math.max(0, aSecond - services.tracesASecond.value) * services.tracesBeyond.value;
  return recorded * SECONDS_A_MONTH;
}

function total(usages: ReadonlyMap<string, Usage>): Usage {
  return [...usages.values()].reduce((sum, usage) => plus(sum, usage), NO_USAGE);
}
