import { regionsOf, statesOf, type Located, type Region } from './definition.ts';
import { finding, findingIf, type Finding, type RuleCode } from './finding.ts';
import { reached, waysOut } from './graph.ts';

/** What the five kinds of state may hold. Anything else has a meaning that nobody here has thought through. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [
    'Resource',
    'TimeoutSeconds',
    'Parameters',
    'ResultSelector',
    'ResultPath',
    'Retry',
    'Catch',
    'Next',
    'Type',
    'Comment',
  ],
  Choice: ['Choices', 'Default', 'Type', 'Comment'],
  Parallel: ['Branches', 'ResultPath', 'Catch', 'Next', 'Type', 'Comment'],
  Succeed: ['Type', 'Comment'],
};

const REFUSED_TYPES: Readonly<Record<string, readonly [RuleCode, string]>> = {
  Wait: ['wait-state', 'A Wait state holds a date, and dates move. Every wait is a row: use an Await.'],
  Fail: ['fail-state', 'An execution never ends in FAILED for a reason a person could mend.'],
  Pass: ['pass-state', 'A Pass does nothing that the next state could not be told directly.'],
  Map: ['map-state', 'A Map over a list of any length has no worst case. Go round a loop, one at a time.'],
};

const JSONATA_FIELDS = ['Arguments', 'Output', 'Assign', 'Condition'];

/** What each state is made of, whatever leads to it. */
export function shapeFindings(machine: Region): readonly Finding[] {
  return statesOf(machine).flatMap((located) => [
    ...typeFindings(located),
    ...jsonataFindings(located.name, located.state),
    ...choiceFindings(located),
  ]);
}

export function machineJsonata(name: string, machine: Region): readonly Finding[] {
  return regionsOf(machine).flatMap((region) =>
    findingIf(
      'QueryLanguage' in region,
      'jsonata',
      name,
      'Definitions are JSONPath; the query language is not set.',
    ),
  );
}

function typeFindings({ name, state }: Located): readonly Finding[] {
  const refused = REFUSED_TYPES[state.Type];
  if (refused) return [finding(refused[0], name, refused[1])];
  const allowed = FIELDS[state.Type];
  if (allowed === undefined)
    return [finding('unknown-task', name, `There is no state of type ${state.Type}.`)];
  return Object.keys(state)
    .filter(
      (field) => !allowed.includes(field) && !JSONATA_FIELDS.includes(field) && field !== 'QueryLanguage',
    )
    .map((field) => finding('field-not-used', name, `${field} is not used in a ${state.Type} here.`));
}

function jsonataFindings(name: string, state: Located['state']): readonly Finding[] {
  const { Branches: _own, ...rest } = state;
  const usesIt =
    'QueryLanguage' in state ||
    JSONATA_FIELDS.some((field) => field in state) ||
    JSON.stringify(rest).includes('{%');
  return findingIf(usesIt, 'jsonata', name, 'JSONata runs differently in each engine; use JSONPath.');
}

function choiceFindings({ name, state }: Located): readonly Finding[] {
  if (state.Type !== 'Choice') return [];
  const plain = (state.Choices ?? []).every(
    (rule) => Object.keys(rule).sort().join() === 'Next,StringEquals,Variable',
  );
  return [
    ...findingIf(
      state.Default === undefined,
      'choice-default',
      name,
      'Without a Default, an answer nobody thought of fails the execution.',
    ),
    ...findingIf(
      !plain,
      'choice-form',
      name,
      'A Choice compares one outcome with StringEquals; anything more is for TypeScript to decide.',
    ),
  ];
}

/** Where states lead: every one is reached, every way leads somewhere, every name is one state's. */
export function pathFindings(machine: Region): readonly Finding[] {
  return [...regionsOf(machine).flatMap(regionFindings), ...nameFindings(machine)];
}

function regionFindings(region: Region): readonly Finding[] {
  const edges = Object.entries(region.States).flatMap(([name, state]) => waysOut(name, state));
  const reachable = reached([region.StartAt], edges);
  const missing = [{ from: region.StartAt, to: region.StartAt }, ...edges].filter(
    ({ to }) => !Object.hasOwn(region.States, to),
  );
  return [
    ...missing.map(({ from, to }) =>
      finding('next-to-nowhere', from, `${from} leads to ${to}, which is not there.`),
    ),
    ...Object.keys(region.States)
      .filter((name) => !reachable.has(name))
      .map((name) => finding('unreachable', name, `Nothing leads to ${name}.`)),
  ];
}

function nameFindings(machine: Region): readonly Finding[] {
  const names = statesOf(machine).map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) =>
    finding('name-twice', name, `${name} names two states of one machine; a name stands for one state only.`),
  );
}
