import type { Region } from '../../workflows/build/asl.ts';
import type { Finding } from './finding.ts';
import { sent, statesOf } from './states.ts';

const KEYS = new Set([
  'action',
  'kind',
  'kinds',
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
  '$.error.Error',
  '$$.Task.Token',
  '$$.Execution.Name',
]);

/** Words such as `allocate-officers`, `CRS-1` and `reception.AllocateOfficers`: nobody's name, nobody's number. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/;
const FORMAT = /^States\.Format\('[A-Za-z0-9.{}-]+', (?<args>[^()']+)\)$/;

/** That functions and machines are sent ids and nothing else: what they are sent stays in the execution's history. */
export function idFindings(machine: Region): readonly Finding[] {
  return statesOf(machine).flatMap(({ name, state }) =>
    Object.entries(sent(state)).flatMap(([key, value]) => pairFindings(name, key, value)),
  );
}

function pairFindings(state: string, key: string, value: unknown): readonly Finding[] {
  const plain = key.replace(/\.\$$/, '');
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isId = values.every(
    (each) => typeof each === 'string' && (key.endsWith('.$') ? isIdExpression(each) : IDENTIFIER.test(each)),
  );
  return [
    ...(KEYS.has(plain)
      ? []
      : [{ rule: 'payload-key', state, message: `${plain} is not an id; a state sends ids only.` } as const]),
    ...(isId
      ? []
      : [
          {
            rule: 'payload-value',
            state,
            message: `The value of ${plain} is not an id, a counter or a fixed word.`,
          } as const,
        ]),
  ];
}

function isIdExpression(text: string): boolean {
  const format = FORMAT.exec(text)?.groups;
  if (format === undefined) return PATHS.has(text);
  return (format['args'] ?? '').split(', ').every((argument) => PATHS.has(argument));
}
