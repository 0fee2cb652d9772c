import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** A topic that CloudWatch may publish to: a topic with its own policy refuses even alarms of its own account. */
export function createAlarmSnsTopic(scope: Construct, id: string, topicName: string, key?: IKey): Topic {
  const topic = new Topic(scope, id, { topicName, enforceSSL: true, ...(key && { masterKey: key }) });
  grantPublish(topic, 'Alarms', 'cloudwatch.amazonaws.com');
  return topic;
}

/** Allows an AWS service to publish to a topic for this account only. */
export function grantPublish(topic: Topic, sid: string, service: string): void {
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(service)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
    }),
  );
}
