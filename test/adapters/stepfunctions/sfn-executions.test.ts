import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  ListExecutionsCommand,
  SendTaskHeartbeatCommand,
  SFNClient,
  SFNServiceException,
} from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { EngineMistakeError } from '../../../adapters/stepfunctions/sfn-calls.ts';
import { sfnExecutions } from '../../../adapters/stepfunctions/sfn-executions.ts';
import { EngineUnavailableError } from '../../../application/ports/engine.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const MACHINE_ARN = 'arn:aws:states:eu-west-2:111122223333:stateMachine:gate-dev-{machine}:live';
const TOKEN = 'AQCoAAAAKgAAAAMAAAAAsecrettoken';

const stepFunctions = mockedClient(SFNClient);
const client = new SFNClient({ region: 'eu-west-2' });
const executions = sfnExecutions({ client, listing: client, machineArn: MACHINE_ARN });

const isRunning = () => executions.isRunning('pre-release', 'j1-pre-release-1-1');
const list = (cursor?: string) => executions.running('community', cursor);
const isWaiting = () => executions.isWaiting(TOKEN);

function failure(name: string, status = 400): SFNServiceException {
  return new SFNServiceException({
    name,
    message: `${name} about ${TOKEN}`,
    $fault: status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: status },
  });
}

beforeEach(() => {
  stepFunctions.reset();
});

describe('isRunning', () => {
  it.each([
    ['RUNNING', true],
    ['SUCCEEDED', false],
    ['FAILED', false],
    ['TIMED_OUT', false],
    ['ABORTED', false],
  ] as const)('%s: %s', async (status, runs) => {
    stepFunctions.on(DescribeExecutionCommand).resolves({ status });
    await expect(isRunning()).resolves.toBe(runs);
    expect(stepFunctions.commandCalls(DescribeExecutionCommand)[0]?.args[0].input).toEqual({
      executionArn: 'arn:aws:states:eu-west-2:111122223333:execution:gate-dev-pre-release:j1-pre-release-1-1',
    });
  });

  it('returns false when no execution has that name', async () => {
    stepFunctions.on(DescribeExecutionCommand).rejects(failure('ExecutionDoesNotExist'));
    await expect(isRunning()).resolves.toBe(false);
  });
});

describe('the list of running executions', () => {
  it('is listed a thousand at a time, of the machine and not of one alias', async () => {
    stepFunctions
      .on(ListExecutionsCommand)
      .resolvesOnce({ executions: [{ name: 'a' }, { name: 'b' }] as never, nextToken: 'more' })
      .resolvesOnce({ executions: [{ name: 'c' }] as never });
    await expect(list()).resolves.toEqual({ names: ['a', 'b'], cursor: 'more' });
    await expect(list('more')).resolves.toEqual({ names: ['c'] });
    const asked = {
      stateMachineArn: 'arn:aws:states:eu-west-2:111122223333:stateMachine:gate-dev-community',
      statusFilter: 'RUNNING',
      maxResults: 1_000,
    };
    expect(stepFunctions.commandCalls(ListExecutionsCommand).map(({ args }) => args[0].input)).toEqual([
      asked,
      { ...asked, nextToken: 'more' },
    ]);
  });

  it('is asked of the client kept for listing', async () => {
    const own = { client, listing: new SFNClient({ region: 'eu-west-2' }), machineArn: MACHINE_ARN };
    const listing = mockClient(own.listing).on(ListExecutionsCommand).resolves({ executions: [] });
    await expect(sfnExecutions(own).running('community')).resolves.toEqual({ names: [] });
    expect(listing.calls()).toHaveLength(1);
    expect(stepFunctions.calls()).toHaveLength(0);
  });

  it('throws EngineMistakeError when the machine does not exist', async () => {
    stepFunctions.on(ListExecutionsCommand).rejects(failure('StateMachineDoesNotExist'));
    await expect(list()).rejects.toThrow(EngineMistakeError);
  });
});

