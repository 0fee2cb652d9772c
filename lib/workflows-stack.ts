import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { MACHINES, type Machine } from '../domain/pathways/machines.ts';
import { GateFunction, type StageContext } from './constructs/gate-function.ts';
import { grantTable } from './constructs/record-access.ts';
import { definitions } from '../workflows/definitions.ts';
import { Workflow } from './constructs/workflow.ts';
import { machineArn, machineArnTemplate } from './names.ts';

export interface WorkflowsStackProps extends StackProps {
  readonly context: StageContext;
  readonly table: ITable;
  readonly publicUrl: string;
}

/** The state machines, and the two functions they call. */
export class WorkflowsStack extends Stack {
  readonly machines: ReadonlyMap<Machine, Workflow>;

  constructor(scope: Construct, id: string, { context, table, publicUrl, ...props }: WorkflowsStackProps) {
    super(scope, id, props);
    const { names, stage, key } = context;
    const environment = { TABLE_NAME: table.tableName, PUBLIC_URL: publicUrl };

    const doStep = new GateFunction(this, 'DoStep', {
      ...context,
      name: 'do-step',
      description: 'Runs the action of a Do state',
      timeout: Duration.seconds(30),
      environment,
    });
    grantTable(doStep, table);

    const openStep = new GateFunction(this, 'OpenStep', {
      ...context,
      name: 'open-step',
      description: 'Opens the step of an Await state, or answers it at once',
      timeout: Duration.seconds(30),
      environment: { ...environment, MACHINE_ARN: machineArnTemplate(this, names) },
    });
    grantTable(openStep, table, ['GetItem', 'PutItem']);
    openStep.allow(
      'AnswerTasks',
      ['states:SendTaskSuccess'],
      MACHINES.map((machine) => machineArn(this, names, machine)),
    );

    // Log groups with this prefix need no entry in the account's one resource policy, which is full at some forty.
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${names.prefix}`,
      retention: stage.logRetention,
      encryptionKey: key,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const made = new Map<Machine, Workflow>();
    for (const definition of definitions()) {
      const workflow = new Workflow(this, definition.machine, {
        ...context,
        definition,
        doStep,
        openStep,
        made,
        logGroup,
      });
      made.set(definition.machine, workflow);
    }
    this.machines = made;
  }
}
