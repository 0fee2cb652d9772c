import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * A topic that CloudWatch may send alarms to. A topic with a policy of its own is open to nobody that the policy does
 * not name, the alarms of its own account included.
 */
export function alarmTopic(scope: Construct, id: string, topicName: string, key?: IKey): Topic {
  const topic = new Topic(scope, id, { topicName, enforceSSL: true, ...(key && { masterKey: key }) });
  letSendAlarms(topic, 'Alarms', 'cloudwatch.amazonaws.com');
  return topic;
}

/** Lets a service of AWS send to a topic, on behalf of this account only. */
export function letSendAlarms(topic: Topic, sid: string, service: string): void {
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
