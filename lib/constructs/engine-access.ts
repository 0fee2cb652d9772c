import { CHILD_MACHINES, type Machine, MACHINES } from '../../domain/pathways/machines.ts';
import { ROOT_MACHINES } from '../../domain/record/machines.ts';
import { executionsArn, machineArn, type Names } from '../names.ts';
import { acknowledge } from './acknowledge.ts';
import type { GateFunction } from './gate-function.ts';

/**
 * Allows a function to send outbox rows: start and stop executions of phases, and answer tasks. Not of child machines.
 */
export function grantDriveExecutions(gate: GateFunction, names: Names): void {
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
  grantAnswerTasks(gate, names);
  acknowledgeExecutions(gate, names, ROOT_MACHINES);
}

function acknowledgeExecutions(gate: GateFunction, names: Names, machines: readonly Machine[]): void {
  for (const machine of machines) {
    const arn = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${names.machine(machine)}:*`;
    acknowledge(gate.role, {
      [`AwsSolutions-IAM5[Resource::${arn}]`]: 'Executions of one machine, whose names are not known yet.',
    });
  }
}

/**
 * Allows a function to list executions and check tasks of every machine, and to stop children. {@link
 * grantDriveExecutions} allows stopping phases.
 */
export function grantCheckExecutions(gate: GateFunction, names: Names): void {
  const machines = MACHINES.map((machine) => machineArn(gate, names, machine));
  // One statement: a role's own policy holds 10,240 characters, most of them names of machines.
  gate.allow('CheckExecutions', ['states:ListExecutions', 'states:SendTaskHeartbeat'], machines);
  gate.allow(
    'DescribePhases',
    ['states:DescribeExecution'],
    ROOT_MACHINES.map((machine) => executionsArn(gate, names, machine)),
  );
  gate.allow(
    'DescribeVersions',
    ['states:DescribeStateMachineAlias'],
    ROOT_MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
  gate.allow(
    'StopChildren',
    ['states:StopExecution'],
    CHILD_MACHINES.map((machine) => executionsArn(gate, names, machine)),
  );
  acknowledgeExecutions(gate, names, CHILD_MACHINES);
}

/** Allows a function to answer tasks of any machine. */
export function grantAnswerTasks(gate: GateFunction, names: Names): void {
  gate.allow(
    'AnswerTasks',
    ['states:SendTaskSuccess'],
    MACHINES.map((machine) => machineArn(gate, names, machine)),
  );
}
