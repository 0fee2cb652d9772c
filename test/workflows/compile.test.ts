import { describe, expect, it } from '@jest/globals';
import type { ActionName } from '../../domain/pathways/actions.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import type { ChildMachine, Machine } from '../../domain/pathways/machines.ts';
import { regionsOf } from '../../workflows/build/graph.ts';
import type { Region, State } from '../../workflows/build/asl.ts';
import { compile } from '../../workflows/build/compile.ts';
import {
  again,
  ask,
  child,
  choice,
  end,
  endsAs,
  goTo,
  lastSubject,
  machine,
  next,
  open,
  run,
  together,
} from '../../workflows/build/machine.ts';
import type { MachineSource, Statement } from '../../workflows/build/statements.ts';
import { referral } from '../../workflows/referral.ts';

const need = ask('Need', 'housing-need', 'Where will they live?');
const finish = run('Finish', 'finish-housing', 'The outcome.');

/** A machine as it would be written without the type checker. */
function unchecked(statements: readonly Statement[], name: Machine = 'housing'): MachineSource {
  return { name, says: '', statements };
}

function stateOf(compiled: Region, name: string): State {
  const found = regionsOf(compiled).flatMap(({ States }) => States[name] ?? []);
  if (found[0] === undefined) throw new Error(`There is no state ${name}`);
  return found[0];
}

const EVERY_SORT = compile(
  machine('housing', 'Every sort of state.', [
    need,
    choice('Answered', { NEEDS_HELP: next, HAS_ADDRESS: end, otherwise: goTo('Finish') }),
    together('Search', 'Side by side.', {
      Crs: [child('ReferToCrs', referral, 'Refer.', 'CRS-1')],
      Watch: [
        ask('Watch', 'release-date-watch', 'Until the date changes.'),
        choice('Watched', { DATE_CHANGED: again('Watch'), OVERTAKEN: end }),
        endsAs('WatchedToTheEnd', 'Nothing left to watch.'),
      ],
    }),
    finish,
  ]),
);

