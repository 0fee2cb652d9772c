import { describe, expect, it } from '@jest/globals';
import { deployedBy } from '../../../tools/cost/deployed.ts';
import { fixedUnits, UnpricedResourceError } from '../../../tools/cost/fixed-units.ts';
import type { Template } from '../../../tools/cost/template.ts';

const alarm = (properties: object) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { ...properties } });
const dashboard = (...metrics: readonly (readonly unknown[])[]) => ({
  Type: 'AWS::CloudWatch::Dashboard',
  Properties: {
    DashboardBody: {
      'Fn::Join': [
        '',
        [
          '{"widgets":[{"properties":{"region":"',
          { Ref: 'AWS::Region' },
          `","metrics":${JSON.stringify(metrics)}}}]}`,
        ],
      ],
    },
  },
});

describe('what is paid for by the month', () => {
  it.each<{ case: string; template: Template; units: object }>([
    { case: 'nothing', template: {}, units: {} },
    {
      case: 'an alarm',
      template: { A: alarm({ Namespace: 'AWS/SQS', MetricName: 'Age' }) },
      units: { alarmMetrics: 1 },
    },
    {
      case: 'an alarm on a sum of metrics, by each of them',
      template: { A: alarm({ Metrics: [{ Expression: 'a+b' }, { MetricStat: {} }, { MetricStat: {} }] }) },
      units: { alarmMetrics: 2 },
    },
    {
      case: 'metrics of our own, once each wherever they are read',
      template: {
        A: alarm({
          Namespace: 'Ours',
          MetricName: 'Swept',
          Dimensions: [{ Name: 'service', Value: 'sweep' }],
        }),
        D: dashboard(
          ['Ours', 'Swept', 'service', 'sweep', { stat: 'Sum' }],
          ['Ours', 'Swept', 'service', 'other', { stat: 'Sum' }],
          ['AWS/Lambda', 'Errors'],
        ),
      },
      units: { alarmMetrics: 1, dashboards: 1, customMetrics: 2 },
    },
    {
      case: 'metrics by route, where they are asked for',
      template: {
        S: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: { ApiId: { Ref: 'One' }, DefaultRouteSettings: { DetailedMetricsEnabled: true } },
        },
        T: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Two' } } },
        R1: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'One' } } },
        R2: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'One' } } },
        R3: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Two' } } },
      },
      units: { detailedMetrics: 12 },
    },
    {
      case: 'a firewall and its rules',
      template: { W: { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [{}, {}, {}] } } },
      units: { webAcls: 1, webAclRules: 3 },
    },
    {
      case: 'a way out',
      template: {
        N: { Type: 'AWS::EC2::NatGateway' },
        E: { Type: 'AWS::EC2::EIP' },
        G: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Gateway' } },
        I: {
          Type: 'AWS::EC2::VPCEndpoint',
          Properties: { VpcEndpointType: 'Interface', SubnetIds: ['a', 'b'] },
        },
      },
      units: { natGateways: 1, publicAddresses: 1, endpointZones: 2 },
    },
    {
      case: 'keys, secrets, additional metrics of CloudFront and budgets that act',
      template: {
        K: { Type: 'AWS::KMS::Key' },
        S: { Type: 'AWS::SecretsManager::Secret' },
        M: { Type: 'AWS::CloudFront::MonitoringSubscription' },
        B: { Type: 'AWS::Budgets::BudgetsAction' },
      },
      units: { keys: 1, secrets: 1, customMetrics: 8, budgetActions: 1 },
    },
    { case: 'a role', template: { R: { Type: 'AWS::IAM::Role' } }, units: {} },
  ])('is counted of $case', ({ template, units }) => {
    const counted = Object.entries(fixedUnits([template])).filter(([, count]) => count > 0);
    expect(Object.fromEntries(counted)).toEqual(units);
  });

  it('is counted over all stacks', () => {
    const key: Template = { K: { Type: 'AWS::KMS::Key' } };
    expect(fixedUnits([key, key]).keys).toBe(2);
  });

  it('is not counted while something has no price', () => {
    const template: Template = { R: { Type: 'AWS::RDS::DBCluster' }, I: { Type: 'AWS::MSK::Cluster' } };
    expect(() => fixedUnits([template])).toThrow(UnpricedResourceError);
    expect(() => fixedUnits([template])).toThrow(/what these cost: AWS::MSK::Cluster, AWS::RDS::DBCluster\./);
  });
});

describe('what is deployed', () => {
  const lambda = (name: string) => ({
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: `through-the-gate-prod-${name}`,
      MemorySize: 256,
      TracingConfig: { Mode: 'Active' },
    },
  });
  const rule = (expression: string) => ({
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: expression, Targets: [{ Arn: { Ref: 'Live' } }] },
  });
  const template: Template = {
    Sweep: lambda('sweep'),
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Sweep' } } },
    Minute: rule('rate(1 minute)'),
    SixHours: rule('rate(6 hours)'),
    Heard: {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: {}, Targets: [{ Arn: { Ref: 'Live' } }] },
    },
    Queue: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { BatchSize: 5 } },
    Stream: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { StartingPosition: 'TRIM_HORIZON' } },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } },
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolTier: 'LITE' } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        GlobalSecondaryIndexes: [
          { IndexName: 'due', Projection: { ProjectionType: 'ALL' } },
          { IndexName: 'driven', Projection: { ProjectionType: 'KEYS_ONLY' } },
          { IndexName: 'caseload', Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['journey'] } },
        ],
      },
    },
  };

  it('is read from the templates', () => {
    expect(deployedBy([template])).toMatchObject({
      memory: new Map([['sweep', 256]]),
      schedules: [
        { function: 'sweep', perMonth: 43_800 },
        { function: 'sweep', perMonth: (365 / 12) * 4 },
      ],
      polledQueues: 1,
      logGroups: 1,
      logRetentionMonths: 12,
      traced: true,
      pointInTimeRecovery: true,
      projections: { due: 'ALL', driven: 'KEYS_ONLY', caseload: { include: ['journey'] } },
      userPoolPlan: 'LITE',
    });
  });

  it('has no pool of staff where they sign in elsewhere', () => {
    const { Pool: _pool, ...others } = template;
    expect(deployedBy([others]).userPoolPlan).toBeUndefined();
  });
});
