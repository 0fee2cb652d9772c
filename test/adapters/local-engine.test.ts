import { afterEach, describe, expect, it } from '@jest/globals';
import { createLocalEngine, type LocalEngine } from '../../adapters/stepfunctions/local-engine.ts';
import { localDefinition } from '../../adapters/stepfunctions/local-definition.ts';
import { MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import { executionInput } from '../../domain/record/machines.ts';

type Payload = Readonly<Record<string, string>>;
type States = Readonly<Record<string, object>>;

const INPUT = executionInput('journey-1', 1);
const ANSWER = { outcome: 'DONE', subject: 'none', number: 0 };
const engines: LocalEngine[] = [];

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

const doState = (action: string, Next: string): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'do', Payload: { action } },
  ResultPath: null,
  Next,
});

const awaitState = (kind: string, Next: string, more: object = {}): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: {
    FunctionName: 'open',
    Payload: { kind, 'token.$': '$$.Task.Token', 'execution.$': '$$.Execution.Name' },
  },
  ResultPath: '$.last',
  Next,
  ...more,
});

const child = (Next: string): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Parameters: {
    StateMachineArn: '${HousingStateMachine}',
    'Name.$': "States.Format('{}-housing-0', $$.Execution.Name)",
    Input: { 'journeyId.$': '$.journeyId' },
  },
  ResultPath: null,
  Next,
});

const machine = (StartAt: string, States: States): object => ({
  StartAt,
  States: { ...States, End: { Type: 'Succeed' } },
});

/** An engine whose machines are these, or end at once, with what its handlers were asked and how executions failed. */
function engineOf(
  definitions: Partial<Record<Machine, object>>,
  openStep?: (payload: Payload) => Promise<unknown>,
) {
  const opened: Payload[] = [];
  const done: string[] = [];
  const failed: string[] = [];
  const ends = Object.fromEntries(MACHINES.map((name) => [name, machine('End', {})]));
  const engine = createLocalEngine({
    definitions: { ...ends, ...definitions } as Record<Machine, unknown>,
    handlers: {
      doStep: (payload) => {
        done.push((payload as Payload)['action'] ?? '');
        return Promise.resolve({ outcome: 'DONE', subject: 'none' });
      },
      openStep: (payload) => {
        opened.push(payload as Payload);
        return openStep?.(payload as Payload) ?? Promise.resolve('opened');
      },
    },
    onFailed: (name, error) => failed.push(`${name}: ${(error as Error).message}`),
    retryMs: 0,
  });
  engines.push(engine);
  return { engine, opened, done, failed };
}

