import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type AlarmBell, FIVE_MINUTES } from './alarm-bell.ts';

export interface DeadLettersProps {
  readonly queueName: string;
  readonly bell: AlarmBell;
  /** What it means that something is in it, and what to do. */
  readonly says: string;
  readonly runbook: string;
  /** Whose they are: a queue's, or a function's that failed. */
  readonly of: 'queue' | 'function';
}

/** Where work goes that could not be done: kept for two weeks, and heard about at once. It holds ids only. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { queueName, bell, says, runbook, of }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    const itself = 'This is a queue of dead letters: what cannot be done goes no further than here.';
    acknowledge(this.queue, { 'Serverless-SQSRedrivePolicy': itself });
    if (of === 'function') acknowledge(this.queue, { 'AwsSolutions-SQS3': itself });
    bell.ringWhen(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      atLeast: 1,
      says,
      runbook,
    });
  }
}
