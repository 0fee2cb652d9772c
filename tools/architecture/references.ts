import { type Part, partOf, resourcesOf, type Stage } from './parts.ts';

/** Resources that are drawn as another: versions and aliases of a function or machine, the parts of a network. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  'AWS::Lambda::Alias': 'FunctionName',
  'AWS::Lambda::Version': 'FunctionName',
  'AWS::EC2::Subnet': 'VpcId',
  'AWS::StepFunctions::StateMachineAlias': 'RoutingConfiguration',
  'AWS::StepFunctions::StateMachineVersion': 'StateMachineArn',
};

export interface References {
  readonly parts: readonly Part[];
  /** The parts that a resource refers to. */
  readonly partsIn: (value: unknown, stack: string) => readonly Part[];
}

/** Resolves references in templates: within a stack, between stacks, and by the names that resources will have. */
export function referencesOf(stage: Stage, prefix: string): References {
  const resources = resourcesOf(stage);
  const parts = new Map<string, Part>();
  const byLogicalId = new Map<string, Part>();
  const byName = new Map<string, Part>();
  for (const resource of resources) {
    const made = partOf(resource, prefix);
    if (made === undefined) continue;
    const part = parts.get(made.id) ?? made;
    parts.set(part.id, part);
    byLogicalId.set(`${resource.stack}.${resource.logicalId}`, part);
    const { FunctionName, StateMachineName } = resource.Properties ?? {};
    if (typeof FunctionName === 'string') byName.set(`:function:${FunctionName}`, part);
    if (typeof StateMachineName === 'string') {
      byName.set(`:stateMachine:${StateMachineName}`, part);
      byName.set(`:execution:${StateMachineName}`, part);
    }
  }
  const standIns = resources.filter(({ Type }) => Type in STANDS_FOR);

  function named(logicalId: string, stack: string): readonly Part[] {
    const part = byLogicalId.get(`${stack}.${logicalId}`);
    if (part !== undefined) return [part];
    const standIn = standIns.find((each) => each.stack === stack && each.logicalId === logicalId);
    return standIn === undefined ? [] : partsIn(standIn.Properties?.[STANDS_FOR[standIn.Type] ?? ''], stack);
  }

  /** The last word of a stack's name is its name in the app, in lower case. */
  function outputOf(word: string, output: string): readonly Part[] {
    const [stack, template] = Object.entries(stage).find(([name]) => name.toLowerCase() === word) ?? [];
    return stack === undefined ? [] : partsIn(template?.Outputs?.[output]?.Value, stack);
  }

  function partsIn(value: unknown, stack: string): readonly Part[] {
    const text = JSON.stringify(value ?? null);
    const own = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].flatMap(([, id = '']) =>
      named(id, stack),
    );
    const imported = [...text.matchAll(/ExportsOutput(?:Ref|FnGetAtt)(\w+)/g)].flatMap(([, rest = '']) =>
      [...byLogicalId].filter(([id]) => rest.startsWith(id.split('.')[1] ?? id)).map(([, part]) => part),
    );
    const output = /"StackName":"[^"]+-(\w+)".*"OutputName":"(\w+)"/.exec(text);
    const read = output === null ? [] : outputOf(output[1] ?? '', output[2] ?? '');
    const spelledOut = [...byName].filter(([name]) => text.includes(name)).map(([, part]) => part);
    return [...new Set([...own, ...imported, ...read, ...spelledOut])];
  }

  return { parts: [...parts.values()], partsIn };
}
