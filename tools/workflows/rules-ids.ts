import { MACHINES } from '../../domain/record/machines.ts';
import { kindOf, machineOf, sent, statesOf, textOf, type Located, type Region } from './definition.ts';
import { finding, findingIf, type Finding } from './finding.ts';

const KEYS = new Set([
  'action',
  'kind',
  'journeyId',
  'cycle',
  'subject',
  'token',
  'execution',
  'cause',
  'incident',
]);

/** All that an execution knows, and may pass on: ids, counters, and the name (never the text) of an error. */
const PATHS = new Set([
  '$.journeyId',
  '$.cycle',
  '$.subject',
  '$.last.subject',
  '$.incident',
  '$.incident.number',
  '$.error.Error',
  '$$.Task.Token',
  '$$.Execution.Name',
]);

/** Words such as `allocate-officers`, `CRS-1` and `reception.AllocateOfficers`: nobody's name, nobody's number. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/;
const FORMAT = /^States\.Format\('[A-Za-z0-9.{}-]+', (?<args>[^()']+)\)$/;

const PARAMETERS = {
  do: ['FunctionName', 'Payload'],
  await: ['FunctionName', 'Payload'],
  incident: ['FunctionName', 'Payload'],
  child: ['Input', 'Name.$', 'StateMachineArn'],
} as const;

const FUNCTIONS = {
  do: '${DoStepFunction}',
  await: '${OpenStepFunction}',
  incident: '${OpenStepFunction}',
} as const;

/** That ids, and nothing but ids, are told, to functions and machines that exist. */
export function idFindings(machine: Region): readonly Finding[] {
  return statesOf(machine).flatMap((located) => {
    const kind = kindOf(located.state);
    switch (kind) {
      case 'do':
      case 'await':
      case 'incident':
        return [
          ...sentFindings(located, kind),
          ...findingIf(
            located.state.Parameters?.['FunctionName'] !== FUNCTIONS[kind],
            'function-name',
            located.name,
            `It must call ${FUNCTIONS[kind]}.`,
          ),
          ...resultFindings(located, kind === 'incident' ? '$.incident' : '$.last'),
        ];
      case 'child':
        return [...sentFindings(located, kind), ...childFindings(located), ...resultFindings(located, null)];
      case 'parallel':
        return resultFindings(located, null);
      case 'choice':
      case 'succeed':
        return [];
      case 'other':
        return findingIf(
          located.state.Type === 'Task',
          'unknown-task',
          located.name,
          'A Task is a Do, an Await or a Child, and its Resource must be one of theirs.',
        );
    }
  });
}

function sentFindings({ name, state }: Located, kind: keyof typeof PARAMETERS): readonly Finding[] {
  const parameters = Object.keys(state.Parameters ?? {});
  const unknown = parameters.filter((key) => !(PARAMETERS[kind] as readonly string[]).includes(key));
  const selected = state['ResultSelector'];
  const selector = JSON.stringify({ 'outcome.$': '$.Payload.outcome', 'subject.$': '$.Payload.subject' });
  return [
    ...unknown.map((key) => finding('payload-key', name, `${key} has no place in its Parameters.`)),
    ...Object.entries(sent(state)).flatMap(([key, value]) => pairFindings(name, key, value)),
    ...findingIf(
      kind === 'do' ? JSON.stringify(selected) !== selector : selected !== undefined,
      'payload-key',
      name,
      kind === 'do'
        ? 'ResultSelector must keep the outcome and the subject, and nothing else.'
        : 'ResultSelector belongs to a Do.',
    ),
  ];
}

function pairFindings(name: string, key: string, value: unknown): readonly Finding[] {
  const plain = key.replace(/\.\$$/, '');
  const good =
    typeof value === 'string' && (key.endsWith('.$') ? isIdExpression(value) : IDENTIFIER.test(value));
  return [
    ...findingIf(
      !KEYS.has(plain),
      'payload-key',
      name,
      `${plain} is not an id; an execution is told ids only.`,
    ),
    ...findingIf(
      !good,
      'payload-value',
      name,
      `The value of ${plain} is not an id, a counter or a fixed word.`,
    ),
  ];
}

function isIdExpression(text: string): boolean {
  const format = FORMAT.exec(text)?.groups;
  if (format === undefined) return PATHS.has(text);
  return (format['args'] ?? '').split(', ').every((argument) => PATHS.has(argument));
}

function childFindings({ name, state }: Located): readonly Finding[] {
  const named = textOf(state.Parameters?.['Name.$']);
  const keepsApart =
    isIdExpression(named) &&
    /^States\.Format\('\{\}-[A-Za-z0-9{}-]*-\{\}', \$\$\.Execution\.Name, (?:.+, )?\$\.incident\.number\)$/.test(
      named,
    );
  return [
    ...findingIf(
      !(MACHINES as readonly string[]).includes(machineOf(state) ?? ''),
      'child-machine',
      name,
      'StateMachineArn must be the variable of one of our machines.',
    ),
    ...findingIf(
      !keepsApart,
      'child-name',
      name,
      'A child is named after its parent and the incident it was last retried for: its name starts with the one, and ends with the other.',
    ),
  ];
}

function resultFindings({ name, state }: Located, expected: string | null): readonly Finding[] {
  return findingIf(
    state.ResultPath !== expected,
    'result-keeps-input',
    name,
    `ResultPath must be ${String(expected)}, or the ids are lost.`,
  );
}
