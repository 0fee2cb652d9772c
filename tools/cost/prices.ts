import * as z from 'zod';
import { readDataFile } from './data-file.ts';

export const PRICES = new URL('../../data/cost/aws-prices.json', import.meta.url);

/** Everything that has a price, by the service's name and what it charges for. */
export const PRICED = [
  'stepFunctions.transition',
  'lambda.request',
  'lambda.gbSecond',
  'dynamodb.write',
  'dynamodb.read',
  'dynamodb.storage',
  'dynamodb.pointInTime',
  'sqs.request',
  'sqs.fair',
  'apiGateway.request',
  'cloudFront.request',
  'cloudFront.out',
  'transfer.out',
  'waf.acl',
  'waf.rule',
  'waf.request',
  'cognito.active.PLUS',
  'cognito.active.ESSENTIALS',
  'cognito.active.LITE',
  'cognito.token',
  'secrets.secret',
  'secrets.request',
  'kms.key',
  'kms.request',
  'cloudWatch.alarm',
  'cloudWatch.metric',
  'cloudWatch.dashboard',
  'logs.ingested',
  'logs.stored',
  'xray.trace',
  'events.event',
  'events.archive',
  'vpc.natHour',
  'vpc.natOut',
  'vpc.addressHour',
  'vpc.endpointHour',
  'budgets.action',
] as const;
export type Priced = (typeof PRICED)[number];

const Price = z.strictObject({
  usd: z.number().positive(),
  /** The price is for so many of the unit. */
  per: z.number().int().positive(),
  unit: z.string().min(1),
  /** The page of AWS's that says it. */
  page: z.string().min(1),
  /** So many of the unit are free each month, for ever and for the account as a whole. Never taken off a line. */
  freeEachMonth: z.number().positive().optional(),
  /** Whether somebody found the figure for this region; the others are as remembered. */
  checked: z.boolean(),
});

const PriceList = z.strictObject({
  source: z.string().min(1),
  asOf: z.iso.date(),
  prices: z.record(z.enum(PRICED), Price),
});
export type PriceList = z.infer<typeof PriceList>;

/** @throws DataFileError when a price is absent, is not a price, or belongs to nothing. */
export function readPrices(path: URL = PRICES): PriceList {
  return readDataFile(path, PriceList);
}

/** US dollars that AWS would not ask for, of so many of a unit. */
export function usdFree(list: PriceList, priced: Priced, quantity: number): number {
  return usdFor(list, priced, Math.min(quantity, list.prices[priced].freeEachMonth ?? 0));
}

/** US dollars for so many of a unit. */
export function usdFor({ prices }: PriceList, priced: Priced, quantity: number): number {
  const { usd, per } = prices[priced];
  return (quantity * usd) / per;
}
