import { describe, expect, it } from '@jest/globals';
import { withDescription } from '../../web/api/openapi.ts';
import { ROUTES } from '../../web/api/routes/all.ts';
import { spawnSync } from 'node:child_process';
import { INDEXES } from '../../application/ports/table.ts';
import { MACHINES } from '../../domain/pathways/machines.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { stageConfig } from '../../lib/stages.ts';
import { FUNCTION_NAMES } from '../../lib/names.ts';
import { synthesiseApp } from '../../tools/architecture/synthesised.ts';
import { allIn, type Found, synthesise } from './synthesised.ts';

const made = synthesise();
const nag = made.checked;
const dev = { all: allIn(made.dev) };
const prod = { all: allIn(made.prod) };

const only = (found: readonly Found[]): Found => {
  const [first] = found;
  if (found.length !== 1 || first === undefined) throw new Error(`Expected one, found ${found.length}`);
  return first;
};
const text = (value: unknown): string => JSON.stringify(value);
const variablesOf = ({ Environment }: Found['Properties']) =>
  (Environment as { readonly Variables: Readonly<Record<string, unknown>> }).Variables;

describe('the table', () => {
  const table = only(dev.all('AWS::DynamoDB::Table')).Properties;

  it('has the indexes that queries use, with what each holds', () => {
    const expected = Object.entries(INDEXES).map(([IndexName, { partition, sort, holds }]) => ({
      IndexName,
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ],
      Projection:
        holds.length === 0
          ? { ProjectionType: 'KEYS_ONLY' }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: holds },
    }));
    expect(table['GlobalSecondaryIndexes']).toEqual(expected);
  });

  it('is billed by use, for years of data that is seldom read, restorable to any second, encrypted with our key, and streams new images', () => {
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });

  it.each([
    'AWS::DynamoDB::Table',
    'AWS::KMS::Key',
    'AWS::Cognito::UserPool',
    'AWS::Logs::LogGroup',
    'AWS::SecretsManager::Secret',
    'AWS::Events::Archive',
    'AWS::EC2::EIP',
  ])('outlives its stack in production, as everything that keeps or promises something: %s', (type) => {
    expect(prod.all(type).length).toBeGreaterThan(0);
    for (const kept of prod.all(type)) {
      expect(kept).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  it('is retained in preprod as in prod', () => {
    expect(stageConfig('preprod').keepsData).toBe(true);
    expect(stageConfig('prod').keepsData).toBe(true);
  });

  it('cannot be deleted in production, and can in development', () => {
    expect(only(prod.all('AWS::DynamoDB::Table')).Properties).toMatchObject({
      DeletionProtectionEnabled: true,
    });
    expect(only(prod.all('AWS::Cognito::UserPool')).Properties).toMatchObject({
      DeletionProtection: 'ACTIVE',
    });
    expect(table).toMatchObject({ DeletionProtectionEnabled: false });
  });
});

describe('every function', () => {
  const functions = dev.all('AWS::Lambda::Function');

  it('is deployed', () => {
    const names = functions.map(({ Properties }) => String(Properties['FunctionName']));
    expect(names.sort()).toEqual(FUNCTION_NAMES.map((name) => `through-the-gate-dev-${name}`).sort());
  });

  it.each(functions.map((each) => [String(each.Properties['FunctionName']), each] as const))(
    '%s runs on arm64 and Node 24, is traced, and logs to a group of its own',
    (_name, { Properties }) => {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.any(String) } },
      });
    },
  );

  it('has a role that no other function has', () => {
    const roles = functions.map(({ stack, Properties }) => `${stack} ${text(Properties['Role'])}`);
    expect(new Set(roles).size).toBe(functions.length);
  });

  it('is called through its alias, by machines, the API and sources alike', () => {
    expect(dev.all('AWS::Lambda::Alias').map(({ Properties }) => Properties['Name'])).toEqual(
      functions.map(() => 'live'),
    );
    for (const source of dev.all('AWS::Lambda::EventSourceMapping')) {
      expect(text(source.Properties['FunctionName'])).toMatch(/Live/);
    }
    for (const { Properties } of dev.all('AWS::ApiGatewayV2::Integration')) {
      expect(text(Properties['IntegrationUri'])).toMatch(/Live/);
    }
  });
});

describe('a clock that can be moved', () => {
  const told = (functions: readonly Found[]) =>
    functions.filter(({ Properties }) => 'TRAINING_CLOCK' in variablesOf(Properties)).length;

  it('exists in dev, and not in preprod or prod', () => {
    const functions = dev.all('AWS::Lambda::Function');
    expect(told(functions)).toBe(functions.length);
    expect(told(prod.all('AWS::Lambda::Function'))).toBe(0);
    expect(stageConfig('preprod').trainingClock).toBe(false);
  });
});

