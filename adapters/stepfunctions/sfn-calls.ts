import { EngineUnavailableError } from '../../application/ports/engine.ts';
import type { Machine } from '../../domain/pathways/machines.ts';
import { isPassing, nameOf } from '../aws/sdk-errors.ts';

/** Shared by all calls of Step Functions: ARNs and errors. */

/** Nobody waits for the token: its task timed out, its execution ended, or it never existed. */
export const CLOSED: ReadonlySet<string> = new Set(['TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist']);

/** No execution of that name was started, or it ended too long ago. */
export const NOT_THERE: ReadonlySet<string> = new Set(['ExecutionDoesNotExist']);

/** Temporary: a limit that frees up as executions end, or a key that is throttled or changing. */
const BUSY = new Set(['ExecutionLimitExceeded', 'KmsThrottlingException']);

/** Step Functions refuses for good: our mistake. The message never contains the request. */
export class EngineMistakeError extends Error {
  override readonly name = 'EngineMistakeError';
}

/**
 * Makes a call; some refusals are expected and returned.
 * @throws EngineUnavailableError when Step Functions throttles, fails or cannot be reached; EngineMistakeError for a
 * request that it will never accept.
 */
export async function answered<Output, Yes, No>(
  what: string,
  ask: () => Promise<Output>,
  yes: (output: Output) => Yes,
  no: No,
  refusals: ReadonlySet<string>,
): Promise<Yes | No> {
  try {
    return yes(await ask());
  } catch (error) {
    const name = nameOf(error);
    if (refusals.has(name)) return no;
    // The SDK's error is dropped: its message may quote the task token.
    if (isPassing(error) || BUSY.has(name)) {
      throw new EngineUnavailableError(`Step Functions cannot ${what} now (${name}).`);
    }
    throw new EngineMistakeError(`Step Functions refuses to ${what} (${name}).`);
  }
}

export interface MachineArns {
  /** With the alias, if there is one. */
  readonly called: (machine: Machine) => string;
  /** The machine without alias or version. */
  readonly machine: (machine: Machine) => string;
  /** An execution's ARN contains its machine and never the alias. */
  readonly execution: (machine: Machine, name: string) => string;
}

const MACHINE_PLACE = '{machine}';

/**
 * @param template the ARN of every machine, with `{machine}` where its name goes, and its alias:
 * `arn:aws:states:eu-west-2:111122223333:stateMachine:through-the-gate-dev-{machine}:live`.
 * @throws TypeError for another kind of ARN.
 */
export function machineArns(template: string): MachineArns {
  const [, account, machineName] =
    /^(arn:[^:]+:states:[^:]+:[^:]+):stateMachine:([^:]+)/.exec(template) ?? [];
  if (account === undefined || machineName?.includes(MACHINE_PLACE) !== true) {
    throw new TypeError(`${template} is not the ARN of state machines, with ${MACHINE_PLACE} in the name.`);
  }
  const named = (machine: Machine): string => machineName.replace(MACHINE_PLACE, machine);
  return {
    called: (machine) => template.replace(MACHINE_PLACE, machine),
    machine: (machine) => `${account}:stateMachine:${named(machine)}`,
    execution: (machine, name) => `${account}:execution:${named(machine)}:${name}`,
  };
}
