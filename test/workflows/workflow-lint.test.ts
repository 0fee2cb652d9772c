import { describe, expect, it } from '@jest/globals';
import { MACHINES } from '../../domain/pathways/machines.ts';
import { lintWorkflow } from '../../tools/workflow-lint.ts';
import type { RuleCode } from '../../tools/workflows/finding.ts';
import { worstCaseHistory } from '../../tools/workflows/history.ts';
import { kindOf, sent, statesOf } from '../../tools/workflows/states.ts';
import type { Region, State } from '../../workflows/build/asl.ts';
import { compile } from '../../workflows/build/compile.ts';
import type { Statement } from '../../workflows/build/statements.ts';
import { drawnByName } from '../../workflows/definitions.ts';

/** A small machine as compiled, with one state changed. */
function spoiled(name: string, change: (state: State) => object): Region {
  const whole = reception([
    { state: 'ask', name: 'RecordNeeds', kind: 'immediate-needs', says: '' },
    { state: 'run', name: 'FinishReception', action: 'finish-reception', says: '' },
  ]);
  const state = whole.States[name];
  if (state === undefined) throw new Error(`No state ${name}: the case has lost its subject`);
  return { ...whole, States: { ...whole.States, [name]: change(state) as State } };
}

function sending(name: string, values: object): Region {
  return spoiled(name, (state) => ({
    ...state,
    Parameters: { FunctionName: '${OpenStepFunction}', Payload: { ...sent(state), ...values } },
  }));
}

function asks(length: number): readonly Statement[] {
  return Array.from({ length }, (_, index) => ({
    state: 'ask',
    name: `Ask${index}`,
    kind: 'immediate-needs',
    says: '',
  }));
}

function reception(statements: readonly Statement[]): Region {
  return compile({ name: 'reception', says: '', statements });
}

interface Case {
  readonly wrong: string;
  readonly state: string;
  readonly machine: Region;
}

/** For every rule, what it must refuse. A rule with no case here does not compile. */
const REFUSED = {
  'asl-invalid': [
    {
      wrong: 'a Task with no Resource',
      state: 'reception',
      machine: spoiled('RecordNeeds', (state) => ({ ...state, Resource: undefined })),
    },
    {
      wrong: 'a Wait for no length of time',
      state: 'reception',
      machine: spoiled('RecordNeeds', () => ({ Type: 'Wait', Next: 'FinishReception' })),
    },
  ],
  'history-too-long': [
    { wrong: 'a hundred asks in a row', state: 'reception', machine: reception(asks(100)) },
    {
      wrong: 'a loop through thirty asks',
      state: 'reception',
      machine: reception([
        ...asks(30),
        { state: 'ask', name: 'Watch', kind: 'release-date-watch', says: '' },
        {
          state: 'choice',
          name: 'Watched',
          ways: { DATE_CHANGED: { jump: 'again', to: 'Ask0' }, OVERTAKEN: { jump: 'end' } },
        },
      ]),
    },
  ],
  'payload-key': [
    {
      wrong: 'a name in Payload',
      state: 'RecordNeeds',
      machine: sending('RecordNeeds', { 'lastName.$': '$.subject' }),
    },
    {
      wrong: 'a date in Payload',
      state: 'RecordNeeds',
      machine: sending('RecordNeeds', { releaseDate: 'none' }),
    },
  ],
  'payload-value': [
    {
      wrong: 'the whole state as subject',
      state: 'RecordNeeds',
      machine: sending('RecordNeeds', { subject: undefined, 'subject.$': '$' }),
    },
    {
      wrong: 'the text of an error, which may name the person',
      state: 'RecordNeedsIncident',
      machine: sending('RecordNeedsIncident', { 'cause.$': '$.error.Cause' }),
    },
    {
      wrong: 'a sentence',
      state: 'RecordNeeds',
      machine: sending('RecordNeeds', { subject: 'Mr Smith of Leeds' }),
    },
    {
      wrong: 'a sentence among words',
      state: 'RecordNeeds',
      machine: sending('RecordNeeds', { subject: ['none', 'Mr Smith of Leeds'] }),
    },
    {
      wrong: 'an object',
      state: 'RecordNeeds',
      machine: sending('RecordNeeds', { subject: { name: 'none' } }),
    },
    {
      wrong: 'a sentence through States.Format',
      state: 'RecordNeeds',
      machine: sending('RecordNeeds', {
        subject: undefined,
        'subject.$': "States.Format('{} {}', $.journeyId, $.person.lastName)",
      }),
    },
  ],
} satisfies Record<RuleCode, readonly Case[]>;

