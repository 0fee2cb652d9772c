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

/** Lets a function answer the tasks of any machine. */
export function letAnswerTasks(gate: GateFunction, names: Names): void {
  gate.allow(
    'AnswerTasks',
    ['states:SendTaskSuccess'],
    MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
}