describe('a compiled machine', () => {
  it('starts at its first statement, and continues from each to the next', () => {
    expect(EVERY_SORT).toMatchObject({ Comment: 'Every sort of state.', StartAt: 'Need' });
    expect(stateOf(EVERY_SORT, 'Need')).toMatchObject({ Next: 'Answered' });
    expect(stateOf(EVERY_SORT, 'Search')).toMatchObject({ Next: 'Finish' });
    expect(stateOf(EVERY_SORT, 'Finish')).toMatchObject({ Next: 'Ended' });
  });

  it('compares the outcomes listed, and takes otherwise for the others', () => {
    expect(stateOf(EVERY_SORT, 'Answered')).toEqual({
      Type: 'Choice',
      Choices: [
        { Variable: '$.last.outcome', StringEquals: 'NEEDS_HELP', Next: 'Search' },
        { Variable: '$.last.outcome', StringEquals: 'HAS_ADDRESS', Next: 'Ended' },
      ],
      Default: 'Finish',
    });
  });

  it('takes the last way listed for an outcome that it does not know yet, where there is no otherwise', () => {
    expect(stateOf(EVERY_SORT, 'Watched')).toMatchObject({
      Choices: [{ StringEquals: 'DATE_CHANGED', Next: 'Watch' }],
      Default: 'WatchedToTheEnd',
    });
  });

  it('ends a branch under its own name, or as it says', () => {
    expect(stateOf(EVERY_SORT, 'CrsEnded')).toEqual({ Type: 'Succeed' });
    expect(stateOf(EVERY_SORT, 'WatchedToTheEnd')).toEqual({
      Type: 'Succeed',
      Comment: 'Nothing left to watch.',
    });
  });

  it('opens a step of the kind, with ids only, and keeps the outcome beside the ids', () => {
    expect(stateOf(EVERY_SORT, 'Need')).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: '${OpenStepFunction}',
        Payload: {
          kind: 'housing-need',
          'journeyId.$': '$.journeyId',
          subject: 'none',
          'token.$': '$$.Task.Token',
          'execution.$': '$$.Execution.Name',
        },
      },
      ResultPath: '$.last',
    });
  });

  it('opens steps by one action, which is given their kinds', () => {
    const opening = open('Open', ['bank-account', 'identity-documents'], 'Both at once.');
    expect(stateOf(compile(machine('housing', '', [opening])), 'Open')).toMatchObject({
      Comment: 'Both at once.',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: {
        FunctionName: '${DoStepFunction}',
        Payload: {
          action: 'open-steps',
          kinds: ['bank-account', 'identity-documents'],
          'journeyId.$': '$.journeyId',
          'execution.$': '$$.Execution.Name',
        },
      },
    });
  });

  it('runs an action, and keeps its outcome and the subject it chose', () => {
    expect(stateOf(EVERY_SORT, 'Finish')).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke',
      TimeoutSeconds: 60,
      Parameters: { FunctionName: '${DoStepFunction}', Payload: { action: 'finish-housing' } },
      ResultSelector: { 'outcome.$': '$.Payload.outcome', 'subject.$': '$.Payload.subject' },
      ResultPath: '$.last',
    });
  });

  it.each([
    {
      wanted: 'a subject that is written',
      subject: 'CRS-1',
      name: '{}-CRS-1-{}',
      given: '$$.Execution.Name',
    },
    {
      wanted: 'the last subject',
      subject: lastSubject,
      name: '{}-{}-{}',
      given: '$$.Execution.Name, $.last.subject',
    },
    { wanted: 'no subject', subject: 'none', name: '{}-referral-{}', given: '$$.Execution.Name' },
  ] as const)(
    'names a child with $wanted after its parent and the incidents so far',
    ({ subject, name, given }) => {
      const compiled = compile(
        unchecked([
          { state: 'run', name: 'Choose', action: 'choose-authority', says: '' },
          { state: 'choice', name: 'Chosen', ways: { REFER: next, otherwise: end } },
          { state: 'child', name: 'Refer', machine: referral, says: '', subject },
        ]),
      );
      expect(stateOf(compiled, 'Refer')).toMatchObject({
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: {
          StateMachineArn: '${ReferralStateMachine}',
          'Name.$': `States.Format('${name}', ${given}, $.incident.number)`,
        },
        ResultPath: null,
      });
    },
  );
});

