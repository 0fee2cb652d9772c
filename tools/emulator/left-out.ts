/**
 * Resource types that the emulator's CloudFormation does not support. They are removed from the templates that the
 * emulator gets, and nowhere else; the tests of the templates see all of them.
 */
export const LEFT_OUT = [
  // Created through the API of Step Functions instead.
  'AWS::StepFunctions::StateMachineVersion',
  'AWS::StepFunctions::StateMachineAlias',
  // They would have no effect here.
  'AWS::WAFv2::WebACLAssociation',
  'AWS::Budgets::Budget',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::Events::Archive',
] as const;

/** Resources that are useless without those above: routes through a missing gateway, alarms on it. */
const GOES_ALONG = ['AWS::EC2::Route', 'AWS::CloudWatch::Alarm'] as const;

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly UpdatePolicy?: unknown;
}

export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

/**
 * A template without {@link LEFT_OUT} and the resources that only serve those. Machines start children by their own
 * ARN, because the emulator does not support aliases there. References to stacks of another region become empty.
 * @throws Error when something else refers to a removed resource.
 */
export function withoutLeftOut(template: Template): Template {
  const { Resources = {}, Outputs } = withinReach(template, machinesOf(template)) as Template;
  const gone = leftOutOf(Resources);
  const kept = Object.entries(Resources)
    .filter(([id]) => !gone.has(id))
    .map(([id, resource]) => [id, without(resource, gone)] as const);
  const [stillNamed] = kept.flatMap(([, resource]) => referredIn(resource).filter((id) => gone.has(id)));
  if (stillNamed !== undefined) throw new Error(`${stillNamed} is left out, and still referred to`);
  return {
    ...template,
    Resources: Object.fromEntries(kept),
    ...(Outputs && { Outputs: entriesWhere(Outputs, (output) => !refersTo(output, gone)) }),
  };
}

/** The resources to remove: those of these types, and repeatedly those that go with them. */
function leftOutOf(resources: Readonly<Record<string, Resource>>): ReadonlySet<string> {
  const all = Object.entries(resources);
  const gone = new Set(all.filter(([, resource]) => isLeftOut(resource)).map(([id]) => id));
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const [id, { Type, Properties }] of all) {
      if (isOne(GOES_ALONG, Type) && refersTo(Properties, gone)) gone.add(id);
    }
  }
  return gone;
}

/** Without dependencies on removed resources, and without their update policies. */
function without({ DependsOn, UpdatePolicy, ...resource }: Resource, gone: ReadonlySet<string>): Resource {
  const remaining = [DependsOn ?? []].flat().filter((id) => !gone.has(id));
  return {
    ...resource,
    ...(remaining.length > 0 && { DependsOn: remaining }),
    ...(UpdatePolicy !== undefined && !refersTo(UpdatePolicy, gone) && { UpdatePolicy }),
  };
}

/** The emulator supports alarms on one metric only. */
function isLeftOut({ Type, Properties }: Resource): boolean {
  return (
    isOne(LEFT_OUT, Type) || (Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'] !== undefined)
  );
}

function isOne(types: readonly string[], type: string): boolean {
  return types.includes(type);
}

function refersTo(value: unknown, ids: ReadonlySet<string>): boolean {
  return referredIn(value).some((id) => ids.has(id));
}

/** The logical ids in a value. */
function referredIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referredIn);
  if (typeof value !== 'object' || value === null) return [];
  const [id] = referred(value as Readonly<Record<string, unknown>>);
  return id === undefined ? Object.values(value).flatMap(referredIn) : [id];
}

function referred(value: Readonly<Record<string, unknown>>): readonly [string?, string?] {
  const { Ref: ref, 'Fn::GetAtt': attribute } = value;
  if (typeof ref === 'string') return [ref];
  return Array.isArray(attribute) ? [String(attribute[0]), String(attribute[1])] : [];
}

/** The machine of each alias. */
function machinesOf({ Resources = {} }: Template): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === 'AWS::StepFunctions::StateMachineAlias')
      .map(([id, { Properties = {} }]) => {
        const machine = referredIn(Properties)
          .map((version) => Resources[version]?.Properties?.['StateMachineArn'])
          .find((arn) => arn !== undefined);
        return [id, machine];
      }),
  );
}

/** With the machine instead of its alias, and nothing instead of another region's output. */
function withinReach(value: unknown, machines: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => withinReach(each, machines));
  if (typeof value !== 'object' || value === null) return value;
  if ('Fn::GetStackOutput' in value) return { Ref: 'AWS::NoValue' };
  const [id = '', attribute] = referred(value as Readonly<Record<string, unknown>>);
  const machine = attribute === 'Arn' ? machines.get(id) : undefined;
  if (machine !== undefined) return machine;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withinReach(each, machines)]));
}

function entriesWhere<T>(
  record: Readonly<Record<string, T>>,
  holds: (value: T) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => holds(value)));
}