describe('the version of a definition', () => {
  const arn = 'arn:aws:states:eu-west-2:111122223333:stateMachine:gate-dev-community';

  it('is given for each execution that runs one', async () => {
    stepFunctions.on(ListExecutionsCommand).resolves({
      executions: [
        { name: 'a', stateMachineVersionArn: `${arn}:7` },
        { name: 'b', stateMachineVersionArn: `${arn}:12` },
        { name: 'c' },
      ] as never,
    });
    await expect(list()).resolves.toEqual({
      names: ['a', 'b', 'c'],
      versions: new Map([
        ['a', '7'],
        ['b', '12'],
      ]),
    });
  });

  it.each([
    { case: 'the one that the alias leads to', routes: [`${arn}:12`], newest: '12' },
    { case: 'the newer of two while it is rolled out', routes: [`${arn}:9`, `${arn}:10`], newest: '10' },
    { case: 'none where the alias leads nowhere', routes: [], newest: undefined },
  ])('that is newest is $case', async ({ routes, newest }) => {
    const routingConfiguration = routes.map((stateMachineVersionArn) => ({
      stateMachineVersionArn,
      weight: 50,
    }));
    stepFunctions.on(DescribeStateMachineAliasCommand).resolves({ routingConfiguration });
    await expect(executions.newestVersion('community')).resolves.toBe(newest);
    expect(stepFunctions.commandCalls(DescribeStateMachineAliasCommand)[0]?.args[0].input).toEqual({
      stateMachineAliasArn: `${arn}:live`,
    });
  });

  it('throws EngineUnavailableError when Step Functions throttles', async () => {
    stepFunctions.on(DescribeStateMachineAliasCommand).rejects(failure('ThrottlingException'));
    await expect(executions.newestVersion('community')).rejects.toThrow(EngineUnavailableError);
  });
});

describe('whether a task waits on a token', () => {
  it('returns true when a heartbeat is accepted', async () => {
    stepFunctions.on(SendTaskHeartbeatCommand).resolves({});
    await expect(isWaiting()).resolves.toBe(true);
    expect(stepFunctions.commandCalls(SendTaskHeartbeatCommand)[0]?.args[0].input).toEqual({
      taskToken: TOKEN,
    });
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('is no after %s', async (name) => {
    stepFunctions.on(SendTaskHeartbeatCommand).rejects(failure(name));
    await expect(isWaiting()).resolves.toBe(false);
  });

  it.each(['ValidationException', 'ThrottlingException'])(
    'keeps the token out of the error for %s',
    async (name) => {
      stepFunctions.on(SendTaskHeartbeatCommand).rejects(failure(name));
      const error: unknown = await isWaiting().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(`${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toContain(
        TOKEN,
      );
    },
  );
});

describe('errors of Step Functions', () => {
  const calls = [
    ['describe', isRunning],
    ['list', () => list()],
    ['check a task', isWaiting],
  ] as const;
  const passing = [
    ['ThrottlingException', 400],
    ['InternalServerError', 500],
    ['TimeoutError', 0],
  ] as const;

  it.each(
    passing.flatMap(([name, status]) => calls.map(([call, ask]) => [call, name, status, ask] as const)),
  )('lets %s be tried again after %s (%s)', async (_call, name, status, ask) => {
    stepFunctions.onAnyCommand().rejects(failure(name, status));
    await expect(ask()).rejects.toThrow(EngineUnavailableError);
  });

  it.each(calls)('calls it a mistake when it may not %s', async (_call, ask) => {
    stepFunctions.onAnyCommand().rejects(failure('AccessDeniedException'));
    await expect(ask()).rejects.toThrow(EngineMistakeError);
  });

  it('refuses to be made with another kind of ARN', () => {
    expect(() => sfnExecutions({ client, listing: client, machineArn: 'arn:aws:sns:e:1:x' })).toThrow(
      TypeError,
    );
  });
});
