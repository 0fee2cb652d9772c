import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  type DescribeStateMachineAliasCommandOutput,
  type ExecutionListItem,
  ListExecutionsCommand,
  SendTaskHeartbeatCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { Executions, RunningPage } from '../../application/ports/executions.ts';
import { answered, CLOSED, machineArns, NOT_THERE } from './sfn-calls.ts';

/** The most that Step Functions lists at once. */
const PAGE = 1_000;

export interface SfnExecutionsOptions {
  readonly client: SFNClient;
  /** A client for lists only: their quota is the tightest, and a throttled client slows all its calls. */
  readonly listing: SFNClient;
  /** The template for `machineArns`. */
  readonly machineArn: string;
}

/**
 * Lists executions of Step Functions. The clients need ListExecutions and SendTaskHeartbeat on the machines, and
 * DescribeExecution on their executions. A heartbeat checks whether a task still waits for its token; none of our tasks
 * has a heartbeat timeout, so it changes nothing.
 * @throws EngineUnavailableError, EngineMistakeError as the engine does.
 */
export function sfnExecutions({ client, listing, machineArn }: SfnExecutionsOptions): Executions {
  const arns = machineArns(machineArn);

  return {
    isRunning(machine, name) {
      const command = new DescribeExecutionCommand({ executionArn: arns.execution(machine, name) });
      return answered(
        'describe',
        () => client.send(command),
        ({ status }) => status === 'RUNNING',
        false,
        NOT_THERE,
      );
    },
    running(machine, cursor) {
      const command = new ListExecutionsCommand({
        stateMachineArn: arns.machine(machine),
        statusFilter: 'RUNNING',
        maxResults: PAGE,
        ...(cursor !== undefined && { nextToken: cursor }),
      });
      return answered(
        'list',
        () => listing.send(command),
        ({ executions = [], nextToken }) => ({
          names: executions.flatMap(({ name }) => name ?? []),
          ...versionsOf(executions),
          ...(nextToken !== undefined && { cursor: nextToken }),
        }),
        NOTHING,
        new Set(),
      );
    },
    newestVersion(machine) {
      const command = new DescribeStateMachineAliasCommand({ stateMachineAliasArn: arns.called(machine) });
      return answered('describe an alias', () => listing.send(command), newestOf, undefined, new Set());
    },
    isWaiting(token) {
      const command = new SendTaskHeartbeatCommand({ taskToken: token });
      return answered(
        'check a task',
        () => client.send(command),
        () => true,
        false,
        CLOSED,
      );
    },
  };
}

const NOTHING = { names: [] } as const;

/** `...:stateMachine:gate-dev-community:7` -> `7`. */
function versionIn(arn: string | undefined): string | undefined {
  return /:(\d+)$/.exec(arn ?? '')?.[1];
}

function versionsOf(executions: readonly ExecutionListItem[]): Pick<RunningPage, 'versions'> {
  const versions = executions.flatMap(({ name, stateMachineVersionArn }) => {
    const version = versionIn(stateMachineVersionArn);
    return name === undefined || version === undefined ? [] : [[name, version] as const];
  });
  return versions.length === 0 ? {} : { versions: new Map(versions) };
}

/** While a new version is rolled out, the alias leads to two: the newer is the one to come. */
function newestOf({ routingConfiguration = [] }: DescribeStateMachineAliasCommandOutput): string | undefined {
  const versions = routingConfiguration.flatMap((each) => versionIn(each.stateMachineVersionArn) ?? []);
  return versions.toSorted((a, b) => Number(b) - Number(a))[0];
}
