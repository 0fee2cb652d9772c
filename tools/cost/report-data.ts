import { table } from '../bench/document.ts';
import type { Assumptions } from './assumptions.ts';
import type { Deployed } from './deployed.ts';
import type { FixedUnit } from './fixed-units.ts';
import type { PriceList } from './prices.ts';
import { significant, whole } from './say.ts';

const FIXED_NAMES: Readonly<Record<FixedUnit, string>> = {
  alarmMetrics: 'Metrics that alarms watch',
  dashboards: 'Dashboards',
  customMetrics: 'Metrics of our own that are shown or watched',
  detailedMetrics: 'Metrics by route of the HTTP APIs',
  keys: 'Customer-managed keys',
  secrets: 'Secrets, agencies’ signing keys apart',
  natGateways: 'NAT gateways',
  publicAddresses: 'Public IPv4 addresses',
  endpointZones: 'Interface endpoints, by zone',
  webAcls: 'Web ACLs',
  webAclRules: 'Rules in them',
  budgetActions: 'Budgets with actions',
};

/** What the production templates hold that is paid for, or that decides how much is. */
export function deployedTable(deployed: Deployed): string {
  const names = Object.entries(FIXED_NAMES) as [FixedUnit, string][];
  const functions = [...deployed.memory].map(([name, mb]) => `${name} (${mb})`).sort();
  const schedules = deployed.schedules.map(({ function: name, perMonth }) => `${name} (${whole(perMonth)})`);
  return table(
    ['In the templates of prod', ''],
    [
      ...names.map(([unit, name]) => [name, whole(deployed.fixed[unit])]),
      ['Functions (MB)', functions.join(', ')],
      ['Called by the clock (a month)', schedules.join(', ')],
      ['Queues that functions read', whole(deployed.polledQueues)],
      ['Event buses', whole(deployed.eventBuses)],
      ['Distributions of CloudFront', whole(deployed.distributions)],
      ['Log groups, kept for months', `${deployed.logGroups}, ${whole(deployed.logRetentionMonths)}`],
      ['Traced; point-in-time recovery', `${yes(deployed.traced)}; ${yes(deployed.pointInTimeRecovery)}`],
      ['Indexes that hold whole items', wholeIndexes(deployed).join(', ')],
      ['Cognito plan', deployed.userPoolPlan ?? 'none: staff sign in elsewhere'],
    ],
  );
}

export function pricesTable({ prices }: PriceList): string {
  return table(
    ['What', '$', 'For', 'Page', 'Looked up'],
    Object.entries(prices).map(([name, { usd, per, unit, page, checked }]) => [
      name,
      String(usd),
      per === 1 ? unit : `${whole(per)} ${unit}`,
      page,
      checked ? 'yes' : 'no: as remembered',
    ]),
  );
}

export function assumptionsTable({ sizes, asOf: _asOf, ...rooms }: Assumptions): string {
  const rows = Object.entries(rooms).flatMap(([room, figures]) =>
    Object.entries(figures).map(([name, { value, why }]) => [`${room}.${name}`, significant(value), why]),
  );
  return [
    table(
      ['Journeys a year', 'Staff who sign in a month', 'Agencies', 'Instances of the console', 'Because'],
      sizes.map(({ journeysAYear, staff, agencies, consoleInstances, why }) => [
        whole(journeysAYear),
        whole(staff),
        whole(agencies),
        whole(consoleInstances),
        why,
      ]),
    ),
    table(['Assumption', 'Value', 'Because'], rows),
  ].join('\n\n');
}

function wholeIndexes({ projections }: Deployed): readonly string[] {
  return Object.entries(projections).flatMap(([name, projection]) => (projection === 'ALL' ? [name] : []));
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}