describe('what the compiler adds to each state', () => {
  const HALF_A_YEAR = 180 * 86_400;

  it.each(['Need', 'Search', 'ReferToCrs', 'Watch', 'Finish', 'Reconcile', 'ReconcileWatch'])(
    '%s: an incident that an administrator retries or skips',
    (name) => {
      const state = stateOf(EVERY_SORT, name);
      expect('Catch' in state && state.Catch.at(-1)).toEqual({
        ErrorEquals: ['States.ALL'],
        ResultPath: '$.error',
        Next: `${name}Incident`,
      });
      expect(stateOf(EVERY_SORT, `${name}Incident`)).toMatchObject({
        TimeoutSeconds: HALF_A_YEAR,
        Parameters: {
          Payload: { kind: 'incident', subject: `housing.${name}`, 'cause.$': '$.error.Error' },
        },
        ResultPath: '$.incident',
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: name }],
        Next: `${name}Repaired`,
      });
      expect(stateOf(EVERY_SORT, `${name}Repaired`)).toMatchObject({
        Choices: [{ Variable: '$.incident.outcome', StringEquals: 'SKIP' }],
        Default: name,
      });
    },
  );

  it.each(['Need', 'Finish', 'ReferToCrs', 'NeedIncident', 'Reconcile'])(
    '%s: retries with jitter, so that a throttled morning does not fail it',
    (name) => {
      const state = stateOf(EVERY_SORT, name);
      const [retrier] = state.Type === 'Task' ? state.Retry : [];
      expect(retrier).toMatchObject({ JitterStrategy: 'FULL', BackoffRate: 2, MaxDelaySeconds: 60 });
      expect(retrier?.ErrorEquals).toContain(
        name === 'ReferToCrs' ? 'StepFunctions.StepFunctionsException' : 'Lambda.TooManyRequestsException',
      );
      expect(retrier?.MaxAttempts).toBeGreaterThan(5);
    },
  );

  it.each([
    ['Need', 'Reconcile', 'Ended'],
    ['Watch', 'ReconcileWatch', 'WatchedToTheEnd'],
  ])('%s: a backstop at half a year, from where %s starts a new execution', (name, reconcile, ended) => {
    const state = stateOf(EVERY_SORT, name);
    expect(state).toMatchObject({ TimeoutSeconds: HALF_A_YEAR });
    expect('Catch' in state && state.Catch[0]).toEqual({
      ErrorEquals: ['States.Timeout'],
      ResultPath: '$.error',
      Next: reconcile,
    });
    expect(stateOf(EVERY_SORT, reconcile)).toMatchObject({
      Parameters: { Payload: { action: 'reconcile-step' } },
      Next: ended,
    });
  });

  it('nothing that reconciles where a list asks nothing', () => {
    expect(Object.keys(compile(unchecked([finish])).States)).toEqual([
      'Finish',
      'FinishIncident',
      'FinishRepaired',
      'Ended',
    ]);
  });

  it('the subject to the steps and incidents of a machine that runs once for each', () => {
    const compiled = compile(referral);
    expect(stateOf(compiled, 'AwaitAnswer')).toMatchObject({
      Parameters: { Payload: { 'subject.$': '$.subject' } },
    });
    expect(stateOf(compiled, 'AwaitAnswerIncident')).toMatchObject({
      Parameters: { Payload: { 'subject.$': "States.Format('referral.AwaitAnswer.{}', $.subject)" } },
    });
  });
});

describe('a skipped state', () => {
  const skipTarget = (statements: readonly Statement[], name: string): unknown => {
    const state = stateOf(compile(unchecked(statements)), `${name}Repaired`);
    return state.Type === 'Choice' && state.Choices[0]?.Next;
  };
  const watch = ask('Watch', 'release-date-watch', '');

  it.each<[string, readonly Statement[], string]>([
    ['to the next one', [need, finish], 'Finish'],
    ['to the end, from the last', [need], 'Ended'],
    ['where otherwise leads', [need, choice('C', { NEEDS_HELP: end, otherwise: next }), finish], 'Finish'],
    [
      'where the last outcome listed leads',
      [need, choice('C', { NEEDS_HELP: next, HAS_ADDRESS: goTo('Finish'), OVERTAKEN: end }), watch, finish],
      'Ended',
    ],
    ['where the jump below it leads', [need, goTo('Finish'), watch, finish], 'Finish'],
  ])('leads %s', (_case, statements, to) => {
    // The middle states of two cases are unreachable, which is refused: they are reached from the first.
    const reachable = statements.some((each) => each === watch)
      ? [
          run('First', 'finish-housing', ''),
          choice('F', { HOUSED: goTo('Watch'), NO_ADDRESS: next }),
          ...statements,
        ]
      : statements;
    expect(skipTarget(reachable, 'Need')).toBe(to);
  });

  it.each<[string, readonly Statement[]]>([
    ['a jump', [watch, choice('C', { DATE_CHANGED: next, OVERTAKEN: end }), need, again('Watch')]],
    [
      'an outcome',
      [
        watch,
        choice('C', { DATE_CHANGED: next, OVERTAKEN: end }),
        need,
        choice('D', { NEEDS_HELP: end, otherwise: again('Watch') }),
      ],
    ],
  ])('leads to the end, not back, where %s leads back', (_case, statements) => {
    expect(skipTarget(statements, 'Need')).toBe('Ended');
  });

  it('leads where it is stated', () => {
    const stated = ask('Need', 'housing-need', '', { skipped: goTo('Finish') });
    expect(
      skipTarget([stated, choice('C', { NEEDS_HELP: next, otherwise: end }), watch, finish], 'Need'),
    ).toBe('Finish');
  });
});

