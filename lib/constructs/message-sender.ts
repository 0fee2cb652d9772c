import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { FIVE_MINUTES } from './alarm-topic.ts';
import { DeadLetters } from './dead-letters.ts';
import type { Egress } from './egress.ts';
import { GateFunction, type StageContext } from './gate-function.ts';
import { grantTable, type RecordAction } from './record-access.ts';

/** A mailbox of hundreds of journeys records each; GOV.UK Notify is waited for 10 seconds. */
const TIMEOUT = Duration.seconds(60);
const TRIES = 5;

/** The queue of notices and due mailboxes: ids only. */
export class MessageQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { names, alarms }: StageContext) {
    super(scope, id);
    const dead = new DeadLetters(this, 'Dead', {
      queueName: `${names.prefix}-messages-dead`,
      alarms,
      of: 'queue',
      message:
        'Notices could not be put into mailboxes, or mailboxes not sent. Find the cause; the sweep queues due mailboxes again, and notices must be sent back.',
      runbook: 'dead-letters-messages',
    });
    this.queue = new Queue(this, 'Queue', {
      queueName: `${names.prefix}-messages`,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: TRIES },
    });
    alarms.raiseWhen(this, 'Late', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      atLeast: Duration.minutes(30).toSeconds(),
      message: 'Messages to officers wait 30 minutes: the sender does not keep up.',
      runbook: 'messages-late',
    });
  }
}

export interface MessageSenderProps extends StageContext {
  readonly table: ITable;
  readonly messages: Queue;
  readonly publicUrl: string;
  readonly consoleUrl: string;
  readonly egress: Egress;
}

const WHAT_IT_DOES: readonly RecordAction[] = ['GetItem', 'Query', 'PutItem'];

/** As many functions as one mailbox of a busy desk can wait for; GOV.UK Notify allows 3,000 messages a minute. */
const AT_ONCE = 5;

/** Sends messages through GOV.UK Notify. It alone reads the key of GOV.UK Notify. */
export class MessageSender extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { table, messages, publicUrl, consoleUrl, egress, ...context }: MessageSenderProps,
  ) {
    super(scope, id);
    const { names, alarms } = context;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      placement: egress.placement,
      name: 'send-messages',
      description: 'Puts notices into mailboxes, and sends due mailboxes through GOV.UK Notify',
      timeout: TIMEOUT,
      reservedConcurrency: AT_ONCE,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        CONSOLE_URL: consoleUrl,
        NOTIFY_PARAMETER: names.notifyParameter,
      },
    });
    grantTable(gate, table, WHAT_IT_DOES);
    egress.admit(gate, names.function('send-messages'), WHAT_IT_DOES);
    const { partition, region, account } = Stack.of(this);
    gate.allow(
      'ReadNotifyKey',
      ['ssm:GetParameter'],
      [`arn:${partition}:ssm:${region}:${account}:parameter${names.notifyParameter}`],
    );
    gate.alias.addEventSource(
      new SqsEventSource(messages, {
        batchSize: 5,
        reportBatchItemFailures: true,
        maxConcurrency: AT_ONCE,
      }),
    );
    acknowledge(this, {
      'Serverless-LambdaEventSourceMappingDestination': 'The queue it reads has its own dead-letter queue.',
    });
    const counted = (metricName: string) =>
      new Metric({
        namespace: names.metricNamespace,
        metricName,
        dimensionsMap: { service: 'send-messages' },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      });
    alarms.raiseWhen(this, 'NotTaken', {
      metric: counted('MessagesToRetry'),
      atLeast: 10,
      periods: 3,
      message: 'GOV.UK Notify does not take messages: they wait and are tried again for a day.',
      runbook: 'messages-not-taken',
    });
    alarms.raiseWhen(this, 'GivenUp', {
      metric: counted('MessagesGivenUp'),
      atLeast: 1,
      message: 'A message was not handed over in a day and is given up: its officer does not know.',
      runbook: 'messages-given-up',
    });
  }
}
