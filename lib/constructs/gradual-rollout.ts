import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnApplication, CfnDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias, CfnAlias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LIVE } from '../names.ts';
import type { Rollout } from '../stages.ts';
import type { AlarmBell } from './alarm-bell.ts';

export interface GradualRolloutProps {
  readonly rollout: Exclude<Rollout, 'at-once'>;
  /** The function's name. */
  readonly name: string;
  readonly function: LambdaFunction;
  readonly alias: Alias;
  readonly bell: AlarmBell;
}

/**
 * Moves a function's alias to a new version bit by bit, and back again at the new version's first error. CDK's own
 * deployment group gives CodeDeploy a managed policy that reaches every function; this one names one function.
 */
export class GradualRollout extends Construct {
  constructor(scope: Construct, id: string, props: GradualRolloutProps) {
    super(scope, id);
    const { rollout, name, alias, bell } = props;
    const alarm = bell.ringWhen(this, 'NewVersionFails', {
      // Counted while two versions share the alias. What the old one does is no reason to keep it.
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
      says: `The new version of ${name} fails: its deployment is turned back.`,
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
    // The policy too: a role that may do nothing yet would fail the first deployment.
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
      description: `How CodeDeploy moves the alias of ${name}`,
    });
    const { partition, region, account } = Stack.of(this);
    const allow = (sid: string, actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources }));
    allow(
      'MoveItsAlias',
      ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
      [functionArn, `${functionArn}:${LIVE}`],
    );
    allow(
      'WatchItsAlarm',
      ['cloudwatch:DescribeAlarms'],
      [`arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarmName}`],
    );
    return role;
  }
}
