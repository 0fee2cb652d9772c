import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { machineArnTemplate } from '../names.ts';
import { FIVE_MINUTES } from './alarm-topic.ts';
import { callOnSchedule } from './scheduled-function.ts';
import { grantDriveExecutions } from './engine-access.ts';
import { GateFunction, type StageContext } from './gate-function.ts';
import { grantTable, grantIndexes } from './record-access.ts';

export interface SweepProps extends StageContext {
  readonly table: ITable;
  readonly deliveries: Queue;
  readonly messages: Queue;
  readonly events: Queue;
  readonly publicUrl: string;
}

const MINUTE = Duration.minutes(1);

/** The sweep of each minute. A failed sweep is not repeated: the next one finds the same rows. */
export class Sweep extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { table, deliveries, messages, events, publicUrl, ...context }: SweepProps,
  ) {
    super(scope, id);
    const { names, alarms } = context;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      name: 'sweep',
      description: 'Each minute: fires due rows, and sends outbox rows that the relay missed',
      timeout: Duration.minutes(5),
      environment: {
        TABLE_NAME: table.tableName,
        PUBLIC_URL: publicUrl,
        MACHINE_ARN: machineArnTemplate(this, names),
        DELIVERY_QUEUE_URL: deliveries.queueUrl,
        MESSAGE_QUEUE_URL: messages.queueUrl,
        EVENT_QUEUE_URL: events.queueUrl,
      },
    });
    grantTable(gate, table, ['GetItem', 'PutItem', 'DeleteItem']);
    // The lists find the journeys of an officer who is away.
    grantIndexes(gate, table, ['due', 'unsent', 'prisonOfficer', 'communityOfficer', 'waiting']);
    grantDriveExecutions(gate, names);
    gate.allow('QueueWork', ['sqs:SendMessage'], [deliveries.queueArn, messages.queueArn, events.queueArn]);

    callOnSchedule(this, gate, {
      names,
      alarms,
      name: 'sweep',
      every: MINUTE,
      rule: 'EachMinute',
      message:
        'A sweep failed or could not be called. The next one does its work; find the cause in the sweep’s log.',
    });

    const counted = (metricName: string, statistic = 'Sum') =>
      new Metric({
        namespace: names.metricNamespace,
        metricName,
        dimensionsMap: { service: 'sweep' },
        statistic,
        period: FIVE_MINUTES,
      });
    alarms.raiseOnSilence(this, 'Silent', {
      metric: counted('SweepCompleted'),
      message: 'No sweep was completed for five minutes: due rows are not fired.',
      runbook: 'sweep-silent',
    });
    alarms.raiseWhen(this, 'LeftBehind', {
      metric: counted('OutboxLeftBehind'),
      atLeast: 50,
      periods: 3,
      message: 'The sweep keeps finding outbox rows that the relay should have sent: look at the relay.',
      runbook: 'outbox-left-behind',
    });
    alarms.raiseWhen(this, 'UnsentOld', {
      metric: counted('OldestUnsentSeconds', 'Maximum'),
      atLeast: Duration.minutes(15).toSeconds(),
      message: 'An outbox row is 15 minutes old: look at the relay’s dead letters.',
      runbook: 'outbox-old',
    });
  }
}
