import { describe, expect, it } from '@jest/globals';
import { EDGE_SERVICES, namesOf } from '../../lib/names.ts';
import { allIn, type Found, synthesise, type Template } from './synthesised.ts';

const made = synthesise();
const dev = { all: allIn(made.dev) };
const elsewhere = { all: allIn(made.elsewhere) };

const only = <T>(found: readonly T[]): T => {
  const [first] = found;
  if (found.length !== 1 || first === undefined) throw new Error(`Expected one, found ${found.length}`);
  return first;
};
const text = (value: unknown): string => JSON.stringify(value);
const STACK = { api: 'Api', console: 'Console' } as const;

interface Behavior {
  readonly PathPattern?: string;
  readonly AllowedMethods: readonly string[];
  readonly CachePolicyId: unknown;
  readonly OriginRequestPolicyId?: unknown;
  readonly ViewerProtocolPolicy: string;
}
interface Distribution {
  readonly Aliases?: readonly string[];
  readonly CacheBehaviors?: readonly Behavior[];
  readonly Comment: string;
  readonly CustomErrorResponses: readonly object[];
  readonly DefaultCacheBehavior: Behavior;
  readonly Origins: readonly {
    readonly CustomOriginConfig: object;
    readonly DomainName: unknown;
    readonly OriginCustomHeaders: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
  }[];
  readonly ViewerCertificate?: object;
  readonly WebACLId: unknown;
}

const distributionIn = (all: (type: string) => readonly Found[], stack: string): Distribution =>
  only(all('AWS::CloudFront::Distribution').filter((each) => each.stack === stack)).Properties[
    'DistributionConfig'
  ] as Distribution;

