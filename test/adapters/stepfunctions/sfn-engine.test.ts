import {
  SendTaskSuccessCommand,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { EngineMistakeError } from '../../../adapters/stepfunctions/sfn-calls.ts';
import { sfnEngine } from '../../../adapters/stepfunctions/sfn-engine.ts';
import { EngineUnavailableError } from '../../../application/ports/engine.ts';
import { executionInput } from '../../../domain/record/machines.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const MACHINE_ARN = 'arn:aws:states:eu-west-2:111122223333:stateMachine:gate-dev-{machine}:live';
const TOKEN = 'AQCoAAAAKgAAAAMAAAAAsecrettoken';
const ANSWER = { outcome: 'DONE', subject: 'none', number: 0 };

const stepFunctions = mockedClient(SFNClient);
const engine = sfnEngine({ client: new SFNClient({ region: 'eu-west-2' }), machineArn: MACHINE_ARN });

const start = () => engine.start('pre-release', 'j1-pre-release-0-1', executionInput('j1', 0));
const answer = () => engine.answer(TOKEN, ANSWER);
const stop = () => engine.stop('pre-release', 'j1-pre-release-0-1', 'renewed');

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

describe('the calls of Step Functions', () => {
  it('starts a machine by its alias, with ids as the whole input', async () => {
    stepFunctions.on(StartExecutionCommand).resolves({});
    await expect(start()).resolves.toBe('started');
    expect(stepFunctions.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: 'arn:aws:states:eu-west-2:111122223333:stateMachine:gate-dev-pre-release:live',
      name: 'j1-pre-release-0-1',
      input: JSON.stringify(executionInput('j1', 0)),
    });
  });

  it('answers a task with the answer as its output', async () => {
    stepFunctions.on(SendTaskSuccessCommand).resolves({});
    await expect(answer()).resolves.toBe('answered');
    expect(stepFunctions.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({
      taskToken: TOKEN,
      output: JSON.stringify(ANSWER),
    });
  });

  it('stops an execution by its ARN, which names no alias', async () => {
    stepFunctions.on(StopExecutionCommand).resolves({});
    await expect(stop()).resolves.toBe('stopped');
    expect(stepFunctions.commandCalls(StopExecutionCommand)[0]?.args[0].input).toEqual({
      executionArn: 'arn:aws:states:eu-west-2:111122223333:execution:gate-dev-pre-release:j1-pre-release-0-1',
      cause: 'renewed',
    });
  });

  it.each([
    'arn:aws:lambda:eu-west-2:111122223333:function:x-{machine}',
    'arn:aws:states:e:1:stateMachine:one',
  ])('refuses to be made with %s', (machineArn) => {
    expect(() => sfnEngine({ client: new SFNClient({}), machineArn })).toThrow(TypeError);
  });
});

describe('expected refusals', () => {
  it('says a name that exists was started before', async () => {
    stepFunctions.on(StartExecutionCommand).rejects(failure('ExecutionAlreadyExists'));
    await expect(start()).resolves.toBe('already-started');
  });

  it.each(['TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist'])(
    'says %s means the wait is over',
    async (name) => {
      stepFunctions.on(SendTaskSuccessCommand).rejects(failure(name));
      await expect(answer()).resolves.toBe('closed');
    },
  );

  it('says an execution that does not exist is not running', async () => {
    stepFunctions.on(StopExecutionCommand).rejects(failure('ExecutionDoesNotExist'));
    await expect(stop()).resolves.toBe('not-running');
  });
});

describe('errors of Step Functions', () => {
  const passing: readonly (readonly [string, number])[] = [
    ['ThrottlingException', 400],
    ['TooManyRequestsException', 429],
    ['InternalServerError', 500],
    ['ServiceUnavailable', 503],
    ['ExecutionLimitExceeded', 400],
    ['KmsThrottlingException', 400],
    ['TimeoutError', 0],
  ];
  const calls = [
    ['start', start],
    ['answer', answer],
    ['stop', stop],
  ] as const;
  const passingCalls = passing.flatMap(([name, status]) =>
    calls.map(([call, ask]) => [call, name, status, ask] as const),
  );

  it.each(passingCalls)('lets %s be tried again after %s (%s)', async (_call, name, status, ask) => {
    stepFunctions.onAnyCommand().rejects(failure(name, status));
    await expect(ask()).rejects.toThrow(EngineUnavailableError);
  });

  it('lets a call be tried again when the connection is refused', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    stepFunctions.onAnyCommand().rejects(refused);
    await expect(start()).rejects.toThrow(EngineUnavailableError);
  });

  it.each(['StateMachineDoesNotExist', 'AccessDeniedException', 'InvalidExecutionInput'])(
    'calls %s a mistake, which no retry repairs',
    async (name) => {
      stepFunctions.onAnyCommand().rejects(failure(name));
      await expect(start()).rejects.toThrow(EngineMistakeError);
    },
  );

  it.each(['ValidationException', 'ThrottlingException'])(
    'keeps the token out of the error for %s',
    async (name) => {
      stepFunctions.onAnyCommand().rejects(failure(name));
      const error: unknown = await answer().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(`${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toContain(
        TOKEN,
      );
    },
  );
});
