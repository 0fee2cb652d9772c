import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { machineArnTemplate } from '../names.ts';
import { callOnSchedule } from './scheduled-function.ts';
import { grantCheckExecutions, grantDriveExecutions } from './engine-access.ts';
import { GateFunction, type StageContext } from './gate-function.ts';
import { grantTable, grantIndexes } from './record-access.ts';

export interface ReconcileProps extends StageContext {
  readonly table: ITable;
  readonly deliveries: Queue;
  readonly messages: Queue;
  readonly publicUrl: string;
}

const HOUR = Duration.hours(1);
const TWO_HOURS = Duration.hours(2);

/**
 * The reconciler: each hour, and when an administrator asks. One run at a time; a request waits up to an hour for the
 * run in progress. A failed run is not repeated, because the next hour's run finds the same.
 */
export class Reconcile extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { table, deliveries, messages, publicUrl, ...context }: ReconcileProps,
  ) {
    super(scope, id);
    const { names, alarms } = context;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      name: 'reconcile',
      description: 'Each hour: compares the engine with the record, and repairs differences',
      // The longest that Lambda allows: it stops in time, and the next run continues.
      timeout: Duration.minutes(15),
      // A whole processor, and memory for the names of a million executions.
      memoryMb: 1_769,
      reservedConcurrency: 1,
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        MACHINE_ARN: machineArnTemplate(this, names),
        DELIVERY_QUEUE_URL: deliveries.queueUrl,
        MESSAGE_QUEUE_URL: messages.queueUrl,
      },
    });
    grantTable(gate, table, ['GetItem', 'PutItem', 'DeleteItem']);
    grantIndexes(gate, table, ['agency', 'attention', 'caseload', 'due', 'driven', 'unsent']);
    grantDriveExecutions(gate, names);
    grantCheckExecutions(gate, names);
    gate.allow('QueueWork', ['sqs:SendMessage'], [deliveries.queueArn, messages.queueArn]);

    callOnSchedule(this, gate, {
      names,
      alarms,
      name: 'reconcile',
      every: HOUR,
      rule: 'EachHour',
      message:
        'A reconcile failed or could not be called. The next one does its work; find the cause in the reconciler’s log.',
    });

    const counted = (metricName: string, period: Duration) =>
      new Metric({
        namespace: names.metricNamespace,
        metricName,
        dimensionsMap: { service: 'reconcile' },
        statistic: 'Sum',
        period,
      });
    alarms.raiseOnSilence(this, 'Silent', {
      metric: counted('ReconcileCompleted', TWO_HOURS),
      message: 'No reconcile was completed for two hours: journeys without a driver are not found.',
      runbook: 'reconcile-silent',
    });
    alarms.raiseWhen(this, 'Incomplete', {
      metric: counted('ReconcileIncomplete', HOUR),
      atLeast: 1,
      periods: 3,
      message: 'Reconciles keep running out of time: look for failures in the log, then at the quotas.',
      runbook: 'reconcile-incomplete',
    });
    alarms.raiseWhen(this, 'Incidents', {
      metric: counted('ReconcileIncidents', HOUR),
      atLeast: 1,
      message: 'Journeys keep stopping and need an administrator: they are on the page of stuck journeys.',
      runbook: 'reconcile-incidents',
    });
  }
}