/** Policies of AWS's own: nothing is cached; everything a visitor sent goes on, but the host's name. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe.each(EDGE_SERVICES)('CloudFront before the %s', (service) => {
  const distribution = distributionIn(dev.all, STACK[service]);
  const secret = only(
    dev
      .all('AWS::SecretsManager::Secret')
      .filter(({ Properties }) => Properties['Name'] === namesOf('dev').edgeSecret(service)),
  );

  it('forwards requests unchanged by TLS 1.2, and caches none', () => {
    expect(distribution.DefaultCacheBehavior).toMatchObject({
      AllowedMethods: expect.arrayContaining(['GET', 'HEAD', 'POST']),
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_BUT_HOST,
    });
    const origin = only(distribution.Origins);
    expect(text(origin.DomainName)).toContain('ApiEndpoint');
    expect(origin.CustomOriginConfig).toEqual({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  it('caches no refusal or error', () => {
    const statuses = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];
    expect(distribution.CustomErrorResponses).toEqual(
      statuses.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    );
  });

  it('has the firewall of us-east-1, read when it is deployed', () => {
    expect(distribution.WebACLId).toEqual({
      'Fn::GetStackOutput': {
        StackName: 'through-the-gate-dev-firewall',
        Region: 'us-east-1',
        OutputName: 'WebAclArn',
      },
    });
    const { Outputs } = made.dev['Firewall'] as Template & { readonly Outputs: object };
    const acl = only(dev.all('AWS::WAFv2::WebACL').filter(({ stack }) => stack === 'Firewall'));
    expect(Outputs).toMatchObject({ WebAclArn: { Value: { 'Fn::GetAtt': [acl.logicalId, 'Arn'] } } });
  });

  it('sends a secret that is not in the template, and that the function may read', () => {
    const [header] = only(distribution.Origins).OriginCustomHeaders;
    expect(header).toEqual({
      HeaderName: 'x-through-the-gate-edge',
      HeaderValue: {
        'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: secret.logicalId }, ':SecretString:::}}']],
      },
    });
    const gate = only(
      dev
        .all('AWS::Lambda::Function')
        .filter(({ Properties }) => Properties['FunctionName'] === namesOf('dev').function(service)),
    );
    expect(gate.Properties['Environment']).toMatchObject({
      Variables: { EDGE_SECRET_ID: { Ref: secret.logicalId } },
    });
    const policies = dev
      .all('AWS::IAM::Policy')
      .filter(({ stack, Properties }) => stack === gate.stack && text(Properties).includes(secret.logicalId));
    expect(policies).toHaveLength(1);
    expect(text(policies)).toContain(
      text({
        Action: 'secretsmanager:GetSecretValue',
        Effect: 'Allow',
        Resource: { Ref: secret.logicalId },
        Sid: 'ReadEdgeSecret',
      }),
    );
  });

  it('sends another secret only in another round', () => {
    expect(distribution.Comment).toMatch(/round 1$/);
  });

  it('has an alarm on what comes around it', () => {
    const alarm = only(
      dev
        .all('AWS::CloudWatch::Alarm')
        .filter(
          ({ stack, Properties }) =>
            stack === STACK[service] && Properties['MetricName'] === 'RequestsAroundTheEdge',
        ),
    );
    expect(alarm.Properties['Dimensions']).toEqual([{ Name: 'service', Value: service }]);
  });

  it('is where the product says that it is', () => {
    const { Outputs } = made.dev[STACK[service]] as Template & { readonly Outputs: object };
    const id = only(
      dev.all('AWS::CloudFront::Distribution').filter(({ stack }) => stack === STACK[service]),
    ).logicalId;
    expect(Outputs).toMatchObject({
      Url: { Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [id, 'DomainName'] }]] } },
    });
  });
});

describe('what CloudFront does for one and not the other', () => {
  it('never lets a token of the API travel in the clear, and sends browsers to https', () => {
    const protocols = EDGE_SERVICES.map(
      (service) => distributionIn(dev.all, STACK[service]).DefaultCacheBehavior.ViewerProtocolPolicy,
    );
    expect(protocols).toEqual(['https-only', 'redirect-to-https']);
  });

  it('caches the console’s files by path and version, without cookies or headers', () => {
    expect(distributionIn(dev.all, 'Api').CacheBehaviors).toBeUndefined();
    const files = only(distributionIn(dev.all, 'Console').CacheBehaviors ?? []);
    const policy = only(dev.all('AWS::CloudFront::CachePolicy'));
    expect(files).toMatchObject({
      PathPattern: '/assets/*',
      AllowedMethods: ['GET', 'HEAD'],
      CachePolicyId: { Ref: policy.logicalId },
    });
    expect(files.OriginRequestPolicyId).toBeUndefined();
    expect(policy.Properties['CachePolicyConfig']).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['v'] },
      },
    });
  });
});

describe('domain names of our own', () => {
  const DOMAINS = { api: 'api.gate.example', console: 'gate.example' } as const;

  it.each(EDGE_SERVICES)('are what the %s is reached by, with a certificate and TLS 1.2', (service) => {
    expect(distributionIn(elsewhere.all, STACK[service])).toMatchObject({
      Aliases: [DOMAINS[service]],
      ViewerCertificate: {
        AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/gate',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
    });
    const { Outputs } = made.elsewhere[STACK[service]] as Template & { readonly Outputs: object };
    expect(Outputs).toMatchObject({ Url: { Value: `https://${DOMAINS[service]}` } });
  });

  it('are what functions give out', () => {
    const variables = elsewhere
      .all('AWS::Lambda::Function')
      .map(
        ({ Properties }) => (Properties['Environment'] as { Variables: Record<string, unknown> }).Variables,
      );
    const given = (name: string) => [
      ...new Set(variables.flatMap((each) => (name in each ? [each[name]] : []))),
    ];
    expect(given('PUBLIC_URL')).toEqual(['https://api.gate.example']);
    expect(given('CONSOLE_URL')).toEqual(['https://gate.example']);
  });
});

describe('the firewalls', () => {
  const acls = dev.all('AWS::WAFv2::WebACL');
  const named = acls.map((acl) => [String(acl.Properties['Scope']), acl] as const);

  it('are one before CloudFront, in its region, and one before the user pool', () => {
    expect(acls.map(({ stack, Properties }) => [stack, Properties['Scope']])).toEqual([
      ['Firewall', 'CLOUDFRONT'],
      ['Api', 'REGIONAL'],
    ]);
    const pool = only(dev.all('AWS::Cognito::UserPool')).logicalId;
    expect(only(dev.all('AWS::WAFv2::WebACLAssociation')).Properties).toEqual({
      ResourceArn: { 'Fn::GetAtt': [pool, 'Arn'] },
      WebACLArn: { 'Fn::GetAtt': [acls[1]?.logicalId, 'Arn'] },
    });
  });

  it('is none before a user pool that there is not', () => {
    expect(elsewhere.all('AWS::WAFv2::WebACL').map(({ stack }) => stack)).toEqual(['Firewall']);
  });

  it.each(named)('%s: so many requests an address, and AWS’s own rules', (_scope, { Properties }) => {
    const rules = Properties['Rules'] as readonly { readonly Name: string; readonly Statement: object }[];
    expect(rules.map(({ Name }) => Name)).toEqual([
      'RequestsPerAddress',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    expect(rules[0]).toMatchObject({
      Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 5_000, EvaluationWindowSec: 300 } },
    });
  });

  it.each(named)('%s: takes a long body of JSON about people', (_scope, { Properties }) => {
    const overrides = [...text(Properties['Rules']).matchAll(/\{"ActionToUse":(.*?),"Name":"(\w+)"\}/g)];
    expect(overrides.map(([, action, rule]) => [rule, action])).toEqual(
      expect.arrayContaining([
        ['SizeRestrictions_BODY', '{"Count":{}}'],
        ['CrossSiteScripting_BODY', '{"Count":{}}'],
      ]),
    );
  });

  it.each(named)('%s: counts, and keeps no sample of what people asked', (_scope, { Properties }) => {
    const all = text(Properties);
    expect(all.match(/"SampledRequestsEnabled":false/g)).toHaveLength(5);
    expect(all).not.toContain('"SampledRequestsEnabled":true');
    expect(all).not.toContain('"CloudWatchMetricsEnabled":false');
    expect(dev.all('AWS::WAFv2::LoggingConfiguration')).toEqual([]);
  });

  it.each([
    ['Firewall', [{ Name: 'Rule', Value: 'ALL' }]],
    [
      'Api',
      [
        { Name: 'Region', Value: { Ref: 'AWS::Region' } },
        { Name: 'Rule', Value: 'ALL' },
      ],
    ],
  ])('raises an alarm in its own region when it blocks many requests: %s', (name, dimensions) => {
    const alarm = only(
      dev
        .all('AWS::CloudWatch::Alarm')
        .filter(({ stack, Properties }) => stack === name && Properties['MetricName'] === 'BlockedRequests'),
    );
    const acl = only(acls.filter(({ stack }) => stack === name));
    expect(alarm.Properties['Dimensions']).toEqual([
      ...dimensions,
      { Name: 'WebACL', Value: acl.Properties['Name'] },
    ]);
    expect(text(alarm.Properties['AlarmActions'])).toMatch(
      name === 'Firewall' ? /^\[\{"Ref":"Alarms/ : /ImportValue/,
    );
  });
});

describe('the alarm topics', () => {
  const statementsOf = (stack: string) =>
    (
      only(dev.all('AWS::SNS::TopicPolicy').filter((each) => each.stack === stack)).Properties[
        'PolicyDocument'
      ] as { readonly Statement: readonly { readonly Effect: string; readonly Principal: unknown }[] }
    ).Statement;

  it.each([
    ['Firewall', ['cloudwatch.amazonaws.com']],
    ['Observability', ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']],
  ])('is open to what sends them, for this account: %s', (stack, services) => {
    const allowed = statementsOf(stack).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject(
      services.map((Service) => ({
        Action: 'sns:Publish',
        Principal: { Service },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      })),
    );
  });

  it('lets both use the key that it is encrypted with', () => {
    const { Statement } = only(dev.all('AWS::KMS::Key')).Properties['KeyPolicy'] as {
      readonly Statement: readonly { readonly Sid?: string; readonly Principal: unknown }[];
    };
    expect(Statement.find(({ Sid }) => Sid === 'Alarms')).toMatchObject({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Principal: { Service: ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com'] },
    });
  });
});

describe('the budget', () => {
  const budget = only(dev.all('AWS::Budgets::Budget')).Properties;

  it('is so much a month, for what is tagged as this stage’s', () => {
    expect(budget['Budget']).toMatchObject({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 100, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:deployment$through-the-gate-dev'] },
    });
    const { Tags } = only(dev.all('AWS::DynamoDB::Table')).Properties;
    expect(Tags).toContainEqual({ Key: 'deployment', Value: 'through-the-gate-dev' });
  });

  it('sends to the alarm topic at 80% forecast and 100% spent', () => {
    const topic = only(dev.all('AWS::SNS::Topic').filter(({ stack }) => stack === 'Observability'));
    const heard = [{ SubscriptionType: 'SNS', Address: { Ref: topic.logicalId } }];
    expect(budget['NotificationsWithSubscribers']).toMatchObject([
      { Notification: { NotificationType: 'FORECASTED', Threshold: 80 }, Subscribers: heard },
      { Notification: { NotificationType: 'ACTUAL', Threshold: 100 }, Subscribers: heard },
    ]);
  });
});
