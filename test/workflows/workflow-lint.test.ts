import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MACHINES, type Machine } from '../../domain/record/machines.ts';
import { lintWorkflow } from '../../tools/workflow-lint.ts';
import { readDefinition } from '../../tools/workflows/definition.ts';
import type { RuleCode } from '../../tools/workflows/finding.ts';
import { worstCaseHistory } from '../../tools/workflows/history.ts';

/** A definition as a test may spoil it. */
type Loose = Record<string, unknown>;
interface Spoilable {
  StartAt: string;
  States: Record<string, Loose>;
}

function definitionOf(machine: Machine): Spoilable {
  const file = new URL(`../../workflows/${machine}.asl.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Spoilable;
}

/** The states of the region, however deep, that holds `name`. */
function regionWith(definition: Spoilable, name: string): Spoilable {
  const found = findRegion(definition, name);
  if (found === undefined) throw new Error(`No state ${name}: the case has lost its subject`);
  return found;
}

function findRegion(definition: Spoilable, name: string): Spoilable | undefined {
  if (Object.hasOwn(definition.States, name)) return definition;
  for (const state of Object.values(definition.States)) {
    for (const branch of (state['Branches'] ?? []) as Spoilable[]) {
      const found = findRegion(branch, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What a case changes of one state. Whatever it reads must be there, or the case would prove nothing. */
class Spoiled {
  readonly definition: Spoilable;
  constructor(definition: Spoilable) {
    this.definition = definition;
  }
  state(name: string): Loose {
    const state = regionWith(this.definition, name).States[name];
    if (state === undefined) throw new Error(`No state ${name}`);
    return state;
  }
  part(name: string, ...path: (string | number)[]): Loose {
    let part: unknown = this.state(name);
    for (const step of path) part = (part as Loose)[step];
    if (typeof part !== 'object' || part === null) throw new Error(`${name} has no ${path.join('.')}`);
    return part as Loose;
  }
  set(name: string, values: Loose): void {
    Object.assign(this.state(name), values);
  }
  remove(name: string, field: string): void {
    if (!Object.hasOwn(this.state(name), field)) throw new Error(`${name} has no ${field} to remove`);
    this.state(name)[field] = undefined;
    this.definition.States = JSON.parse(JSON.stringify(this.definition.States)) as Spoilable['States'];
  }
  payload(name: string): Loose {
    return this.part(name, 'Parameters', 'Payload');
  }
  input(name: string): Loose {
    return this.part(name, 'Parameters', 'Input');
  }
  /** Puts a state between AllocateOfficers and what comes after it. */
  insert(name: string, state: Loose): void {
    this.set('AllocateOfficers', { Next: name });
    this.definition.States[name] = state;
  }
}

interface Case {
  readonly wrong: string;
  readonly machine: Machine;
  readonly state: string;
  readonly spoil: (spoiled: Spoiled) => void;
}

const reception = (wrong: string, state: string, spoil: Case['spoil']): Case => {
  return { wrong, machine: 'reception', state, spoil };
};
const housing = (wrong: string, state: string, spoil: Case['spoil']): Case => {
  return { wrong, machine: 'housing', state, spoil };
};
const check = (wrong: string, state: string, spoil: Case['spoil']): Case => {
  return { wrong, machine: 'release-day-check', state, spoil };
};

/** For every rule, what it must refuse. A rule with no case here does not compile. */
const REFUSED = {
  'asl-invalid': [
    reception('a Task with no Resource', 'reception', (it) => it.remove('RecordNeeds', 'Resource')),
    reception('no States at all', 'reception', (it) => Object.assign(it.definition, { States: 7 })),
  ],
  'await-timeout': [
    reception('an Await with no TimeoutSeconds', 'RecordNeeds', (it) =>
      it.remove('RecordNeeds', 'TimeoutSeconds'),
    ),
    reception('an Await given up after a day', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { TimeoutSeconds: 86_400 }),
    ),
    reception('an Await that outlasts its execution', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { TimeoutSeconds: 31_536_000 }),
    ),
    reception('an incident with no TimeoutSeconds', 'RecordNeedsIncident', (it) =>
      it.remove('RecordNeedsIncident', 'TimeoutSeconds'),
    ),
  ],
  'await-timeout-catch': [
    reception('an Await with no catch of States.Timeout', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { Catch: [it.part('RecordNeeds', 'Catch', 1)] }),
    ),
    reception('an Await that ends quietly when nobody answers', 'RecordNeeds', (it) =>
      Object.assign(it.part('RecordNeeds', 'Catch', 0), { Next: 'Asleep' }),
    ),
    reception('an Await that reconciles after any error', 'RecordNeeds', (it) =>
      Object.assign(it.part('RecordNeeds', 'Catch', 0), { ErrorEquals: ['States.Timeout', 'Unavailable'] }),
    ),
    reception('an Await whose States.ALL comes first', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', {
        Catch: [it.part('RecordNeeds', 'Catch', 1), it.part('RecordNeeds', 'Catch', 0)],
      }),
    ),
  ],
  'catch-keeps-input': [
    reception('a Catch that replaces the input', 'FinishReception', (it) =>
      Object.assign(it.part('FinishReception', 'Catch', 0), { ResultPath: '$' }),
    ),
    reception('a timeout Catch with no ResultPath', 'RecordNeeds', (it) =>
      Object.assign(it.part('RecordNeeds', 'Catch', 0), { ResultPath: undefined }),
    ),
  ],
  'child-machine': [
    housing('a child machine that is not ours', 'ReferToCrs', (it) =>
      Object.assign(it.part('ReferToCrs', 'Parameters'), { StateMachineArn: '${ParoleStateMachine}' }),
    ),
    housing('a child machine by its ARN', 'ReferToCrs', (it) =>
      Object.assign(it.part('ReferToCrs', 'Parameters'), {
        StateMachineArn: 'arn:aws:states:eu-west-2:000000000000:stateMachine:referral',
      }),
    ),
  ],
  'child-name': [
    housing('a child with no name', 'ReferToCrs', (it) =>
      Object.assign(it.part('ReferToCrs', 'Parameters'), { 'Name.$': undefined }),
    ),
    housing('a child that cannot be started again after an incident', 'ReferToCrs', (it) =>
      Object.assign(it.part('ReferToCrs', 'Parameters'), {
        'Name.$': "States.Format('{}-CRS-1', $$.Execution.Name)",
      }),
    ),
    housing('a child not named after its parent', 'ReferToCrs', (it) =>
      Object.assign(it.part('ReferToCrs', 'Parameters'), {
        'Name.$': "States.Format('{}-CRS-1-{}', $.journeyId, $.incident.number)",
      }),
    ),
  ],
  'child-timeout': [
    housing('a Child with no TimeoutSeconds', 'ReferToCrs', (it) =>
      it.remove('ReferToCrs', 'TimeoutSeconds'),
    ),
    housing('a Child that outlasts its parent', 'ReferToCrs', (it) =>
      it.set('ReferToCrs', { TimeoutSeconds: 31_536_000 }),
    ),
  ],
  'choice-default': [check('a Choice with no Default', 'Decided', (it) => it.remove('Decided', 'Default'))],
  'choice-form': [
    check('a Choice that counts', 'Decided', (it) =>
      it.set('Decided', { Choices: [{ Variable: '$.cycle', NumericEquals: 2, Next: 'Assess' }] }),
    ),
  ],
  'do-timeout': [
    reception('a Do with no TimeoutSeconds', 'FinishReception', (it) =>
      it.remove('FinishReception', 'TimeoutSeconds'),
    ),
    reception('a Do that waits for an hour', 'FinishReception', (it) =>
      it.set('FinishReception', { TimeoutSeconds: 3_600 }),
    ),
  ],
  'fail-state': [
    reception('a Fail state', 'GiveUp', (it) => it.insert('GiveUp', { Type: 'Fail', Error: 'Enough' })),
  ],
  'field-not-used': [
    reception('an OutputPath, which loses the ids', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { OutputPath: '$.last' }),
    ),
    reception('a heartbeat', 'RecordNeeds', (it) => it.set('RecordNeeds', { HeartbeatSeconds: 60 })),
  ],
  'function-name': [
    reception('an Await that calls another function', 'RecordNeeds', (it) =>
      Object.assign(it.part('RecordNeeds', 'Parameters'), { FunctionName: '${DoStepFunction}' }),
    ),
    reception('a Do that names a function outright', 'FinishReception', (it) =>
      Object.assign(it.part('FinishReception', 'Parameters'), { FunctionName: 'do-step' }),
    ),
  ],
  'history-too-long': [
    {
      wrong: 'a hundred Awaits in a row',
      machine: 'reception',
      state: 'reception',
      spoil: (it) => chain(it, 100),
    },
    reception('a loop through thirty Awaits', 'reception', (it) => {
      chain(it, 30);
      it.set('FinishReception', { Next: 'AllocateOfficers' });
    }),
  ],
  incident: [
    reception('a Do with no Catch', 'FinishReception', (it) => it.remove('FinishReception', 'Catch')),
    reception('an Await with no catch of States.ALL', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { Catch: [it.part('RecordNeeds', 'Catch', 0)] }),
    ),
    reception('a Do whose errors are passed over', 'FinishReception', (it) =>
      Object.assign(it.part('FinishReception', 'Catch', 0), { Next: 'Asleep' }),
    ),
    reception('a Do that catches some errors only', 'FinishReception', (it) =>
      Object.assign(it.part('FinishReception', 'Catch', 0), { ErrorEquals: ['States.TaskFailed'] }),
    ),
    reception('an incident that is asked as something else', 'FinishReception', (it) =>
      Object.assign(it.payload('FinishReceptionIncident'), { kind: 'late-answer' }),
    ),
    reception('an incident whose answer is not looked at', 'FinishReception', (it) =>
      it.set('FinishReceptionIncident', { Next: 'FinishReception' }),
    ),
    reception('an incident that tries another state again', 'FinishReception', (it) =>
      it.set('FinishReceptionMended', { Default: 'RecordNeeds' }),
    ),
    housing('a Child with no Catch', 'ReferToCrs', (it) => it.remove('ReferToCrs', 'Catch')),
    housing('a Parallel with no Catch', 'Search', (it) => it.remove('Search', 'Catch')),
  ],
  'incident-catch': [
    reception('an incident with no Catch', 'RecordNeedsIncident', (it) =>
      it.remove('RecordNeedsIncident', 'Catch'),
    ),
    reception('an incident that goes on when it fails', 'RecordNeedsIncident', (it) =>
      Object.assign(it.part('RecordNeedsIncident', 'Catch', 0), { Next: 'FinishReception' }),
    ),
    reception('an incident that catches a timeout only', 'RecordNeedsIncident', (it) =>
      Object.assign(it.part('RecordNeedsIncident', 'Catch', 0), { ErrorEquals: ['States.Timeout'] }),
    ),
  ],
  'incident-subject': [
    reception('an incident under another state’s name', 'RecordNeedsIncident', (it) =>
      Object.assign(it.payload('RecordNeedsIncident'), { subject: 'reception.AllocateOfficers' }),
    ),
  ],
  jsonata: [
    reception('a machine in JSONata', 'reception', (it) =>
      Object.assign(it.definition, { QueryLanguage: 'JSONata' }),
    ),
    reception('a state in JSONata', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { QueryLanguage: 'JSONata' }),
    ),
    reception('a JSONata expression', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), { subject: '{% $states.input.subject %}' }),
    ),
    reception('a JSONata field', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { Assign: { subject: 'none' } }),
    ),
  ],
  'map-state': [
    reception('a Map', 'EachNeed', (it) =>
      it.insert('EachNeed', {
        Type: 'Map',
        ItemProcessor: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
        Next: 'RecordNeeds',
      }),
    ),
  ],
  'name-twice': [
    housing('a branch with the name of another’s state', 'FindAddress', (it) => {
      const { States } = regionWith(it.definition, 'CrsEnded');
      States['FindAddress'] = { Type: 'Succeed' };
      it.set('ReferToCrs', { Next: 'FindAddress' });
    }),
    housing('a branch with the name of an outer state', 'Ended', (it) => {
      regionWith(it.definition, 'CrsEnded').States['Ended'] = { Type: 'Succeed' };
    }),
  ],
  'next-to-nowhere': [
    reception('a Next to nowhere', 'RecordNeeds', (it) => it.set('RecordNeeds', { Next: 'RecordWants' })),
    reception('a StartAt that is not there', 'Begin', (it) => (it.definition.StartAt = 'Begin')),
    housing('a branch that leads out of its Parallel', 'ReferToCrs', (it) =>
      it.set('ReferToCrs', { Next: 'FinishHousing' }),
    ),
  ],
  'pass-state': [
    reception('a Pass', 'Nothing', (it) => it.insert('Nothing', { Type: 'Pass', Next: 'RecordNeeds' })),
  ],
  'payload-key': [
    reception('a name in Payload', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), { 'lastName.$': '$.lastName' }),
    ),
    housing('a date in Input', 'ReferToCrs', (it) =>
      Object.assign(it.input('ReferToCrs'), { 'releaseDate.$': '$.releaseDate' }),
    ),
    reception('a parameter of Lambda’s', 'RecordNeeds', (it) =>
      Object.assign(it.part('RecordNeeds', 'Parameters'), { ClientContext: 'e30=' }),
    ),
    reception('a whole answer kept', 'FinishReception', (it) =>
      it.set('FinishReception', { ResultSelector: { 'outcome.$': '$.Payload' } }),
    ),
    reception('an Await that picks from its answer', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { ResultSelector: { 'outcome.$': '$.outcome' } }),
    ),
  ],
  'payload-value': [
    reception('the whole state as subject', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), { subject: undefined, 'subject.$': '$' }),
    ),
    reception('the text of an error, which may name the person', 'RecordNeedsIncident', (it) =>
      Object.assign(it.payload('RecordNeedsIncident'), { 'cause.$': '$.error.Cause' }),
    ),
    reception('a sentence', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), { subject: 'Mr Smith of Leeds' }),
    ),
    reception('an object', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), { subject: { name: 'none' } }),
    ),
    reception('a sentence through States.Format', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), {
        subject: undefined,
        'subject.$': "States.Format('{} {}', $.journeyId, $.person.lastName)",
      }),
    ),
  ],
  'result-keeps-input': [
    reception('an Await whose answer replaces the ids', 'RecordNeeds', (it) =>
      it.remove('RecordNeeds', 'ResultPath'),
    ),
    housing('a Child whose output is kept', 'ReferToCrs', (it) =>
      it.set('ReferToCrs', { ResultPath: '$.child' }),
    ),
    housing('a Parallel whose output replaces the ids', 'Search', (it) => it.remove('Search', 'ResultPath')),
  ],
  retry: [
    reception('a Do with no Retry', 'FinishReception', (it) => it.remove('FinishReception', 'Retry')),
    reception('a Do that retries all at once', 'FinishReception', (it) =>
      Object.assign(it.part('FinishReception', 'Retry', 0), { JitterStrategy: 'NONE' }),
    ),
    reception('a Do that is not retried when throttled', 'FinishReception', (it) =>
      Object.assign(it.part('FinishReception', 'Retry', 0), { ErrorEquals: ['Lambda.ServiceException'] }),
    ),
    reception('an Await with no Retry', 'RecordNeeds', (it) => it.remove('RecordNeeds', 'Retry')),
    reception('an incident tried no more than once', 'RecordNeedsIncident', (it) =>
      Object.assign(it.part('RecordNeedsIncident', 'Retry', 0), { MaxAttempts: 0 }),
    ),
    housing('a Child with no Retry', 'ReferToCrs', (it) => it.remove('ReferToCrs', 'Retry')),
  ],
  'skip-comes-round': [
    housing('a skipped referral that is chosen again', 'ReferToAuthority', (it) =>
      Object.assign(it.part('ReferToAuthorityMended', 'Choices', 0), { Next: 'ChooseAuthority' }),
    ),
    check('skipped bank holidays that are asked for again', 'AwaitBankHolidays', (it) =>
      Object.assign(it.part('AwaitBankHolidaysMended', 'Choices', 0), { Next: 'Assess' }),
    ),
  ],
  'skip-reads-another-answer': [
    check('a skip to a Choice', 'AwaitDecision', (it) =>
      Object.assign(it.part('AwaitDecisionMended', 'Choices', 0), { Next: 'Decided' }),
    ),
  ],
  'unknown-action': [
    reception('an action that is not there', 'FinishReception', (it) =>
      Object.assign(it.payload('FinishReception'), { action: 'finish-perception' }),
    ),
    reception('no action', 'FinishReception', (it) =>
      Object.assign(it.payload('FinishReception'), { action: undefined }),
    ),
  ],
  'unknown-kind': [
    reception('a kind of step that is not there', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), { kind: 'immediate-wants' }),
    ),
    reception('a kind only objects have', 'RecordNeeds', (it) =>
      Object.assign(it.payload('RecordNeeds'), { kind: 'constructor' }),
    ),
  ],
  'unknown-outcome': [
    check('an outcome the step has not', 'Decided', (it) =>
      Object.assign(it.part('Decided', 'Choices', 0), { StringEquals: 'DATE_MOVED' }),
    ),
    check('the answer of another kind of state', 'Decided', (it) =>
      Object.assign(it.part('Decided', 'Choices', 0), { Variable: '$.incident.outcome' }),
    ),
    check('an incident answered in other words', 'AwaitDecisionMended', (it) =>
      Object.assign(it.part('AwaitDecisionMended', 'Choices', 0), { StringEquals: 'IGNORE' }),
    ),
  ],
  'unknown-task': [
    reception('another service', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { Resource: 'arn:aws:states:::sns:publish' }),
    ),
    reception('a child nobody waits for', 'RecordNeeds', (it) =>
      it.set('RecordNeeds', { Resource: 'arn:aws:states:::states:startExecution' }),
    ),
    reception('a type of state that is not there', 'Asleep', (it) => it.set('Asleep', { Type: 'Sleep' })),
  ],
  unreachable: [
    reception('a state nothing leads to', 'RecordNeeds', (it) => {
      it.set('AllocateOfficers', { Next: 'FinishReception' });
      Object.assign(it.part('AllocateOfficersMended', 'Choices', 0), { Next: 'FinishReception' });
    }),
    housing('a state of a branch nothing leads to', 'Adrift', (it) => {
      regionWith(it.definition, 'CrsEnded').States['Adrift'] = { Type: 'Succeed' };
    }),
  ],
  'unset-variable': [
    check(
      'a Choice before anything has been answered',
      'Decided',
      (it) => (it.definition.StartAt = 'Decided'),
    ),
    housing('a subject nobody has chosen', 'ReferToCrs', (it) =>
      Object.assign(it.input('ReferToCrs'), { subject: undefined, 'subject.$': '$.first.subject' }),
    ),
    reception('the error of a state that did not fail', 'FinishReception', (it) =>
      Object.assign(it.payload('FinishReception'), { 'cause.$': '$.error.Error' }),
    ),
  ],
  'wait-state': [
    ...(
      [
        ['Seconds', 7],
        ['SecondsPath', '$.seconds'],
        ['Timestamp', '2027-01-04T09:00:00Z'],
        ['TimestampPath', '$.releaseDate'],
      ] as const
    ).map(([field, value]) =>
      reception(`a Wait for ${field}`, 'Hold', (it) =>
        it.insert('Hold', { Type: 'Wait', [field]: value, Next: 'RecordNeeds' }),
      ),
    ),
  ],
} satisfies Record<RuleCode, readonly Case[]>;

/** RecordNeeds, with its incident, over and over before FinishReception. */
function chain(spoiled: Spoiled, length: number): void {
  const { States } = spoiled.definition;
  const names = ['RecordNeeds', 'RecordNeedsIncident', 'RecordNeedsMended'];
  for (let index = 1; index <= length; index += 1) {
    const next = index === length ? 'FinishReception' : `Again${index + 1}`;
    for (const name of names) {
      const copy = JSON.stringify(spoiled.state(name))
        .replaceAll('RecordNeeds', `Again${index}`)
        .replaceAll('FinishReception', next);
      States[name.replace('RecordNeeds', `Again${index}`)] = JSON.parse(copy) as Loose;
    }
  }
  spoiled.set('RecordNeeds', { Next: 'Again1' });
}

const CASES = Object.entries(REFUSED).flatMap(([rule, cases]) =>
  cases.map((each: Case) => ({ rule: rule as RuleCode, ...each })),
);

describe('the state machines', () => {
  it.each(MACHINES)('%s breaks no rule', (machine) => {
    expect(lintWorkflow(machine, definitionOf(machine))).toEqual([]);
  });

  it.each(CASES)('refuses $wrong ($rule)', ({ rule, machine, state, spoil }) => {
    const spoiled = new Spoiled(definitionOf(machine));
    spoil(spoiled);

    const definition: unknown = JSON.parse(JSON.stringify(spoiled.definition));

    expect(lintWorkflow(machine, definition)).toContainEqual({ rule, state, message: expect.any(String) });
  });

  it('leaves the definition it reads as it was', () => {
    const definition = definitionOf('housing');
    lintWorkflow('housing', definition);
    expect(definition).toEqual(definitionOf('housing'));
  });
});

describe('the worst case of a history', () => {
  const eventsOf = (definition: unknown): number => {
    const machine = readDefinition(definition);
    if (machine === undefined) throw new Error('not a state machine');
    return worstCaseHistory(machine);
  };
  // Each tried twice, then its incident answered (12), then tried twice again.
  const awaits = 10 + 12 + 10;
  const does = 8 + 12 + 8;

  it('counts every state on the way, its retry, and its incident', () => {
    expect(eventsOf(definitionOf('reception'))).toBe(1 + awaits + awaits + does + 2 + 1);
  });

  it('takes the longer way where the way parts', () => {
    const spoiled = new Spoiled(definitionOf('reception'));
    Object.assign(spoiled.part('AllocateOfficersMended', 'Choices', 0), { Next: 'Asleep' });
    expect(eventsOf(spoiled.definition)).toBe(eventsOf(definitionOf('reception')));
  });

  it('goes round a loop ten times, with one incident for each state', () => {
    const spoiled = new Spoiled(definitionOf('reception'));
    spoiled.set('RecordNeeds', { Next: 'AllocateOfficers' });
    const loop = 10 * (10 + 10) + 2 * (12 + 10);
    expect(eventsOf(spoiled.definition)).toBe(1 + loop + does + 2 + 1);
  });

  it('adds up what runs side by side', () => {
    const child = 10 + 12 + 10;
    const side = 3 * (child + 2);
    const parallel = 2 * (4 + side) + 12;
    expect(eventsOf(definitionOf('pre-release'))).toBe(1 + parallel + does + 2 + 1);
  });
});
