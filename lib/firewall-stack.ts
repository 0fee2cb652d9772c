import { CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { createAlarmSnsTopic } from './constructs/sns-topic.ts';
import { WebAcl } from './constructs/web-acl.ts';
import type { Names } from './names.ts';
import type { StageConfig } from './stages.ts';

/** The one region for everything of CloudFront's. */
const REGION = 'us-east-1';
const ARN = 'WebAclArn';

export interface FirewallStackProps extends Omit<StackProps, 'env'> {
  readonly stage: StageConfig;
  readonly names: Names;
}

/**
 * The firewall for the API and the console. Its metrics and so its alarms are in its own region, which needs its own
 * topic.
 */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, { stage, names, ...props }: FirewallStackProps) {
    super(scope, id, { ...props, env: { region: REGION } });
    // Unencrypted: the message only says that much was blocked, and a key would cost more than the alarm.
    const alarms = new AlarmTopic(createAlarmSnsTopic(this, 'Alarms', `${names.prefix}-firewall-alarms`));
    const { arn } = new WebAcl(this, 'Edge', {
      scope: 'CLOUDFRONT',
      name: `${names.prefix}-edge`,
      requestsPerAddress: stage.edge.requestsPerAddress,
      alarms,
      before: 'the API and the console',
    });
    new CfnOutput(this, ARN, { value: arn, description: 'The ARN of CloudFront’s firewall' });
  }

  /** The firewall's ARN for stacks of any region, read at deployment. */
  get webAclArn(): string {
    return Fn.getStackOutput(this.stackName, ARN, REGION);
  }
}
