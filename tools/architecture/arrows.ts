import type { Found, Part } from './parts.ts';
import type { References } from './references.ts';

export interface Arrow {
  readonly from: Part;
  readonly to: Part;
  readonly label: string;
}

/** A call, a stream or a permission between two parts. */
export function arrowsOf(resources: readonly Found[], references: References): readonly Arrow[] {
  const all = resources.flatMap((resource) => arrowsFrom(resource, resources, references));
  const seen = new Map(all.map((arrow) => [`${arrow.from.id} ${arrow.to.id} ${arrow.label}`, arrow]));
  return [...seen.values()].filter(({ from, to }) => from.id !== to.id);
}

function arrowsFrom(
  { Type, Properties = {}, stack, logicalId }: Found,
  resources: readonly Found[],
  { partsIn }: References,
): readonly Arrow[] {
  const self = partsIn({ Ref: logicalId }, stack);
  const join = (from: readonly Part[], to: readonly Part[], label: string): readonly Arrow[] =>
    from.flatMap((each) => to.map((other) => ({ from: each, to: other, label })));
  const at = (property: string): readonly Part[] => partsIn(Properties[property], stack);
  switch (Type) {
    case 'AWS::CloudFront::Distribution': {
      const { Origins, WebACLId } = Properties['DistributionConfig'] as {
        readonly Origins: readonly {
          readonly DomainName?: unknown;
          readonly OriginCustomHeaders?: unknown;
        }[];
        readonly WebACLId?: unknown;
      };
      const inOrigins = (part: keyof (typeof Origins)[number]): readonly Part[] =>
        Origins.flatMap((origin) => partsIn(origin[part], stack));
      return [
        ...join(self, inOrigins('DomainName'), 'forwards to'),
        ...join(self, inOrigins('OriginCustomHeaders'), 'sends secret'),
        ...join(partsIn(WebACLId, stack), self, 'protects'),
      ];
    }
    case 'AWS::WAFv2::WebACLAssociation':
      return join(at('WebACLArn'), at('ResourceArn'), 'protects');
    case 'AWS::ApiGatewayV2::Integration':
      return join(at('ApiId'), at('IntegrationUri'), 'calls');
    case 'AWS::ApiGatewayV2::Authorizer':
      return join(at('ApiId'), at('JwtConfiguration'), 'verifies tokens of');
    case 'AWS::Events::Rule':
      return join(
        self,
        at('Targets').filter(({ label }) => !isDead(label)),
        'calls',
      );
    case 'AWS::Lambda::EventSourceMapping':
      return [
        ...join(at('EventSourceArn'), at('FunctionName'), 'feeds'),
        ...join(at('FunctionName'), at('DestinationConfig'), 'dead letters to'),
      ];
    case 'AWS::Lambda::EventInvokeConfig':
      return join(at('FunctionName'), at('DestinationConfig'), 'dead letters to');
    case 'AWS::Events::EventBus':
      return join(self, at('DeadLetterConfig'), 'dead letters to');
    case 'AWS::SQS::Queue':
      return join(self, at('RedrivePolicy'), 'dead letters to');
    case 'AWS::Lambda::Function':
      return join(self, at('VpcConfig'), 'calls out through');
    case 'AWS::Events::Archive':
      return join(at('SourceArn'), self, 'is archived in');
    case 'AWS::IAM::Policy':
      return mayDo(Properties, stack, resources, { partsIn });
    default:
      return [];
  }
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The labels of permissions, in order of precedence. */
const PERMISSIONS: readonly (readonly [RegExp, string])[] = [
  [/^dynamodb:PutItem/, 'changes'],
  [/^dynamodb:DeleteItem/, 'deletes from'],
  [/^dynamodb:(GetItem|Query)/, 'reads'],
  [/^sqs:SendMessage/, 'sends to'],
  [/^states:(StartExecution|StopExecution|SendTaskSuccess)/, 'drives'],
  [/^states:(DescribeExecution|DescribeStateMachineAlias|ListExecutions|SendTaskHeartbeat)/, 'inspects'],
  [/^secretsmanager:GetSecretValue/, 'reads'],
  [/^lambda:InvokeFunction/, 'calls'],
  [/^events:PutEvents/, 'sends events to'],
];

function mayDo(
  { Roles, PolicyDocument }: Readonly<Record<string, unknown>>,
  stack: string,
  resources: readonly Found[],
  { partsIn }: Pick<References, 'partsIn'>,
): readonly Arrow[] {
  const roles = [...JSON.stringify(Roles).matchAll(/"Ref":"(\w+)"/g)].map(([, id]) => id);
  const owners = resources
    .filter(({ stack: other, Properties = {} }) => {
      const role = JSON.stringify(Properties['Role'] ?? Properties['RoleArn'] ?? '');
      return other === stack && roles.some((id) => role.includes(`"${id}"`));
    })
    .flatMap(({ logicalId }) => partsIn({ Ref: logicalId }, stack));
  const { Statement } = PolicyDocument as { readonly Statement: readonly Statement[] };
  // Of several permissions on one part, the first in the list is drawn.
  const said = new Map<string, Arrow>();
  for (const [action, label] of PERMISSIONS) {
    for (const statement of Statement.filter(({ Action }) =>
      [Action].flat().some((each) => action.test(each)),
    )) {
      for (const to of partsIn(statement.Resource, stack).filter(({ label }) => !isDead(label))) {
        for (const from of owners) {
          const pair = `${from.id} ${to.id}`;
          if (!said.has(pair)) said.set(pair, { from, to, label });
        }
      }
    }
  }
  return [...said.values()];
}

/** An arrow to a dead-letter queue is drawn once, not also as a permission. */
function isDead(label: string): boolean {
  return label.startsWith('queue ') && label.endsWith('-dead');
}
