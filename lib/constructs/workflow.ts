import { createHash } from 'node:crypto';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  type CfnStateMachine,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Machine } from '../../domain/pathways/machines.ts';
import { placeholderOf } from '../../workflows/build/asl.ts';
import type { Definition } from '../../workflows/definitions.ts';
import { executionsArn, LIVE, machineArn } from '../names.ts';
import type { Rollout } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { FIVE_MINUTES } from './alarm-topic.ts';
import type { GateFunction, StageContext } from './gate-function.ts';

export interface WorkflowProps extends StageContext {
  readonly definition: Definition;
  readonly doStep: GateFunction;
  readonly openStep: GateFunction;
  /** The machines created so far, including this one's children. */
  readonly made: ReadonlyMap<Machine, Workflow>;
  readonly logGroup: ILogGroup;
}

/**
 * A state machine, called through an alias. Each definition remains as a version: running executions stay on theirs,
 * and the alias can be rolled back.
 */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;
  readonly aliasArn: string;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { definition, names } = props;
    const { machine, asl, children } = definition;
    const text = JSON.stringify(asl);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: `Permissions of ${names.machine(machine)}`,
    });
    for (const statement of this.#mayDo(props)) role.addToPolicy(statement);
    this.stateMachine = new StateMachine(this, 'Machine', {
      stateMachineName: names.machine(machine),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(text),
      definitionSubstitutions: {
        DoStepFunction: props.doStep.alias.functionArn,
        OpenStepFunction: props.openStep.alias.functionArn,
        ...Object.fromEntries(
          children.map((child) => [placeholderOf(child), childOf(props.made, child).aliasArn]),
        ),
      },
      role,
      tracingEnabled: true,
      logs: { destination: props.logGroup, level: LogLevel.ERROR, includeExecutionData: false },
    });
    this.aliasArn = this.#publish(text, props.stage.rollout, this.#addAlarms(props));
    const toTheAccount = 'Log delivery and traces belong to the account: there is no resource to name.';
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': toTheAccount,
    });
    acknowledge(this.stateMachine, {
      'AwsSolutions-SF1': 'The record holds what happened, so only errors are logged.',
    });
    for (const child of children) {
      const arn = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${names.machine(child)}:*`;
      acknowledge(role, {
        [`AwsSolutions-IAM5[Resource::${arn}]`]:
          'Executions of one child machine, whose names are not known yet.',
      });
    }
  }

  #mayDo({ definition: { children }, doStep, openStep, names }: WorkflowProps): PolicyStatement[] {
    const { partition, region, account } = Stack.of(this);
    const allow = (sid: string, actions: readonly string[], resources: readonly string[]) =>
      new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });
    const call = allow(
      'CallItsFunctions',
      ['lambda:InvokeFunction'],
      [doStep.alias.functionArn, openStep.alias.functionArn],
    );
    if (children.length === 0) return [call];
    const ruleName = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';
    return [
      call,
      allow(
        'StartItsChildren',
        ['states:StartExecution'],
        children.map((child) => machineArn(this, names, child)),
      ),
      allow(
        'FollowItsChildren',
        ['states:DescribeExecution', 'states:StopExecution'],
        children.map((child) => executionsArn(this, names, child)),
      ),
      // The rule that Step Functions creates to learn that a child has ended.
      allow(
        'HearThatAChildEnded',
        ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        [`arn:${partition}:events:${region}:${account}:rule/${ruleName}`],
      ),
    ];
  }

  /**
   * Publishes this definition as a version and moves the alias to it. A definition that returns after another gets a
   * new version. With a gradual rollout, the first failed executions roll the alias back.
   */
  #publish(text: string, rollout: Rollout, failed: Alarm): string {
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
    const version = new CfnStateMachineVersion(this, `Version${digest}`, {
      stateMachineArn: this.stateMachine.stateMachineArn,
      stateMachineRevisionId: (this.stateMachine.node.defaultChild as CfnStateMachine)
        .attrStateMachineRevisionId,
      description: `Definition ${digest}`,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const alias = new CfnStateMachineAlias(this, 'Live', {
      name: LIVE,
      ...(rollout === 'at-once'
        ? { routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }] }
        : {
            deploymentPreference: {
              type: 'CANARY',
              stateMachineVersionArn: version.attrArn,
              percentage: rollout.percent,
              interval: rollout.minutes,
              alarms: [failed.alarmName],
            },
          }),
    });
    return alias.attrArn;
  }

  /** @returns the alarm on failed executions. */
  #addAlarms({ alarms, names, definition }: WorkflowProps): Alarm {
    const name = names.machine(definition.machine);
    const failed = alarms.raiseWhen(this, 'Failed', {
      metric: this.stateMachine.metricFailed({ period: FIVE_MINUTES }),
      atLeast: 1,
      message: `An execution of ${name} failed: restart its journey, then find the cause.`,
      runbook: 'execution-failed',
    });
    alarms.raiseWhen(this, 'TimedOut', {
      metric: this.stateMachine.metricTimedOut({ period: FIVE_MINUTES }),
      atLeast: 1,
      message: `An execution of ${name} timed out: restart its journey.`,
      runbook: 'execution-timed-out',
    });
    alarms.raiseWhen(this, 'Throttled', {
      metric: this.stateMachine.metricThrottled({ period: FIVE_MINUTES }),
      atLeast: 1,
      periods: 3,
      message: `Step Functions throttles ${name}: journeys move on slowly. Ask for a higher quota if it lasts.`,
      runbook: 'executions-throttled',
    });
    return failed;
  }
}

function childOf(made: ReadonlyMap<Machine, Workflow>, machine: Machine): Workflow {
  const child = made.get(machine);
  if (child === undefined) throw new Error(`${machine} is made after a machine that starts it`);
  return child;
}
