import { at, listAt, textAt, type Resource, type Template } from './template.ts';

/** What is paid for by the month, however much it is used. */
export const FIXED_UNITS = [
  'alarmMetrics',
  'dashboards',
  'customMetrics',
  'detailedMetrics',
  'keys',
  'secrets',
  'natGateways',
  'publicAddresses',
  'endpointZones',
  'webAcls',
  'webAclRules',
  'budgetActions',
] as const;
export type FixedUnit = (typeof FIXED_UNITS)[number];
export type FixedUnits = Readonly<Record<FixedUnit, number>>;

type Units = Partial<FixedUnits>;
type Counting = (resource: Resource, template: Template) => Units;

/** What the HTTP APIs' metrics by route are: 4xx, 5xx, Count, IntegrationLatency, Latency, DataProcessed. */
const METRICS_A_ROUTE = 6;
/** What CloudFront's additional metrics are, when they are asked for. */
const METRICS_A_DISTRIBUTION = 8;

const alarmMetrics: Counting = (resource) => {
  const metrics = listAt(resource, 'Properties', 'Metrics').filter(
    (each) => at(each, 'MetricStat') !== undefined,
  );
  return { alarmMetrics: Math.max(1, metrics.length) };
};

const detailedMetrics: Counting = (stage, template) => {
  if (at(stage, 'Properties', 'DefaultRouteSettings', 'DetailedMetricsEnabled') !== true) return {};
  const api = textAt(stage, 'Properties', 'ApiId', 'Ref');
  const routes = Object.values(template).filter(
    ({ Type, Properties }) =>
      Type === 'AWS::ApiGatewayV2::Route' && textAt(Properties, 'ApiId', 'Ref') === api,
  );
  return { detailedMetrics: routes.length * METRICS_A_ROUTE };
};

const webAcl: Counting = (acl) => ({ webAcls: 1, webAclRules: listAt(acl, 'Properties', 'Rules').length });

const endpoint: Counting = (resource) =>
  at(resource, 'Properties', 'VpcEndpointType') === 'Interface'
    ? { endpointZones: Math.max(1, listAt(resource, 'Properties', 'SubnetIds').length) }
    : {};

const COUNTED: Readonly<Record<string, Counting>> = {
  'AWS::CloudWatch::Alarm': alarmMetrics,
  'AWS::CloudWatch::Dashboard': () => ({ dashboards: 1 }),
  'AWS::KMS::Key': () => ({ keys: 1 }),
  'AWS::SecretsManager::Secret': () => ({ secrets: 1 }),
  'AWS::EC2::NatGateway': () => ({ natGateways: 1 }),
  'AWS::EC2::EIP': () => ({ publicAddresses: 1 }),
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::WAFv2::WebACL': webAcl,
  'AWS::ApiGatewayV2::Stage': detailedMetrics,
  'AWS::CloudFront::MonitoringSubscription': () => ({ customMetrics: METRICS_A_DISTRIBUTION }),
  'AWS::Budgets::BudgetsAction': () => ({ budgetActions: 1 }),
};

/** Charged for what passes through them or is kept in them, which is reckoned from the journeys; or not at all. */
const NOT_BY_THE_MONTH = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::Budgets::Budget',
  'AWS::CDK::Metadata',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentConfig',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::DynamoDB::Table',
  'AWS::EC2::FlowLog',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::Logs::ResourcePolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::StepFunctions::StateMachine',
  'AWS::StepFunctions::StateMachineAlias',
  'AWS::StepFunctions::StateMachineVersion',
  'AWS::WAFv2::WebACLAssociation',
]);

/** Something is deployed whose price nobody has looked up. */
export class UnpricedResourceError extends Error {
  override readonly name = 'UnpricedResourceError';
}

/**
 * Counts what is paid for by the month in a stage's templates.
 * @throws UnpricedResourceError naming each type of resource that has no place here, so that no cost is left out.
 */
export function fixedUnits(templates: readonly Template[]): FixedUnits {
  const total: Record<FixedUnit, number> = Object.fromEntries(FIXED_UNITS.map((unit) => [unit, 0])) as Record<
    FixedUnit,
    number
  >;
  const unpriced = new Set<string>();
  for (const template of templates) {
    for (const resource of Object.values(template)) {
      const counting = COUNTED[resource.Type];
      if (counting === undefined && !NOT_BY_THE_MONTH.has(resource.Type)) unpriced.add(resource.Type);
      for (const [unit, count] of Object.entries(counting?.(resource, template) ?? {})) {
        total[unit as FixedUnit] += count;
      }
    }
  }
  if (unpriced.size > 0) {
    throw new UnpricedResourceError(
      `Say in tools/cost/fixed-units.ts what these cost: ${[...unpriced].sort().join(', ')}.`,
    );
  }
  total.customMetrics += ownMetrics(templates).size;
  return total;
}

/** Metrics of our own that an alarm or the dashboard reads, each with its dimensions. */
function ownMetrics(templates: readonly Template[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { Type, Properties } of templates.flatMap((template) => Object.values(template))) {
    const namespace = textAt(Properties, 'Namespace');
    if (Type === 'AWS::CloudWatch::Alarm' && namespace?.startsWith('AWS/') === false) {
      const dimensions = listAt(Properties, 'Dimensions').flatMap((each) => [
        at(each, 'Name'),
        at(each, 'Value'),
      ]);
      found.add(JSON.stringify([namespace, textAt(Properties, 'MetricName'), ...dimensions]));
    }
    if (Type === 'AWS::CloudWatch::Dashboard') {
      for (const metric of dashboardMetrics(Properties)) found.add(metric);
    }
  }
  return found;
}

function dashboardMetrics(properties: Resource['Properties']): readonly string[] {
  const body = at(properties, 'DashboardBody');
  const parts = typeof body === 'string' ? [body] : listAt(body, 'Fn::Join', '1');
  const text = parts.map((part) => (typeof part === 'string' ? part : 'a-reference')).join('');
  const widgets = listAt(JSON.parse(text === '' ? '{}' : text), 'widgets');
  return widgets
    .flatMap((widget) => listAt(widget, 'properties', 'metrics'))
    .flatMap((metric) => {
      const names = Array.isArray(metric) ? metric.filter((part) => typeof part === 'string') : [];
      return names[0]?.startsWith('AWS/') === false ? [JSON.stringify(names)] : [];
    });
}
