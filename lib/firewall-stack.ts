import { CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmBell } from './constructs/alarm-bell.ts';
import { alarmTopic } from './constructs/alarm-topic.ts';
import { WebAcl } from './constructs/web-acl.ts';
import type { Names } from './names.ts';
import type { StageConfig } from './stages.ts';

/** Where everything of CloudFront's is made, wherever the rest of the product is. */
const REGION = 'us-east-1';
const ARN = 'WebAclArn';

export interface FirewallStackProps extends Omit<StackProps, 'env'> {
  readonly stage: StageConfig;
  readonly names: Names;
}

/**
 * The firewall before the API and the console. Its metrics are in its own region, and alarms are heard where their
 * metrics are: so it has a topic of its own.
 */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, { stage, names, ...props }: FirewallStackProps) {
    super(scope, id, { ...props, env: { region: REGION } });
    // No key of ours: what is sent says only that much was blocked, and a key here would cost more than the alarm.
    const bell = new AlarmBell(alarmTopic(this, 'Alarms', `${names.prefix}-firewall-alarms`));
    const { arn } = new WebAcl(this, 'Edge', {
      scope: 'CLOUDFRONT',
      name: `${names.prefix}-edge`,
      requestsPerAddress: stage.edge.requestsPerAddress,
      bell,
      before: 'the API and the console',
    });
    new CfnOutput(this, ARN, { value: arn, description: 'The firewall, for CloudFront' });
  }

  /** The firewall's ARN for stacks of any region, read when they are deployed. */
  get webAclArn(): string {
    return Fn.getStackOutput(this.stackName, ARN, REGION);
  }
}
