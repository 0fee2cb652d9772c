import { MACHINES, ROOT_MACHINES } from '../../domain/machines.ts';
import { executionsArn, machineArn, type Names } from '../names.ts';
import { acknowledge } from './acknowledge.ts';
import type { GateFunction } from './gate-function.ts';

/**
 * Lets a function carry out the outbox: start and stop the executions of the phases, and answer tasks. The machines
 * that only others start are out of its reach.
 */
export function letDriveExecutions(gate: GateFunction, names: Names): void {
  gate.allow(
    'StartPhases',
    ['states:StartExecution'],
    ROOT_MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
  gate.allow(
    'StopPhases',
    ['states:StopExecution'],
    ROOT_MACHINES.map((machine) => executionsArn(gate, names, machine)),
  );
  letAnswerTasks(gate, names);
  for (const machine of ROOT_MACHINES) {
    const arn = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${names.machine(machine)}:*`;
    acknowledge(gate.role, {
      [`AwsSolutions-IAM5[Resource::${arn}]`]:
        'Executions of one machine, whose names are made when journeys start.',
    });
  }
}

/**
 * Lets a function ask what runs of the phases, and whether any machine's task still waits. It asks after executions
 * that {@link letDriveExecutions} lets it stop.
 */
export function letAskWhatRuns(gate: GateFunction, names: Names): void {
  gate.allow(
    'ListPhases',
    ['states:ListExecutions'],
    ROOT_MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
  gate.allow(
    'DescribePhases',
    ['states:DescribeExecution'],
    ROOT_MACHINES.map((machine) => executionsArn(gate, names, machine)),
  );
  gate.allow(
    'AskAfterTasks',
    ['states:SendTaskHeartbeat'],
    MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
}

/** Lets a function answer the tasks of any machine. */
export function letAnswerTasks(gate: GateFunction, names: Names): void {
  gate.allow(
    'AnswerTasks',
    ['states:SendTaskSuccess'],
    MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
}
