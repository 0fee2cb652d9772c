/** The parts in the picture, read from the templates. */

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** The templates of one stage, by the names of their stacks in the app. */
export type Stage = Readonly<Record<string, Template>>;

export interface Part {
  readonly id: string;
  readonly stack: string;
  readonly label: string;
  /** The Mermaid brackets of its shape. */
  readonly frame: readonly [string, string];
}

export interface Found extends Resource {
  readonly stack: string;
  readonly logicalId: string;
}

export function resourcesOf(stage: Stage): readonly Found[] {
  return Object.entries(stage)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([stack, { Resources }]) =>
      Object.entries(Resources).map(([logicalId, resource]) => ({ ...resource, stack, logicalId })),
    );
}

const BOX = ['[', ']'] as const;
const ROUND = ['([', '])'] as const;
const DRUM = ['[(', ')]'] as const;
const FLAG = ['>', ']'] as const;
const SIDES = ['[[', ']]'] as const;

interface Look {
  readonly frame: Part['frame'];
  readonly label: (properties: Readonly<Record<string, unknown>>) => string;
}

const named =
  (property: string, before: string) =>
  (properties: Readonly<Record<string, unknown>>): string =>
    `${before} ${textOf(properties[property])}`.trim();

/** The types that are drawn. */
const LOOKS: Readonly<Record<string, Look>> = {
  'AWS::CloudFront::Distribution': { frame: ROUND, label: () => 'CloudFront' },
  'AWS::WAFv2::WebACL': { frame: FLAG, label: () => 'WAF' },
  'AWS::ApiGatewayV2::Api': { frame: ROUND, label: named('Name', 'HTTP API') },
  'AWS::Cognito::UserPool': { frame: BOX, label: () => 'user pool' },
  'AWS::Lambda::Function': { frame: BOX, label: named('FunctionName', '') },
  'AWS::DynamoDB::Table': { frame: DRUM, label: () => 'table: the record' },
  'AWS::SQS::Queue': { frame: FLAG, label: named('QueueName', 'queue') },
  'AWS::StepFunctions::StateMachine': { frame: SIDES, label: () => 'state machines' },
  'AWS::Events::Rule': { frame: ROUND, label: named('ScheduleExpression', 'each') },
  'AWS::Events::EventBus': { frame: FLAG, label: () => 'event bus' },
  'AWS::Events::Archive': { frame: DRUM, label: () => 'archive of events' },
  'AWS::SecretsManager::Secret': { frame: DRUM, label: () => 'secrets' },
  'AWS::SNS::Topic': { frame: FLAG, label: () => 'alarms' },
  'AWS::EC2::VPC': { frame: BOX, label: () => 'network of its own, out by 443 only' },
};

/** Types of which all in a stack are drawn as one. */
const DRAWN_AS_ONE = new Set(['AWS::StepFunctions::StateMachine', 'AWS::SecretsManager::Secret']);

/** The part that a resource is drawn as; undefined for one that is not drawn. */
export function partOf({ stack, logicalId, Type, Properties = {} }: Found, prefix: string): Part | undefined {
  const look = LOOKS[Type];
  if (look === undefined) return undefined;
  const one = DRAWN_AS_ONE.has(Type);
  const label = look
    .label(Properties)
    .replace(`${prefix}-`, '')
    .replace(prefix, 'api')
    .replace(/^each rate\(1? ?(.*)\)$/, 'each $1');
  return { id: `${stack}_${one ? Type.split('::').at(-1) : logicalId}`, stack, label, frame: look.frame };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
