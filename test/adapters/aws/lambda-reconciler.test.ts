import { InvokeCommand, LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { lambdaReconciler } from '../../../adapters/aws/lambda-reconciler.ts';
import { EngineUnavailableError } from '../../../application/ports/engine.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const ARN = 'arn:aws:lambda:eu-west-2:111122223333:function:gate-dev-reconcile:live';
const lambda = mockedClient(LambdaClient);
const reconciler = lambdaReconciler({ client: new LambdaClient({ region: 'eu-west-2' }), functionArn: ARN });

function failure(name: string, status: number): LambdaServiceException {
  return new LambdaServiceException({
    name,
    message: name,
    $fault: status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: status },
  });
}

beforeEach(() => {
  lambda.reset();
});

describe('the call of the reconciler’s function', () => {
  it.each([
    ['for everything', undefined, '{}'],
    ['for one journey', 'j1', '{"journeyId":"j1"}'],
  ])('%s, without waiting for it', async (_what, journeyId, sent) => {
    lambda.on(InvokeCommand).resolves({ StatusCode: 202 });
    await reconciler.ask(journeyId);
    const [call] = lambda.commandCalls(InvokeCommand);
    const { Payload, ...input } = call?.args[0].input ?? {};
    expect(input).toEqual({ FunctionName: ARN, InvocationType: 'Event' });
    expect(Buffer.from(Payload as Uint8Array).toString()).toBe(sent);
  });

  it.each([
    ['TooManyRequestsException', 429],
    ['ServiceException', 500],
  ])('can be done again after %s', async (name, status) => {
    lambda.on(InvokeCommand).rejects(failure(name, status));
    await expect(reconciler.ask()).rejects.toThrow(EngineUnavailableError);
  });

  it('throws EngineMistakeError without permission', async () => {
    lambda.on(InvokeCommand).rejects(failure('AccessDeniedException', 403));
    await expect(reconciler.ask()).rejects.toThrow('AccessDeniedException');
  });
});