const CASES = Object.entries(REFUSED).flatMap(([rule, cases]) =>
  cases.map((each: Case) => ({ rule: rule as RuleCode, ...each })),
);

describe('the compiled machines', () => {
  it.each(MACHINES)('%s breaks no rule', (name) => {
    expect(lintWorkflow(name, drawnByName()[name])).toEqual([]);
  });

  it.each(CASES)('$wrong is refused ($rule)', ({ rule, state, machine }) => {
    const definition = JSON.parse(JSON.stringify(machine)) as Region;
    expect(lintWorkflow('reception', definition)).toContainEqual({
      rule,
      state,
      message: expect.any(String),
    });
  });

  it('are left as they are by the lint', () => {
    const before = structuredClone(drawnByName().housing);
    lintWorkflow('housing', drawnByName().housing);
    expect(drawnByName().housing).toEqual(before);
  });
});

describe('the worst case of a history', () => {
  // Each tried twice, then its incident answered (12), then tried twice again.
  const ask = 10 + 12 + 10;
  const run = 8 + 12 + 8;

  it('counts every state on the way, its retry, and its incident', () => {
    const inARow = reception([
      ...asks(2),
      { state: 'run', name: 'Last', action: 'finish-reception', says: '' },
    ]);
    expect(worstCaseHistory(inARow)).toBe(1 + ask + ask + run + 2 + 1);
  });

  it('takes the longer way where the way parts', () => {
    const parting = reception([
      { state: 'ask', name: 'Need', kind: 'housing-need', says: '' },
      {
        state: 'choice',
        name: 'Answered',
        ways: { HAS_ADDRESS: { jump: 'go-to', to: 'Last' }, otherwise: { jump: 'next' } },
      },
      ...asks(1),
      { state: 'run', name: 'Last', action: 'finish-housing', says: '' },
    ]);
    expect(worstCaseHistory(parting)).toBe(1 + ask + 2 + ask + run + 2 + 1);
  });

  it('goes round a loop ten times, with one incident for each state', () => {
    const loop = reception([
      { state: 'ask', name: 'Watch', kind: 'release-date-watch', says: '' },
      {
        state: 'choice',
        name: 'Watched',
        ways: { DATE_CHANGED: { jump: 'again', to: 'Watch' }, OVERTAKEN: { jump: 'end' } },
      },
    ]);
    expect(worstCaseHistory(loop)).toBe(1 + 10 * (10 + 2) + (12 + 10) + run + 2 + 1);
  });

  it('adds up what runs side by side', () => {
    const branch = (name: string): readonly Statement[] => [
      { state: 'run', name, action: 'finish-housing', says: '' },
    ];
    const branches = { One: branch('One'), Two: branch('Two'), Three: branch('Three') };
    const frame = 2 * (4 + 3 * (run + 2)) + 12;
    expect(worstCaseHistory(reception([{ state: 'together', name: 'All', says: '', branches }]))).toBe(
      1 + frame + 2 + 1,
    );
  });

  it('leaves no state of the journey without an incident', () => {
    const unprotected = MACHINES.flatMap((name) =>
      statesOf(drawnByName()[name]).filter(({ state }) => {
        const ends = kindOf(state) === 'choice' || kindOf(state) === 'succeed';
        return !ends && !('Catch' in state && state.Catch.at(-1)?.ErrorEquals.join() === 'States.ALL');
      }),
    );
    expect(unprotected).toEqual([]);
  });
});
