import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What differs between the stages. */

export const STAGE_NAMES = ['dev', 'preprod', 'prod'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** The issuer of tokens: a user pool of the stage, or an external OpenID Connect issuer. */
export type IdentityConfig =
  /** `agencies`: ids of the partner agencies that call the API; each has its own client and scope. */
  | { readonly kind: 'cognito'; readonly agencies: readonly string[] }
  /** `consoleClientId`: the console's client at the issuer; its secret is in Secrets Manager. */
  | {
      readonly kind: 'external';
      readonly issuer: string;
      readonly audience: readonly string[];
      readonly consoleClientId: string;
    };

/** An HTTP API accepts 50 clients of a user pool, and one is for staff. */
const MOST_AGENCIES = 49;

/** @throws RangeError for more agencies than one user pool can serve. */
export function refuseTooManyAgencies(agencies: readonly string[]): void {
  if (agencies.length <= MOST_AGENCIES) return;
  throw new RangeError(
    `A user pool serves at most ${MOST_AGENCIES} agencies, not ${agencies.length}: use an external issuer.`,
  );
}

/** Our own domain names, instead of CloudFront's. */
export interface DomainConfig {
  readonly api: string;
  readonly console: string;
  /** One certificate for both names, in us-east-1 as CloudFront requires. */
  readonly certificateArn: `arn:aws:acm:us-east-1:${string}`;
}

/** CloudFront and the firewall. */
export interface EdgeConfig {
  /** Requests in five minutes from one address, which may be a whole prison's or agency's. */
  readonly requestsPerAddress: number;
  /** Adding one makes CloudFront send the present secret; see docs/deploy.md. */
  readonly originSecretRound: number;
  readonly domain?: DomainConfig;
}

/** HMPPS's services that data comes from, by their addresses without a final slash. */
export interface HmppsConfig {
  /** Where a token is asked for. */
  readonly signIn: string;
  readonly prisoners: string;
  readonly prisonApi: string;
  readonly managers: string;
  readonly tiers: string;
  readonly personRecord: string;
  /** The topic that delivers domain events to this product's queue, once HMPPS has subscribed it. */
  readonly topicArn?: `arn:aws:sns:${string}`;
}

const HMPPS_DEV: HmppsConfig = {
  signIn: 'https://sign-in-dev.hmpps.service.justice.gov.uk/auth',
  prisoners: 'https://prisoner-search-dev.prison.service.justice.gov.uk',
  prisonApi: 'https://prison-api-dev.prison.service.justice.gov.uk',
  managers: 'https://create-and-vary-a-licence-and-delius-dev.hmpps.service.justice.gov.uk',
  tiers: 'https://hmpps-tier-dev.hmpps.service.justice.gov.uk',
  personRecord: 'https://person-record-dev.hmpps.service.justice.gov.uk',
};

const HMPPS_PREPROD: HmppsConfig = {
  signIn: 'https://sign-in-preprod.hmpps.service.justice.gov.uk/auth',
  prisoners: 'https://prisoner-search-preprod.prison.service.justice.gov.uk',
  prisonApi: 'https://prison-api-preprod.prison.service.justice.gov.uk',
  managers: 'https://create-and-vary-a-licence-and-delius-preprod.hmpps.service.justice.gov.uk',
  tiers: 'https://hmpps-tier-preprod.hmpps.service.justice.gov.uk',
  personRecord: 'https://person-record-preprod.hmpps.service.justice.gov.uk',
};

const HMPPS_PROD: HmppsConfig = {
  signIn: 'https://sign-in.hmpps.service.justice.gov.uk/auth',
  prisoners: 'https://prisoner-search.prison.service.justice.gov.uk',
  prisonApi: 'https://prison-api.prison.service.justice.gov.uk',
  managers: 'https://create-and-vary-a-licence-and-delius.hmpps.service.justice.gov.uk',
  tiers: 'https://hmpps-tier.hmpps.service.justice.gov.uk',
  personRecord: 'https://person-record.hmpps.service.justice.gov.uk',
};

/** How a new version takes over: at once, or for a share of the calls first. */
export type Rollout = 'at-once' | { readonly percent: 10; readonly minutes: 5 | 10 | 15 | 30 };

export interface StageConfig {
  readonly name: StageName;
  /** Data outlives the stack and is protected from deletion. */
  readonly keepsData: boolean;
  readonly logRetention: RetentionDays;
  /** How new versions of functions and definitions take over. */
  readonly rollout: Rollout;
  /** Concurrent webhook senders, each with up to five deliveries. */
  readonly webhookSenders: number;
  /** Availability zones and NAT gateways for webhooks, at some $40 a month per gateway. */
  readonly egress: { readonly zones: 2 | 3; readonly natGateways: 1 | 2 | 3 };
  /** How long domain events can be replayed. */
  readonly eventsKeptDays: number;
  readonly api: { readonly requestsPerSecond: number; readonly burst: number };
  readonly edge: EdgeConfig;
  readonly identity: IdentityConfig;
  readonly hmpps: HmppsConfig;
  /** US dollars a month; the alarm topic gets a message when more is forecast or spent. */
  readonly monthlyBudgetUsd: number;
  /** For practice only: an administrator can move the clock of all functions. Never where people are real. */
  readonly trainingClock: boolean;
  /**
   * A restored table that is in use instead of the stack's own: see `docs/operations/backup-and-restore.md`. Its stream
   * has new images.
   */
  readonly restored?: { readonly tableName: string; readonly streamArn: string };
}

const STAGES: { readonly [S in StageName]: StageConfig } = {
  dev: {
    name: 'dev',
    keepsData: false,
    logRetention: RetentionDays.ONE_MONTH,
    rollout: 'at-once',
    webhookSenders: 2,
    egress: { zones: 2, natGateways: 1 },
    eventsKeptDays: 7,
    api: { requestsPerSecond: 50, burst: 100 },
    edge: { requestsPerAddress: 5_000, originSecretRound: 1 },
    identity: { kind: 'cognito', agencies: ['eastmoor-council', 'stepping-stones'] },
    hmpps: HMPPS_DEV,
    monthlyBudgetUsd: 100,
    trainingClock: true,
  },
  preprod: {
    name: 'preprod',
    keepsData: true,
    logRetention: RetentionDays.THREE_MONTHS,
    rollout: { percent: 10, minutes: 5 },
    webhookSenders: 5,
    egress: { zones: 2, natGateways: 1 },
    eventsKeptDays: 30,
    api: { requestsPerSecond: 100, burst: 200 },
    edge: { requestsPerAddress: 10_000, originSecretRound: 1 },
    identity: { kind: 'cognito', agencies: [] },
    hmpps: HMPPS_PREPROD,
    monthlyBudgetUsd: 150,
    trainingClock: false,
  },
  prod: {
    name: 'prod',
    keepsData: true,
    logRetention: RetentionDays.ONE_YEAR,
    rollout: { percent: 10, minutes: 5 },
    webhookSenders: 20,
    egress: { zones: 2, natGateways: 1 },
    eventsKeptDays: 90,
    api: { requestsPerSecond: 500, burst: 1_000 },
    edge: { requestsPerAddress: 50_000, originSecretRound: 1 },
    identity: { kind: 'cognito', agencies: [] },
    hmpps: HMPPS_PROD,
    monthlyBudgetUsd: 1_000,
    trainingClock: false,
  },
};

/** @throws RangeError for a stage that does not exist. */
export function stageConfig(name: string): StageConfig {
  const found = STAGE_NAMES.find((known) => known === name);
  if (found === undefined) throw new RangeError(`There is no stage ${name}: use ${STAGE_NAMES.join(', ')}.`);
  return STAGES[found];
}
