import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { machineArnTemplate } from '../names.ts';
import { FIVE_MINUTES } from './alarm-bell.ts';
import { DeadLetters } from './dead-letters.ts';
import { letDriveExecutions } from './engine-access.ts';
import { GateFunction, type Surroundings } from './gate-function.ts';
import { letTakeOffTheRecord, streamOf } from './record-access.ts';

export interface RelayProps extends Surroundings {
  readonly table: ITable;
  readonly deliveries: Queue;
}

/** Of all changes to the table, those that put a row in the outbox. */
const NEW_OUTBOX_ROWS = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { unsentPk: { S: [{ exists: true }] } } },
};

/**
 * The relay on the table's stream. It is the quick way, and may give up: a row it could not carry out is still in the
 * outbox, where the sweep finds it.
 */
export class Relay extends Construct {
  constructor(scope: Construct, id: string, { table, deliveries, ...surroundings }: RelayProps) {
    super(scope, id);
    const { names, bell } = surroundings;
    const gate = new GateFunction(this, 'Handler', {
      ...surroundings,
      name: 'relay',
      description: 'Carries out the outbox rows that commands leave behind',
      timeout: Duration.minutes(1),
      environment: {
        TABLE_NAME: table.tableName,
        MACHINE_ARN: machineArnTemplate(this, names),
        DELIVERY_QUEUE_URL: deliveries.queueUrl,
      },
    });
    letTakeOffTheRecord(gate, table);
    letDriveExecutions(gate, names);
    gate.allow('QueueDeliveries', ['sqs:SendMessage'], [deliveries.queueArn]);

    const dead = new DeadLetters(this, 'Dead', {
      queueName: `${names.prefix}-relay-dead`,
      bell,
      of: 'function',
      says: 'The relay gave up on outbox rows; the sweep carries them out. Look why in the relay’s log.',
      runbook: 'dead-letters-relay',
    });
    gate.alias.addEventSource(
      new DynamoEventSource(streamOf(this, table), {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 50,
        // Rows of one journey stay in order: the stream is split by the table's partition key.
        parallelizationFactor: 4,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(dead.queue),
        filters: [{ pattern: JSON.stringify(NEW_OUTBOX_ROWS) }],
      }),
    );
    bell.ringWhen(this, 'Behind', {
      metric: gate.alias.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }),
      atLeast: Duration.minutes(5).toMilliseconds(),
      says: 'The relay is five minutes and more behind the record: journeys wait for what was decided.',
      runbook: 'relay-behind',
    });
  }
}
