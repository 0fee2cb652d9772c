import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type AlarmTopic, FIVE_MINUTES } from './alarm-topic.ts';

export interface DeadLettersProps {
  readonly queueName: string;
  readonly alarms: AlarmTopic;
  /** The message of the alarm: what a message in the queue means, and what to do. */
  readonly message: string;
  readonly runbook: string;
  /** Whether its messages come from a queue or from a failed function. */
  readonly of: 'queue' | 'function';
}

/** A dead-letter queue with an alarm. Messages are kept for two weeks and hold ids only. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { queueName, alarms, message, runbook, of }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    const itself = 'This is a dead-letter queue.';
    acknowledge(this.queue, { 'Serverless-SQSRedrivePolicy': itself });
    if (of === 'function') acknowledge(this.queue, { 'AwsSolutions-SQS3': itself });
    alarms.raiseWhen(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      atLeast: 1,
      message,
      runbook,
    });
  }
}
