import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnApplication, CfnDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias, CfnAlias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LIVE } from '../names.ts';
import type { Rollout } from '../stages.ts';
import type { AlarmTopic } from './alarm-topic.ts';

export interface GradualRolloutProps {
  readonly rollout: Exclude<Rollout, 'at-once'>;
  /** The function's name. */
  readonly name: string;
  readonly function: LambdaFunction;
  readonly alias: Alias;
  readonly alarms: AlarmTopic;
}

/**
 * Moves a function's alias to a new version gradually, and back at the new version's first error. CDK's own deployment
 * group gives CodeDeploy access to every function; this role names one.
 */
export class GradualRollout extends Construct {
  constructor(scope: Construct, id: string, props: GradualRolloutProps) {
    super(scope, id);
    const { rollout, name, alias, alarms } = props;
    const alarm = alarms.raiseWhen(this, 'NewVersionFails', {
      // Counts the new version only: errors of the old one are no reason to keep it.
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Errors',
        dimensionsMap: {
          FunctionName: props.function.functionName,
          Resource: `${props.function.functionName}:${LIVE}`,
          ExecutedVersion: props.function.currentVersion.version,
        },
        statistic: 'Sum',
        period: Duration.minutes(1),
      }),
      atLeast: 1,
      message: `The new version of ${name} fails: its deployment is rolled back.`,
      runbook: 'rollout-turned-back',
    });
    const application = new CfnApplication(this, 'Application', {
      applicationName: name,
      computePlatform: 'Lambda',
    });
    const role = this.#role(props, alarm.alarmName);
    const group = new CfnDeploymentGroup(this, 'Group', {
      applicationName: application.ref,
      deploymentGroupName: name,
      serviceRoleArn: role.roleArn,
      deploymentConfigName: `CodeDeployDefault.LambdaCanary${rollout.percent}Percent${rollout.minutes}Minutes`,
      deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      alarmConfiguration: { enabled: true, alarms: [{ name: alarm.alarmName }] },
      autoRollbackConfiguration: {
        enabled: true,
        events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
    });
    // Including its policy: a role that allows nothing yet would fail the first deployment.
    group.node.addDependency(role);
    const moved = alias.node.defaultChild as CfnAlias;
    moved.cfnOptions.updatePolicy = {
      codeDeployLambdaAliasUpdate: { applicationName: application.ref, deploymentGroupName: group.ref },
    };
    moved.addResourceDependency(group);
  }

  #role({ name, function: { functionArn } }: GradualRolloutProps, alarmName: string): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      description: `Allows CodeDeploy to move the alias of ${name}`,
    });
    const { partition, region, account } = Stack.of(this);
    const allow = (sid: string, actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources }));
    allow(
      'MoveAlias',
      ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
      [functionArn, `${functionArn}:${LIVE}`],
    );
    allow(
      'ReadAlarm',
      ['cloudwatch:DescribeAlarms'],
      [`arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarmName}`],
    );
    return role;
  }
}