describe('a machine that is wrong, started without the type checker,', () => {
  const circle: readonly Statement[] = [
    need,
    end,
    run('A', 'finish-housing', ''),
    run('B', 'finish-housing', ''),
    again('A'),
  ];
  const refer = child('Refer', referral, '', lastSubject);
  const choose = run('Choose', 'choose-authority', '');

  it.each<[string, readonly Statement[], string]>([
    [
      'an unknown kind',
      [{ ...need, kind: 'housing-want' as StepKind }],
      'Need: there is no kind of step housing-want',
    ],
    [
      'a kind only objects have',
      [{ ...need, kind: 'constructor' as StepKind }],
      'Need: there is no kind of step constructor',
    ],
    [
      'an unknown kind among several',
      [{ ...open('Open', ['bank-account'], ''), kinds: ['piggy-bank' as StepKind] }],
      'Open: there is no kind of step piggy-bank',
    ],
    [
      'an unknown action',
      [{ ...finish, action: 'finish-parole' as ActionName }],
      'Finish: there is no action finish-parole',
    ],
    [
      'an unknown child',
      [
        {
          state: 'child',
          name: 'Begin',
          machine: { ...referral, name: 'reception' as ChildMachine },
          says: '',
          subject: 'none',
        },
      ],
      'Begin: reception is not a machine that others start',
    ],
    [
      'an unknown outcome',
      [need, choice('C', { HELPED: next, otherwise: end }), finish],
      'C: there is no outcome HELPED',
    ],
    [
      'an outcome not handled',
      [need, choice('C', { NEEDS_HELP: end, OVERTAKEN: end })],
      'C: HAS_ADDRESS is not handled',
    ],
    [
      'a choice after nothing',
      [choice('C', { NEEDS_HELP: end, otherwise: end })],
      'C: there is no outcome NEEDS_HELP',
    ],
    [
      'a jump to nowhere',
      [need, goTo('Nowhere')],
      'Need: it leads to Nowhere, which is not in the same list',
    ],
    [
      'a jump out of a branch',
      [together('Search', '', { Only: [need] }), finish, goTo('Need')],
      'Finish: it leads to Need, which is not in the same list',
    ],
    ['a circle that nothing leads to', circle, 'A: nothing leads here'],
    ['one name for two states', [need, need], 'Need: two states have this name'],
    [
      'the name of a state that is added',
      [need, { ...finish, name: 'NeedIncident' }],
      'NeedIncident: two states have this name',
    ],
    [
      'a name of two branches',
      [together('S', '', { One: [need], Two: [{ ...need }] } as never)],
      'Need: two states have this name',
    ],
    [
      'a subject that nothing chose',
      [need, choice('C', { NEEDS_HELP: next, otherwise: end }), refer],
      'Refer: it is reached without the action that chooses its subject',
    ],
    [
      'a jump past the action that chooses the subject',
      [
        need,
        choice('C', { NEEDS_HELP: next, otherwise: goTo('Refer') }),
        choose,
        choice('D', { REFER: next, otherwise: end }),
        refer,
      ],
      'Refer: it is reached without the action that chooses its subject',
    ],
    [
      'a skip that comes round',
      [
        { ...finish, skipped: goTo('Need') },
        choice('C', { HOUSED: end, otherwise: next }),
        need,
        choice('D', { NEEDS_HELP: again('Finish'), otherwise: end }),
      ],
      'Finish: skipped, it comes round again',
    ],
  ])('is refused at the start: %s', (_case, statements, fault) => {
    expect(() => compile(unchecked(statements))).toThrow(`workflows/housing.ts: ${fault}`);
  });
});