async function quiet(engine: LocalEngine): Promise<void> {
  for (let turn = 0; turn < 10 || engine.busy() > 0; turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
}

const TWO_WAITS = machine('Both', {
  Both: {
    Type: 'Parallel',
    ResultPath: null,
    Branches: ['first', 'second'].map((kind) => ({
      StartAt: kind,
      States: { [kind]: awaitState(kind, `${kind}End`), [`${kind}End`]: { Type: 'Succeed' } },
    })),
    Next: 'Again',
  },
  Again: awaitState('third', 'After'),
  After: doState('after', 'End'),
});

describe('an execution in this process', () => {
  it('gives each wait its own token and the execution’s name', async () => {
    const { engine, opened } = engineOf({ reception: TWO_WAITS });
    await engine.start('reception', 'j-reception-1-1', INPUT);
    await quiet(engine);
    expect(opened.map(({ kind }) => kind)).toEqual(['first', 'second']);
    for (const { token } of opened.slice()) await engine.answer(token ?? '', ANSWER);
    await quiet(engine);
    const tokens = opened.map(({ token }) => token);
    expect(new Set(tokens).size).toBe(3);
    expect(opened.map(({ execution }) => execution)).toEqual(Array(3).fill('j-reception-1-1'));
  });

  it('accepts an answer once, and continues', async () => {
    const { engine, opened, done } = engineOf({
      reception: machine('Wait', { Wait: awaitState('only', 'After'), After: doState('after', 'End') }),
    });
    await engine.start('reception', 'one', INPUT);
    await quiet(engine);
    const token = opened[0]?.token ?? '';
    expect(await engine.answer(token, ANSWER)).toBe('answered');
    expect(await engine.answer(token, ANSWER)).toBe('closed');
    expect(await engine.answer('no-such-token', ANSWER)).toBe('closed');
    await quiet(engine);
    expect(done).toEqual(['after']);
    expect(engine.running()).toEqual([]);
  });

  it('may be answered while its step is still being opened', async () => {
    const { engine, done } = engineOf(
      { reception: machine('Wait', { Wait: awaitState('only', 'After'), After: doState('after', 'End') }) },
      ({ token }) => engine.answer(token ?? '', ANSWER),
    );
    await engine.start('reception', 'one', INPUT);
    await quiet(engine);
    expect(done).toEqual(['after']);
  });

  it('is started once by one name, also after it has ended', async () => {
    const { engine, opened } = engineOf({ reception: machine('Wait', { Wait: awaitState('only', 'End') }) });
    expect(await engine.start('reception', 'one', INPUT)).toBe('started');
    expect(await engine.start('reception', 'one', INPUT)).toBe('already-started');
    await quiet(engine);
    expect(opened).toHaveLength(1);
    await engine.answer(opened[0]?.token ?? '', ANSWER);
    await quiet(engine);
    expect(await engine.start('reception', 'one', INPUT)).toBe('already-started');
  });

  it('that fails is reported with its name, and no longer runs', async () => {
    const { engine, failed } = engineOf({
      reception: machine('Bad', { Bad: { Type: 'Fail', Error: 'Broken' } }),
    });
    await engine.start('reception', 'one', INPUT);
    await quiet(engine);
    expect(failed).toEqual([expect.stringContaining('one: ')]);
    expect(engine.running()).toEqual([]);
  });
});

describe('stopping an execution', () => {
  const waiting = machine('Wait', {
    Wait: awaitState('only', 'After', {
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }],
    }),
    Caught: doState('caught', 'After'),
    After: doState('after', 'End'),
  });

  it('closes its waits, and runs no further state, not even a Catch', async () => {
    const { engine, opened, done, failed } = engineOf({ reception: waiting });
    await engine.start('reception', 'one', INPUT);
    await quiet(engine);
    expect(await engine.stop('reception', 'one', 'test')).toBe('stopped');
    await quiet(engine);
    expect(await engine.answer(opened[0]?.token ?? '', ANSWER)).toBe('closed');
    expect([done, failed, engine.running()]).toEqual([[], [], []]);
    expect(await engine.stop('reception', 'one', 'test')).toBe('not-running');
  });

  it('leaves no unhandled rejection while its step is being opened', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { engine, done, failed } = engineOf({ reception: waiting }, () => promise);
    await engine.start('reception', 'one', INPUT);
    await new Promise((turn) => setImmediate(turn));
    await engine.stop('reception', 'one', 'test');
    await new Promise((turn) => setImmediate(turn));
    resolve('opened');
    await quiet(engine);
    expect([done, failed]).toEqual([[], []]);
  });

  it('stops its children, and no other execution', async () => {
    const { engine, opened } = engineOf({
      'pre-release': machine('Child', { Child: child('End') }),
      housing: machine('Wait', { Wait: awaitState('housing', 'End') }),
    });
    await engine.start('pre-release', 'j-pre-release-1-1', INPUT);
    await engine.start('pre-release', 'j-pre-release-1-11', INPUT);
    await quiet(engine);
    expect(opened).toHaveLength(2);
    await engine.stop('pre-release', 'j-pre-release-1-1', 'test');
    await quiet(engine);
    expect(engine.running().toSorted()).toEqual(['j-pre-release-1-11', 'j-pre-release-1-11-housing-0']);
    expect(await engine.answer(opened[1]?.token ?? '', ANSWER)).toBe('answered');
    await quiet(engine);
    expect(engine.running()).toEqual([]);
  });
});

describe('a definition made ready to run here', () => {
  it.each([
    { given: undefined, runs: 2_000_000 },
    { given: 31_536_000, runs: 2_000_000 },
    { given: 60, runs: 60 },
  ])('caps a timeout of $given seconds at $runs, in branches too', ({ given, runs }) => {
    const state = awaitState('only', 'End', given === undefined ? {} : { TimeoutSeconds: given });
    const source = machine('Both', {
      Both: { Type: 'Parallel', Branches: [machine('Wait', { Wait: state })], Next: 'End' },
    });
    const { definition, tasks } = localDefinition(source);
    const both = definition.States['Both'] as unknown as {
      Branches: { States: { Wait: { TimeoutSeconds: number } } }[];
    };
    expect(both.Branches[0]?.States.Wait.TimeoutSeconds).toBe(runs);
    expect([...tasks.keys()]).toEqual(['Wait']);
    // Node's timers overflow above this, and fire at once.
    expect(runs * 1_000).toBeLessThan(2 ** 31);
  });

  it.each([
    'arn:aws:states:::sqs:sendMessage',
    'arn:aws:lambda:eu-west-2:111122223333:function:x',
    undefined,
  ])('is refused when a state calls %s', (Resource) => {
    const source = machine('Odd', { Odd: { Type: 'Task', Resource, Next: 'End' } });
    expect(() => localDefinition(source)).toThrow(/State Odd calls .*not run locally/);
  });

  it('refuses a child machine that does not exist, as a failure of the execution', async () => {
    const odd = {
      ...child('End'),
      Parameters: { StateMachineArn: '${NoSuchStateMachine}', Name: 'x', Input: {} },
    };
    const { engine, failed } = engineOf({ reception: machine('Odd', { Odd: odd }) });
    await engine.start('reception', 'one', INPUT);
    await quiet(engine);
    expect(failed).toHaveLength(1);
  });
});
