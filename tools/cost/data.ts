import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** A file of prices or assumptions cannot be used. The message gives the file and the problem. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/** What has a price by use. Each has its unit in the data. */
const PRICED = [
  'stepFunctions.transition',
  'lambda.request',
  'lambda.gbSecond',
  'dynamodb.read',
  'dynamodb.write',
  'dynamodb.storage',
  'dynamodb.pointInTime',
  'sqs.request',
  'apiGateway.request',
  'cloudFront.request',
  'cloudFront.out',
  'waf.request',
  'events.event',
  'xray.trace',
  'logs.ingested',
  'kms.request',
  'cloudWatch.metric',
  'cognito.staff',
  'cognito.token',
] as const;
export type Priced = (typeof PRICED)[number];

const usd = z.number().positive();
const PriceList = z.strictObject({
  source: z.string().min(1),
  asOf: z.iso.date(),
  /** US dollars for so many of a unit. */
  prices: z.record(z.enum(PRICED), z.strictObject({ usd, per: z.int().positive(), unit: z.string().min(1) })),
  /** US dollars a month for each resource of a type that costs something however little it is used. */
  monthly: z.record(z.string(), z.strictObject({ usd, what: z.string().min(1) })),
  /** Types charged by use, or not at all. */
  notByTheMonth: z.array(z.string()),
});
export type PriceList = z.infer<typeof PriceList>;

const Size = z.strictObject({
  journeysAYear: z.int().positive(),
  /** People who sign in in a month. */
  staff: z.int().positive(),
  /** Agencies that take referrals. */
  agencies: z.int().positive(),
  why: z.string().min(10),
});
export type Size = z.infer<typeof Size>;

/** Figures that nobody measured. */
const ASSUMED = [
  'daysOpen',
  'yearsKept',
  'drivenShare',
  'lostRaces',
  'pagesAnAnswer',
  'pagesBesides',
  'consultationsAJourney',
  'kbAConsultation',
  'kbAConsultationListed',
  'readUnitsAPage',
  'kbAPage',
  'filesAPage',
  'callsATransaction',
  'gbSecondsACall',
  'gbSecondsReconciled',
  'journeysVerifiedANight',
  'readUnitsVerified',
  'signInsAMonth',
  'agenciesOfAPool',
  'tokenMinutes',
  'emptyPollsAMonth',
  'keyRequestsAMonth',
  'busyShare',
  'tracesASecond',
  'tracesBeyond',
  'ownMetrics',
] as const;
const Assumptions = z.strictObject({
  sizes: z.array(Size).min(1),
  figures: z.record(
    z.enum(ASSUMED),
    z.strictObject({ value: z.number().nonnegative(), why: z.string().min(10) }),
  ),
});
export type Assumptions = z.infer<typeof Assumptions>;

const PRICES = new URL('../../data/cost/aws-prices.json', import.meta.url);
const ASSUMPTIONS = new URL('../../data/cost/assumptions.json', import.meta.url);

/** @throws DataFileError when a price is absent, is not a price, or belongs to nothing. */
export function readPrices(path: URL = PRICES): PriceList {
  return read(path, PriceList);
}

/** @throws DataFileError when a figure is absent, impossible or without a reason. */
export function readAssumptions(path: URL = ASSUMPTIONS): Assumptions {
  return read(path, Assumptions);
}

function read<Schema extends z.ZodType>(path: URL, schema: Schema): z.infer<Schema> {
  const name = path.pathname.split('/').slice(-3).join('/');
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new DataFileError(`${name} ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}.`);
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new DataFileError(`${name} cannot be used:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
