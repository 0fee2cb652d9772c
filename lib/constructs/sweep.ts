import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { machineArnTemplate } from '../names.ts';
import { FIVE_MINUTES } from './alarm-bell.ts';
import { callByTheClock } from './called-by-the-clock.ts';
import { letDriveExecutions } from './engine-access.ts';
import { GateFunction, type Surroundings } from './gate-function.ts';
import { letChangeTheRecord, letListBy } from './record-access.ts';

export interface SweepProps extends Surroundings {
  readonly table: ITable;
  readonly deliveries: Queue;
  readonly publicUrl: string;
}

const MINUTE = Duration.minutes(1);

/** The sweep of each minute. A minute that failed is not tried again: the next one finds the same rows. */
export class Sweep extends Construct {
  constructor(scope: Construct, id: string, { table, deliveries, publicUrl, ...surroundings }: SweepProps) {
    super(scope, id);
    const { names, bell } = surroundings;
    const gate = new GateFunction(this, 'Handler', {
      ...surroundings,
      name: 'sweep',
      description: 'Each minute: fires what is due, and carries out what the stream lost',
      timeout: Duration.minutes(5),
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        MACHINE_ARN: machineArnTemplate(this, names),
        DELIVERY_QUEUE_URL: deliveries.queueUrl,
      },
    });
    letChangeTheRecord(gate, table, ['GetItem', 'PutItem', 'DeleteItem']);
    letListBy(gate, table, ['due', 'unsent']);
    letDriveExecutions(gate, names);
    gate.allow('QueueDeliveries', ['sqs:SendMessage'], [deliveries.queueArn]);

    callByTheClock(this, gate, {
      names,
      bell,
      name: 'sweep',
      every: MINUTE,
      rule: 'EachMinute',
      says: 'A sweep failed or could not be called. The next does its work; look why in the sweep’s log.',
    });

    const counted = (metricName: string, statistic = 'Sum') =>
      new Metric({
        namespace: names.metricNamespace,
        metricName,
        dimensionsMap: { service: 'sweep' },
        statistic,
        period: FIVE_MINUTES,
      });
    bell.ringOnSilence(this, 'Silent', {
      metric: counted('SweepCompleted'),
      says: 'No sweep was completed for five minutes: nothing that is due is fired.',
      runbook: 'sweep-silent',
    });
    bell.ringWhen(this, 'LeftBehind', {
      metric: counted('OutboxLeftBehind'),
      atLeast: 50,
      periods: 3,
      says: 'The sweep goes on finding outbox rows that the relay should have carried out: look at the relay.',
      runbook: 'outbox-left-behind',
    });
    bell.ringWhen(this, 'UnsentOld', {
      metric: counted('OldestUnsentSeconds', 'Maximum'),
      atLeast: Duration.minutes(15).toSeconds(),
      says: 'Something decided a quarter of an hour ago is still not carried out: look at the relay’s dead letters.',
      runbook: 'outbox-old',
    });
  }
}
