/**
 * What the emulator's CloudFormation does not know. It is taken out of the synthesised templates on their way to the
 * emulator, and nowhere else: the product is the same, and the tests of the templates see all of it.
 */
export const LEFT_OUT = [
  // Made through the API of Step Functions instead, once the machines are there.
  'AWS::StepFunctions::StateMachineVersion',
  'AWS::StepFunctions::StateMachineAlias',
  // Nothing would come of them here.
  'AWS::WAFv2::WebACLAssociation',
  'AWS::Budgets::Budget',
] as const;

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

/**
 * A template without {@link LEFT_OUT}. Machines that start another by its alias start the machine itself: the emulator
 * knows no aliases there. Whoever was given something of a stack in another region, which the emulator does not look
 * into, is given nothing.
 * @throws Error when something else of what is left out is referred to.
 */
export function withoutLeftOut(template: Template): Template {
  const all = Object.entries(template.Resources ?? {});
  const leftOut = new Set(all.filter(([, { Type }]) => isLeftOut(Type)).map(([id]) => id));
  const machines = new Map(
    all
      .filter(([, { Type }]) => Type === 'AWS::StepFunctions::StateMachineAlias')
      .map(([id, alias]) => [id, machineOf(template, alias)]),
  );
  const kept = Object.fromEntries(all.filter(([id]) => !leftOut.has(id)));
  return spelledOut({ ...template, Resources: kept }, leftOut, machines) as Template;
}

function isLeftOut(type: string): boolean {
  return LEFT_OUT.some((each) => each === type);
}

function machineOf(template: Template, alias: Resource): unknown {
  const { RoutingConfiguration } = alias.Properties as {
    readonly RoutingConfiguration: readonly {
      readonly StateMachineVersionArn: { readonly 'Fn::GetAtt': readonly [string, 'Arn'] };
    }[];
  };
  const version = RoutingConfiguration[0]?.StateMachineVersionArn['Fn::GetAtt'][0] ?? '';
  return template.Resources?.[version]?.Properties?.['StateMachineArn'];
}

function spelledOut(
  value: unknown,
  leftOut: ReadonlySet<string>,
  machines: ReadonlyMap<string, unknown>,
): unknown {
  if (Array.isArray(value)) return value.map((each) => spelledOut(each, leftOut, machines));
  if (typeof value !== 'object' || value === null) return value;
  if ('Fn::GetStackOutput' in value) return { Ref: 'AWS::NoValue' };
  const [id, attribute] = referred(value as Readonly<Record<string, unknown>>);
  if (id !== undefined && leftOut.has(id)) {
    const arn = machines.get(id);
    if (arn === undefined || attribute !== 'Arn') throw new Error(`${id} is left out, and still referred to`);
    return arn;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, spelledOut(each, leftOut, machines)]),
  );
}

function referred(value: Readonly<Record<string, unknown>>): readonly [string?, string?] {
  const { Ref: ref, 'Fn::GetAtt': attribute } = value;
  if (typeof ref === 'string') return [ref];
  return Array.isArray(attribute) ? [String(attribute[0]), String(attribute[1])] : [];
}
