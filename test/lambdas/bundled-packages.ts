import type { FunctionName } from '../../lib/names.ts';

/** Packages that come together, and what a function uses them for. */
interface Use {
  readonly why: string;
  readonly packages: readonly string[];
}

const OBSERVED: Use = {
  why: 'A log round each call.',
  packages: [
    '@aws-lambda-powertools/commons',
    '@aws-lambda-powertools/logger',
    '@aws/lambda-invoke-store',
    '@middy/core',
  ],
};

const SDK: Use = {
  why: 'What every client of AWS signs and sends with.',
  packages: [
    '@aws-sdk/core',
    '@aws-sdk/credential-provider-env',
    '@smithy/core',
    '@smithy/node-http-handler',
    '@smithy/signature-v4',
    '@smithy/types',
  ],
};

const ROWS: Use = { why: 'Rows as the stream brings them.', packages: ['@aws-sdk/util-dynamodb'] };
const TABLE: Use = {
  why: 'The table.',
  packages: [
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/dynamodb-codec',
    '@aws-sdk/endpoint-cache',
    '@aws-sdk/lib-dynamodb',
    '@aws-sdk/middleware-endpoint-discovery',
    'mnemonist',
    'obliterator',
  ],
};

const CHECKS: Use = { why: 'What comes from outside is checked, settings among it.', packages: ['zod'] };
const DAYS: Use = { why: 'Instants and calendar days.', packages: ['temporal-polyfill', 'temporal-utils'] };

/** What no function does without, and what none does that works on the record. */
const EVERYWHERE = [OBSERVED, SDK, CHECKS, ROWS];
const RECORD = [TABLE, DAYS];

const ENGINE: Use = { why: 'Starts, answers and stops executions.', packages: ['@aws-sdk/client-sfn'] };
const FUNCTIONS: Use = { why: 'Asks the reconcile to run.', packages: ['@aws-sdk/client-lambda'] };
const QUEUE: Use = {
  why: 'Queues deliveries.',
  packages: ['@aws-sdk/client-sqs', '@aws-sdk/middleware-sdk-sqs'],
};
const SIGNING_KEYS: Use = {
  why: 'Reads the keys that webhooks are signed with, and the key of GOV.UK Notify.',
  packages: ['@aws-sdk/client-ssm'],
};
const CREDENTIALS: Use = {
  why: 'Reads this product’s credentials at HMPPS.',
  packages: ['@aws-sdk/client-ssm'],
};
const SECRETS: Use = { why: 'Reads secrets of its own.', packages: ['@aws-sdk/client-secrets-manager'] };
const BATCHES: Use = {
  why: 'Hands back what failed of a batch.',
  packages: ['@aws-lambda-powertools/batch'],
};
const BUS: Use = {
  why: 'Puts events on the bus.',
  packages: ['@aws-sdk/client-eventbridge', '@aws-sdk/signature-v4-multi-region'],
};
const METRICS: Use = { why: 'Counts what it found or did.', packages: ['@aws-lambda-powertools/metrics'] };
const DESCRIPTION: Use = { why: 'Describes the API from its schemas.', packages: ['zod-openapi'] };
const PAGES: Use = { why: 'Renders pages.', packages: ['a-sync-waterfall', 'asap', 'nunjucks'] };
const SIGN_IN: Use = { why: 'Signs staff in.', packages: ['oauth4webapi', 'openid-client'] };

/** The client of GOV.UK Notify, and all that its HTTP and its tokens are made with. */
const NOTIFY: Use = {
  why: 'Hands messages over to GOV.UK Notify.',
  packages: [
    'agent-base',
    'async-function',
    'async-generator-function',
    'asynckit',
    'axios',
    'buffer-equal-constant-time',
    'call-bind-apply-helpers',
    'combined-stream',
    'debug',
    'delayed-stream',
    'dunder-proto',
    'ecdsa-sig-formatter',
    'es-define-property',
    'es-errors',
    'es-object-atoms',
    'es-set-tostringtag',
    'follow-redirects',
    'form-data',
    'function-bind',
    'generator-function',
    'get-intrinsic',
    'get-proto',
    'gopd',
    'has-flag',
    'has-symbols',
    'has-tostringtag',
    'hasown',
    'https-proxy-agent',
    'jsonwebtoken',
    'jwa',
    'jws',
    'lodash.includes',
    'lodash.isboolean',
    'lodash.isinteger',
    'lodash.isnumber',
    'lodash.isplainobject',
    'lodash.isstring',
    'lodash.once',
    'math-intrinsics',
    'mime-db',
    'mime-types',
    'ms',
    'notifications-node-client',
    'safe-buffer',
    'semver',
    'supports-color',
  ],
};

const BEYOND: Readonly<Record<FunctionName, readonly Use[]>> = {
  api: [...RECORD, DESCRIPTION, FUNCTIONS, SECRETS, METRICS],
  'do-step': RECORD,
  'open-step': [...RECORD, ENGINE],
  relay: [...RECORD, ENGINE, QUEUE, BATCHES],
  announce: [BUS, BATCHES],
  'domain-events': [...RECORD, CREDENTIALS, BATCHES, METRICS],
  sweep: [...RECORD, ENGINE, QUEUE, METRICS],
  reconcile: [...RECORD, ENGINE, QUEUE, METRICS],
  'verify-timelines': [...RECORD, METRICS],
  'deliver-webhook': [...RECORD, SIGNING_KEYS, BATCHES, METRICS],
  'send-messages': [...RECORD, SIGNING_KEYS, BATCHES, METRICS, NOTIFY],
  console: [...RECORD, SECRETS, METRICS, PAGES, SIGN_IN],
};

/** The packages each function uses, and so those its bundle holds: no fewer and no more. */
export const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(BEYOND).map(([name, uses]) => [
    name,
    [...EVERYWHERE, ...uses].flatMap(({ packages }) => packages).sort(),
  ]),
);

/** KB that each function's bundle keeps within: some months of growth above what it has. */
export const LIMIT_KB: Readonly<Record<FunctionName, number>> = {
  // Whatever writes a head writes why its journey is stuck: 3 KB of each function that does.
  // Administrators see and change how the service runs by both of these, 30 KB of each.
  api: 1_190,
  'do-step': 700,
  'open-step': 700,
  relay: 510,
  announce: 310,
  'domain-events': 870,
  sweep: 760,
  reconcile: 780,
  'verify-timelines': 710,
  'deliver-webhook': 790,
  'send-messages': 1_140,
  console: 1_290,
};