describe('every state machine', () => {
  const machines = dev.all('AWS::StepFunctions::StateMachine');
  const machineOf = (name: string) =>
    only(
      machines.filter(({ Properties }) => Properties['StateMachineName'] === `through-the-gate-dev-${name}`),
    ).Properties;

  it.each(MACHINES)('%s is the compiled machine, and every placeholder is filled in', (name) => {
    const compiled = JSON.stringify(definitionsByName()[name]);
    const { DefinitionString, DefinitionSubstitutions } = machineOf(name);
    expect(JSON.parse(String(DefinitionString))).toEqual(JSON.parse(compiled));
    const placeholders = [...compiled.matchAll(/\$\{(\w+)\}/g)].map(([, placeholder]) => placeholder);
    const filledIn = DefinitionSubstitutions as Record<string, unknown>;
    for (const placeholder of placeholders) expect(filledIn).toHaveProperty(String(placeholder));
    for (const value of Object.values(filledIn)) expect(text(value)).toMatch(/Live/);
  });

  it.each(MACHINES)('%s is a traced Standard workflow whose log holds no data', (name) => {
    expect(machineOf(name)).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });

  it('keeps each definition as a version, and is called by an alias', () => {
    const versions = dev.all('AWS::StepFunctions::StateMachineVersion');
    expect(versions).toHaveLength(MACHINES.length);
    for (const version of versions) expect(version.DeletionPolicy).toBe('Retain');
    const aliases = dev.all('AWS::StepFunctions::StateMachineAlias');
    expect(aliases.map(({ Properties }) => Properties['Name'])).toEqual(MACHINES.map(() => 'live'));
  });

  it('has its own role', () => {
    expect(new Set(machines.map(({ Properties }) => text(Properties['RoleArn']))).size).toBe(MACHINES.length);
  });
});

describe('the background functions', () => {
  it('has a dead-letter queue for every queue', () => {
    const queues = dev.all('AWS::SQS::Queue');
    const dead = queues.filter(({ Properties }) => Properties['RedrivePolicy'] === undefined);
    expect(queues.length).toBeGreaterThan(dead.length);
    for (const { Properties } of dead) expect(Properties['QueueName']).toMatch(/-dead$/);
  });

  it('relays only new outbox rows, in halves after a failure, and then to a dead-letter queue', () => {
    const relay = only(
      dev.all('AWS::Lambda::EventSourceMapping').filter(({ logicalId }) => logicalId.startsWith('Relay')),
    );
    const [filter] = (relay.Properties['FilterCriteria'] as { Filters: { Pattern: string }[] }).Filters;
    expect(JSON.parse(filter?.Pattern ?? '')).toEqual({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { unsentPk: { S: [{ exists: true }] } } },
    });
    expect(relay.Properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 3600,
      MaximumRetryAttempts: 5,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
  });

  it('sweeps each minute', () => {
    const sweep = dev.all('AWS::Events::Rule').filter(({ logicalId }) => logicalId.startsWith('Sweep'));
    expect(only(sweep).Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)' });
  });

  it.each([
    ['deliver-webhook', 'WebhookSender'],
    ['send-messages', 'MessageSender'],
  ])('never asks for more of %s at once than may run', (name, construct) => {
    const sender = only(
      dev
        .all('AWS::Lambda::Function')
        .filter(({ Properties }) => String(Properties['FunctionName']).endsWith(`-${name}`)),
    );
    const source = only(
      dev
        .all('AWS::Lambda::EventSourceMapping')
        .filter(
          ({ logicalId, Properties }) => 'ScalingConfig' in Properties && logicalId.startsWith(construct),
        ),
    );
    expect(source.Properties['ScalingConfig']).toEqual({
      MaximumConcurrency: sender.Properties['ReservedConcurrentExecutions'],
    });
  });
});

