import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { machineArnTemplate } from '../names.ts';
import { callByTheClock } from './called-by-the-clock.ts';
import { letAskWhatRuns, letDriveExecutions } from './engine-access.ts';
import { GateFunction, type Surroundings } from './gate-function.ts';
import { letChangeTheRecord, letListBy } from './record-access.ts';

export interface ReconcileProps extends Surroundings {
  readonly table: ITable;
  readonly deliveries: Queue;
  readonly publicUrl: string;
}

const HOUR = Duration.hours(1);
const TWO_HOURS = Duration.hours(2);

/**
 * The reconcile of each hour, and of whenever an administrator asks. One at a time: who asks while one runs waits for
 * it, an hour at most. One that failed is not tried again, for the next hour finds the same.
 */
export class Reconcile extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { table, deliveries, publicUrl, ...surroundings }: ReconcileProps,
  ) {
    super(scope, id);
    const { names, bell } = surroundings;
    const gate = new GateFunction(this, 'Handler', {
      ...surroundings,
      name: 'reconcile',
      description: 'Each hour: holds what runs against the record, and mends what differs',
      // As long as a function may take: it stops by itself, and goes on the next time.
      timeout: Duration.minutes(15),
      // A whole processor, and room for the names of a million executions.
      memoryMb: 1_769,
      reservedConcurrency: 1,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        MACHINE_ARN: machineArnTemplate(this, names),
        DELIVERY_QUEUE_URL: deliveries.queueUrl,
      },
    });
    letChangeTheRecord(gate, table, ['GetItem', 'PutItem', 'DeleteItem']);
    letListBy(gate, table, ['due', 'driven', 'unsent']);
    letDriveExecutions(gate, names);
    letAskWhatRuns(gate, names);
    gate.allow('QueueDeliveries', ['sqs:SendMessage'], [deliveries.queueArn]);

    callByTheClock(this, gate, {
      names,
      bell,
      name: 'reconcile',
      every: HOUR,
      rule: 'EachHour',
      says: 'A reconcile failed or could not be called. The next does its work; look why in the reconcile’s log.',
    });

    const counted = (metricName: string, period: Duration) =>
      new Metric({
        namespace: names.metricNamespace,
        metricName,
        dimensionsMap: { service: 'reconcile' },
        statistic: 'Sum',
        period,
      });
    bell.ringOnSilence(this, 'Silent', {
      metric: counted('ReconcileCompleted', TWO_HOURS),
      says: 'No reconcile was completed for two hours: journeys that nothing drives are not found.',
      runbook: 'reconcile-silent',
    });
    bell.ringWhen(this, 'Incomplete', {
      metric: counted('ReconcileIncomplete', HOUR),
      atLeast: 1,
      periods: 3,
      says: 'Reconciles go on ending before they are through: look in the log for what fails, then at the quotas.',
      runbook: 'reconcile-incomplete',
    });
    bell.ringWhen(this, 'Incidents', {
      metric: counted('ReconcileIncidents', HOUR),
      atLeast: 1,
      says: 'Journeys do not keep running, and wait for an administrator: they are on the list of stuck ones.',
      runbook: 'reconcile-incidents',
    });
  }
}
