import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { FIVE_MINUTES } from './alarm-topic.ts';
import { DeadLetters } from './dead-letters.ts';
import { GateFunction, type StageContext } from './gate-function.ts';
import { grantTable } from './record-access.ts';

export interface IncomingEventsProps extends StageContext {
  readonly table: ITable;
  readonly publicUrl: string;
}

/** A batch of ten, each of which may wait for three tries at two services. */
const TIMEOUT = Duration.minutes(5);
const TRIES = 5;

/** HMPPS's events in: a queue that its topic delivers to, and the function that follows them. */
export class IncomingEvents extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { table, publicUrl, ...context }: IncomingEventsProps) {
    super(scope, id);
    const { names, alarms, stage } = context;
    const dead = new DeadLetters(this, 'Dead', {
      queueName: `${names.prefix}-domain-events-dead`,
      alarms,
      of: 'queue',
      message: 'Events of HMPPS could not be read or stored: nothing has followed from them.',
      runbook: 'dead-letters-domain-events',
    });
    this.queue = new Queue(this, 'Queue', {
      queueName: `${names.prefix}-domain-events`,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: TRIES },
    });
    if (stage.hmpps.topicArn !== undefined) this.#takeFrom(stage.hmpps.topicArn);
    alarms.raiseWhen(this, 'Late', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      atLeast: Duration.minutes(15).toSeconds(),
      message: 'Events of HMPPS wait 15 minutes: a release may not be known yet.',
      runbook: 'domain-events-late',
    });
    this.#follow(table, publicUrl, context);
    alarms.raiseWhen(this, 'DataMissing', {
      metric: new Metric({
        namespace: names.metricNamespace,
        metricName: 'EventsWaiting',
        dimensionsMap: { service: 'domain-events' },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      atLeast: 10,
      periods: 3,
      message: 'Events wait because what they refer to cannot be fetched from HMPPS’s services.',
      runbook: 'domain-events-waiting',
    });
  }

  #follow(table: ITable, publicUrl: string, context: StageContext): void {
    const { names, stage } = context;
    const { topicArn: _topic, ...addresses } = stage.hmpps;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      name: 'domain-events',
      description: 'Follows HMPPS’s events about people',
      timeout: TIMEOUT,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        HMPPS_ADDRESSES: JSON.stringify(addresses),
        HMPPS_CLIENT_PARAMETER: names.hmppsClientParameter,
      },
    });
    grantTable(gate, table);
    const { partition, region, account } = Stack.of(this);
    gate.allow(
      'ReadCredentials',
      ['ssm:GetParameter'],
      [`arn:${partition}:ssm:${region}:${account}:parameter${names.hmppsClientParameter}`],
    );
    gate.alias.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }),
    );
    acknowledge(this, {
      'Serverless-LambdaEventSourceMappingDestination': 'The queue it reads has its own dead-letter queue.',
    });
  }

  #takeFrom(topicArn: string): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'FromTheTopic',
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
      }),
    );
  }
}
