import { CHILD_MACHINES, type Machine, MACHINES, ROOT_MACHINES } from '../../domain/record/machines.ts';
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
  acknowledgeExecutions(gate, names, ROOT_MACHINES);
}

function acknowledgeExecutions(gate: GateFunction, names: Names, machines: readonly Machine[]): void {
  for (const machine of machines) {
    const arn = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${names.machine(machine)}:*`;
    acknowledge(gate.role, {
      [`AwsSolutions-IAM5[Resource::${arn}]`]:
        'Executions of one machine, whose names are made when journeys start.',
    });
  }
}

/**
 * Lets a function ask what runs and whether tasks wait, of every machine, and stop also what only others start.
 * It asks after executions of phases, which {@link letDriveExecutions} lets it stop.
 */
export function letAskWhatRuns(gate: GateFunction, names: Names): void {
  const machines = MACHINES.map((machine) => machineArn(gate, names, machine));
  gate.allow('ListWhatRuns', ['states:ListExecutions'], machines);
  gate.allow('AskAfterTasks', ['states:SendTaskHeartbeat'], machines);
  gate.allow(
    'DescribePhases',
    ['states:DescribeExecution'],
    ROOT_MACHINES.map((machine) => executionsArn(gate, names, machine)),
  );
  gate.allow(
    'StopChildren',
    ['states:StopExecution'],
    CHILD_MACHINES.map((machine) => executionsArn(gate, names, machine)),
  );
  acknowledgeExecutions(gate, names, CHILD_MACHINES);
}

/** Lets a function answer the tasks of any machine. */
export function letAnswerTasks(gate: GateFunction, names: Names): void {
  gate.allow(
    'AnswerTasks',
    ['states:SendTaskSuccess'],
    MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
}
