import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { machineArnTemplate } from '../names.ts';
import { FIVE_MINUTES } from './alarm-topic.ts';
import { DeadLetters } from './dead-letters.ts';
import { grantDriveExecutions } from './engine-access.ts';
import { GateFunction, type StageContext } from './gate-function.ts';
import { grantDeleteRows, streamOf } from './record-access.ts';

export interface RelayProps extends StageContext {
  readonly table: ITable;
  readonly deliveries: Queue;
  readonly messages: Queue;
}

/** Stream filter: only new outbox rows. */
const NEW_OUTBOX_ROWS = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { unsentPk: { S: [{ exists: true }] } } },
};

/** The relay, which reads the table's stream. If it fails, the row remains in the outbox, and the sweep sends it. */
export class Relay extends Construct {
  constructor(scope: Construct, id: string, { table, deliveries, messages, ...context }: RelayProps) {
    super(scope, id);
    const { names, alarms } = context;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      name: 'relay',
      description: 'Sends outbox rows to Step Functions and to the queues of deliveries and messages',
      timeout: Duration.minutes(1),
      environment: {
        TABLE_NAME: table.tableName,
        MACHINE_ARN: machineArnTemplate(this, names),
        DELIVERY_QUEUE_URL: deliveries.queueUrl,
        MESSAGE_QUEUE_URL: messages.queueUrl,
      },
    });
    grantDeleteRows(gate, table);
    grantDriveExecutions(gate, names);
    gate.allow('QueueWork', ['sqs:SendMessage'], [deliveries.queueArn, messages.queueArn]);

    const dead = new DeadLetters(this, 'Dead', {
      queueName: `${names.prefix}-relay-dead`,
      alarms,
      of: 'function',
      message:
        'The relay failed at outbox rows, and the sweep sends them. Find the cause in the relay’s log.',
      runbook: 'dead-letters-relay',
    });
    gate.alias.addEventSource(
      new DynamoEventSource(streamOf(this, table), {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 50,
        // Rows of one journey stay in order: the stream is partitioned by the table's partition key.
        parallelizationFactor: 4,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(dead.queue),
        filters: [{ pattern: JSON.stringify(NEW_OUTBOX_ROWS) }],
      }),
    );
    alarms.raiseWhen(this, 'Behind', {
      metric: gate.alias.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }),
      atLeast: Duration.minutes(5).toMilliseconds(),
      message: 'The relay is five minutes behind the record: journeys move on late.',
      runbook: 'relay-behind',
    });
  }
}