describe('the API', () => {
  it('asks for a token on every route but those that their definitions call open', () => {
    const open = dev
      .all('AWS::ApiGatewayV2::Route')
      .filter(({ stack, Properties }) => stack === 'Api' && Properties['AuthorizationType'] !== 'JWT')
      .map(({ Properties }) => Properties['RouteKey']);
    const defined = withDescription(ROUTES)
      .filter(({ access }) => access === 'open')
      .flatMap(({ method, path }) => (method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`POST ${path}`]));
    expect(defined).toContain('POST /api/release-day-checks');
    expect(open.sort()).toEqual(defined.sort());
  });

  it.each(['Api', 'Console'])('is throttled, and logs neither paths nor addresses: %s', (name) => {
    const stages = dev.all('AWS::ApiGatewayV2::Stage').filter(({ stack }) => stack === name);
    const { DefaultRouteSettings, AccessLogSettings } = only(stages).Properties;
    expect(DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
    expect(text(AccessLogSettings)).not.toMatch(/context\.(path|identity)/);
  });

  it('gives each agency of the user pool a client with its own scope only', () => {
    const partners = dev
      .all('AWS::Cognito::UserPoolClient')
      .filter(({ Properties }) => text(Properties['AllowedOAuthFlows'] ?? []).includes('client_credentials'));
    expect(
      partners.map(({ Properties }) => text(Properties['AllowedOAuthScopes']).match(/agency\.[a-z-]+/g)),
    ).toEqual([['agency.eastmoor-council'], ['agency.stepping-stones']]);
  });
});

describe('the console', () => {
  const clients = dev.all('AWS::Cognito::UserPoolClient');

  it('serves every path of its own HTTP API', () => {
    const routes = dev.all('AWS::ApiGatewayV2::Route').filter(({ stack }) => stack === 'Console');
    expect(only(routes).Properties).toMatchObject({ RouteKey: '$default', AuthorizationType: 'NONE' });
    expect(dev.all('AWS::ApiGatewayV2::Api')).toHaveLength(2);
  });

  it('has the only client with a sign-in page, with a secret and the console’s redirect address', () => {
    const client = only(
      clients.filter(({ Properties }) => text(Properties['AllowedOAuthFlows'] ?? []).includes('code')),
    );
    expect(client.stack).toBe('Console');
    expect(client.Properties).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['code'] });
    expect(text(client.Properties['CallbackURLs'])).toMatch(
      /EdgeDistribution.*DomainName.*\/sign-in\/callback/,
    );
  });

  it('has the ARNs of its secrets and not their values', () => {
    const { Environment } = only(
      dev
        .all('AWS::Lambda::Function')
        .filter(({ Properties }) => Properties['FunctionName'] === 'through-the-gate-dev-console'),
    ).Properties;
    const { Variables } = Environment as { Variables: Record<string, unknown> };
    const secrets = dev.all('AWS::SecretsManager::Secret').map(({ logicalId }) => logicalId);
    expect(secrets).toContain((Variables['SESSION_SECRET_ID'] as { Ref: string }).Ref);
    expect(secrets).toContain((Variables['OIDC_CLIENT_SECRET_ID'] as { Ref: string }).Ref);
    expect(text(Variables)).not.toMatch(/ClientSecret"\]|resolve:/);
  });
});

describe('the whole', () => {
  it('gives the same templates when another process makes them, by the command’s own program', () => {
    expect(synthesiseApp('bin/through-the-gate.ts', { stage: 'prod' })).toEqual(made.prod);
  });

  it('names no account, and no region except the firewall’s', () => {
    const { Firewall, ...others } = made.dev;
    const withoutTheFirewall = JSON.stringify(others, (key, value: unknown) =>
      key === 'Fn::GetStackOutput' ? undefined : value,
    );
    expect(withoutTheFirewall).not.toMatch(/(eu|us)-[a-z]+-\d/);
    expect(text(Firewall)).not.toMatch(/(eu|us)-(?!east-1)[a-z]+-\d/);
    expect(text(made.dev)).not.toMatch(/:\d{12}:/);
  });

  it.each(Object.entries(nag.findings))('has no cdk-nag finding in %s', (_stage, findings) => {
    expect(findings).toEqual([]);
  });

  it('acknowledges only what cdk-nag would find', () => {
    // CDK's network acknowledges what CloudFormation's own rules would say of it.
    const ours = nag.acknowledged.filter(({ rule }) => !rule.startsWith('CloudFormation-Validate::'));
    const inVain = ours.filter(
      ({ path, rule }) =>
        !nag.findingsWithoutAcknowledgement.some(
          (found) => found.rule === rule && found.path.startsWith(`${path}/`),
        ),
    );
    expect(ours.length).toBeGreaterThan(10);
    expect(inVain).toEqual([]);
  });
});

describe('a stage that does not exist', () => {
  const root = new URL('../../', import.meta.url);
  const run = (stage: string) =>
    spawnSync(process.execPath, ['bin/through-the-gate.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ stage }) },
    });

  it('fails with one plain line', () => {
    const { status, stderr, stdout } = run('production');
    expect(stdout + stderr).toBe('There is no stage production: use dev, preprod, prod.\n');
    expect(status).toBe(1);
  });
});
