import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** Everything that differs between the places the product runs on AWS. The rest is the same everywhere. */

export const STAGE_NAMES = ['dev', 'preprod', 'prod'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** Who says who somebody is: a user pool of our own, or any OpenID Connect issuer. */
export type IdentityConfig =
  /** `agencies`: ids of the partner agencies that call the API; each has a client and a scope of its own. */
  | { readonly kind: 'cognito'; readonly agencies: readonly string[] }
  /** `consoleClientId`: the client the console is known as there; its secret is kept in Secrets Manager. */
  | {
      readonly kind: 'external';
      readonly issuer: string;
      readonly audience: readonly string[];
      readonly consoleClientId: string;
    };

/** An HTTP API tells at most 50 clients of a user pool apart, and one of them is for staff. */
const MOST_AGENCIES = 49;

/** @throws RangeError for more agencies than a user pool of our own can serve. */
export function refuseTooManyAgencies(agencies: readonly string[]): void {
  if (agencies.length <= MOST_AGENCIES) return;
  throw new RangeError(
    `A user pool serves at most ${MOST_AGENCIES} agencies, and ${agencies.length} are named: use an external issuer.`,
  );
}

/** Names of our own for what CloudFront gives names to otherwise. */
export interface DomainConfig {
  readonly api: string;
  readonly console: string;
  /** A certificate for both names, in the one region that CloudFront takes certificates from. */
  readonly certificateArn: `arn:aws:acm:us-east-1:${string}`;
}

/** CloudFront and the firewall, before the API and the console. */
export interface EdgeConfig {
  /** What one address may ask in five minutes. A whole prison, or an agency, may have one address. */
  readonly requestsPerAddress: number;
  /** One more than before makes CloudFront send the secret as it is now; docs/deploy.md says when. */
  readonly originSecretRound: number;
  readonly domain?: DomainConfig;
}

/** How a new version comes to bear: at once; or for a part of the calls first and, if all is well, for the rest. */
export type Rollout = 'at-once' | { readonly percent: 10; readonly minutes: 5 | 10 | 15 | 30 };

export interface StageConfig {
  readonly name: StageName;
  /** Data outlives the stack: kept when the stack is removed, and not to be deleted by a slip of the hand. */
  readonly keepsData: boolean;
  readonly logRetention: RetentionDays;
  /** How new versions of functions and definitions take over from the old ones. */
  readonly rollout: Rollout;
  /** Webhook senders at work at once, each with up to five deliveries. */
  readonly webhookSenders: number;
  /** The way out for webhooks: over how many availability zones, and by how many NAT gateways, at some $40 a month each. */
  readonly egress: { readonly zones: 2 | 3; readonly natGateways: 1 | 2 | 3 };
  /** How long domain events are kept, to be replayed. */
  readonly eventsKeptDays: number;
  readonly api: { readonly requestsPerSecond: number; readonly burst: number };
  readonly edge: EdgeConfig;
  readonly identity: IdentityConfig;
  /** US dollars a month: whoever hears alarms hears when more is forecast, or spent. */
  readonly monthlyBudgetUsd: number;
  /** For practice only: an administrator moves the clock that all functions share. Never where people are real. */
  readonly trainingClock: boolean;
  /**
   * A table that was restored from a backup and is the record now, instead of one of the stack's own: see
   * `docs/operations/backup-and-restore.md`. Its stream shows new images.
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
    monthlyBudgetUsd: 1_000,
    trainingClock: false,
  },
};

/** The configuration of a stage. @throws RangeError for a stage that does not exist. */
export function stageConfig(name: string): StageConfig {
  const found = STAGE_NAMES.find((known) => known === name);
  if (found === undefined) throw new RangeError(`There is no stage ${name}: use ${STAGE_NAMES.join(', ')}.`);
  return STAGES[found];
}
