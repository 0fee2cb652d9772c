import {
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Engine } from '../../application/ports/engine.ts';
import { answered, CLOSED, machineArns, NOT_THERE } from './sfn-calls.ts';

const STARTED_BEFORE = new Set(['ExecutionAlreadyExists']);

export interface SfnEngineOptions {
  readonly client: SFNClient;
  /** The template for {@link machineArns}. */
  readonly machineArn: string;
}

/**
 * The engine port on Step Functions, Standard workflows. The client needs StartExecution on the machines,
 * SendTaskSuccess, and StopExecution on their executions, depending on what its function calls.
 * @throws EngineUnavailableError from every call when Step Functions throttles, fails or cannot be reached;
 * EngineMistakeError for a request that it will never accept.
 */
export function sfnEngine({ client, machineArn }: SfnEngineOptions): Engine {
  const arns = machineArns(machineArn);

  return {
    start(machine, name, input) {
      const command = new StartExecutionCommand({
        stateMachineArn: arns.called(machine),
        name,
        input: JSON.stringify(input),
      });
      const ask = () => client.send(command);
      return answered('start', ask, () => 'started', 'already-started', STARTED_BEFORE);
    },
    answer(token, answer) {
      const command = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(answer) });
      return answered(
        'answer',
        () => client.send(command),
        () => 'answered',
        'closed',
        CLOSED,
      );
    },
    stop(machine, name, cause) {
      const command = new StopExecutionCommand({ executionArn: arns.execution(machine, name), cause });
      return answered(
        'stop',
        () => client.send(command),
        () => 'stopped',
        'not-running',
        NOT_THERE,
      );
    },
  };
}
