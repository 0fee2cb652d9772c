import type { Found, Part } from './parts.ts';
import type { References } from './references.ts';

export interface Arrow {
  readonly from: Part;
  readonly to: Part;
  readonly says: string;
}

/** What calls, feeds, starts or may use what. */
export function arrowsOf(resources: readonly Found[], references: References): readonly Arrow[] {
  const all = resources.flatMap((resource) => arrowsFrom(resource, resources, references));
  const seen = new Map(all.map((arrow) => [`${arrow.from.id} ${arrow.to.id} ${arrow.says}`, arrow]));
  return [...seen.values()].filter(({ from, to }) => from.id !== to.id);
}

function arrowsFrom(
  { Type, Properties = {}, stack, logicalId }: Found,
  resources: readonly Found[],
  { partsIn }: References,
): readonly Arrow[] {
  const self = partsIn({ Ref: logicalId }, stack);
  const join = (from: readonly Part[], to: readonly Part[], says: string): readonly Arrow[] =>
    from.flatMap((each) => to.map((other) => ({ from: each, to: other, says })));
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
        ...join(self, inOrigins('DomainName'), 'passes on'),
        ...join(self, inOrigins('OriginCustomHeaders'), 'proves itself by'),
        ...join(partsIn(WebACLId, stack), self, 'guards'),
      ];
    }
    case 'AWS::WAFv2::WebACLAssociation':
      return join(at('WebACLArn'), at('ResourceArn'), 'guards');
    case 'AWS::ApiGatewayV2::Integration':
      return join(at('ApiId'), at('IntegrationUri'), 'calls');
    case 'AWS::ApiGatewayV2::Authorizer':
      return join(at('ApiId'), at('JwtConfiguration'), 'asks for tokens of');
    case 'AWS::Events::Rule':
      return join(
        self,
        at('Targets').filter(({ label }) => !isDead(label)),
        'calls',
      );
    case 'AWS::Lambda::EventSourceMapping':
      return [
        ...join(at('EventSourceArn'), at('FunctionName'), 'feeds'),
        ...join(at('FunctionName'), at('DestinationConfig'), 'gives up to'),
      ];
    case 'AWS::Lambda::EventInvokeConfig':
      return join(at('FunctionName'), at('DestinationConfig'), 'gives up to');
    case 'AWS::Events::EventBus':
      return join(self, at('DeadLetterConfig'), 'gives up to');
    case 'AWS::SQS::Queue':
      return join(self, at('RedrivePolicy'), 'gives up to');
    case 'AWS::Lambda::Function':
      return join(self, at('VpcConfig'), 'calls out through');
    case 'AWS::Events::Archive':
      return join(at('SourceArn'), self, 'is kept in');
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

/** In the order they are tried: what a permission to do something is called. */
const PERMISSIONS: readonly (readonly [RegExp, string])[] = [
  [/^dynamodb:PutItem/, 'changes'],
  [/^dynamodb:DeleteItem/, 'takes rows off'],
  [/^dynamodb:(GetItem|Query)/, 'reads'],
  [/^sqs:SendMessage/, 'queues on'],
  [/^states:(StartExecution|StopExecution|SendTaskSuccess)/, 'drives'],
  [/^states:(DescribeExecution|ListExecutions|SendTaskHeartbeat)/, 'inspects'],
  [/^secretsmanager:GetSecretValue/, 'reads'],
  [/^lambda:InvokeFunction/, 'calls'],
  [/^events:PutEvents/, 'announces to'],
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
  // Of several permissions on the same thing, the first that is listed says it all.
  const said = new Map<string, Arrow>();
  for (const [action, says] of PERMISSIONS) {
    for (const statement of Statement.filter(({ Action }) =>
      [Action].flat().some((each) => action.test(each)),
    )) {
      for (const to of partsIn(statement.Resource, stack).filter(({ label }) => !isDead(label))) {
        for (const from of owners) {
          const pair = `${from.id} ${to.id}`;
          if (!said.has(pair)) said.set(pair, { from, to, says });
        }
      }
    }
  }
  return [...said.values()];
}

/** That something may put what failed on a queue of dead letters is said by where it gives up to. */
function isDead(label: string): boolean {
  return label.startsWith('queue ') && label.endsWith('-dead');
}
