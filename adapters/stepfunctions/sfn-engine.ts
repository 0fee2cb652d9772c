import {
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type Engine, EngineUnavailableError } from '../../application/ports/engine.ts';
import type { Machine } from '../../domain/machines.ts';
import { isPassing, nameOf } from '../aws/sdk-errors.ts';

/** Nobody waits on the token: its task timed out, its execution ended, or there never was such a token. */
const CLOSED = new Set(['TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist']);

/** Passing in their own way: a limit that frees up as executions end, and keys that are throttled or being changed. */
const BUSY = new Set(['ExecutionLimitExceeded', 'KmsThrottlingException']);

const MACHINE_PLACE = '{machine}';

export interface SfnEngineOptions {
  readonly client: SFNClient;
  /**
   * The ARN of every machine, with `{machine}` where its name goes, and its alias:
   * `arn:aws:states:eu-west-2:111122223333:stateMachine:through-the-gate-dev-{machine}:live`.
   */
  readonly machineArn: string;
}

/** Step Functions answered something that only a change of ours can mend. Its message never holds what was sent. */
export class EngineMistakeError extends Error {
  override readonly name = 'EngineMistakeError';
}

/**
 * The engine port on Step Functions, Standard workflows. The client needs StartExecution on the machines,
 * SendTaskSuccess, and StopExecution on their executions; which of these depends on what a function calls.
 *
 * @throws EngineUnavailableError from every call when Step Functions throttles, fails or cannot be reached;
 * EngineMistakeError for what it will never accept, such as a machine that does not exist.
 */
export function sfnEngine({ client, machineArn }: SfnEngineOptions): Engine {
  const executionArn = executionArns(machineArn);

  return {
    start(machine, name, input) {
      const command = new StartExecutionCommand({
        stateMachineArn: machineArn.replace(MACHINE_PLACE, machine),
        name,
        input: JSON.stringify(input),
      });
      return answered('start', 'started', 'already-started', new Set(['ExecutionAlreadyExists']), () =>
        client.send(command),
      );
    },
    answer(token, answer) {
      const command = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(answer) });
      return answered('answer', 'answered', 'closed', CLOSED, () => client.send(command));
    },
    stop(machine, name, cause) {
      const command = new StopExecutionCommand({ executionArn: executionArn(machine, name), cause });
      return answered('stop', 'stopped', 'not-running', new Set(['ExecutionDoesNotExist']), () =>
        client.send(command),
      );
    },
  };
}

async function answered<Yes, No>(
  what: string,
  yes: Yes,
  no: No,
  refusals: ReadonlySet<string>,
  ask: () => Promise<unknown>,
): Promise<Yes | No> {
  try {
    await ask();
    return yes;
  } catch (error) {
    const name = nameOf(error);
    if (refusals.has(name)) return no;
    // The SDK's error is left behind: its message may quote the task token.
    if (isPassing(error) || BUSY.has(name)) {
      throw new EngineUnavailableError(`Step Functions cannot ${what} now (${name}).`);
    }
    throw new EngineMistakeError(`Step Functions refuses to ${what} (${name}).`);
  }
}

/** An execution's ARN names its machine and never the alias it was started by. @throws TypeError for another kind of ARN. */
function executionArns(machineArn: string): (machine: Machine, name: string) => string {
  const [, account, machineName] =
    /^(arn:[^:]+:states:[^:]+:[^:]+):stateMachine:([^:]+)/.exec(machineArn) ?? [];
  if (account === undefined || machineName?.includes(MACHINE_PLACE) !== true) {
    throw new TypeError(`${machineArn} is not the ARN of state machines, with ${MACHINE_PLACE} in the name.`);
  }
  return (machine, name) => `${account}:execution:${machineName.replace(MACHINE_PLACE, machine)}:${name}`;
}
