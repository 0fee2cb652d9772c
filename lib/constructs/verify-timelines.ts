import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { GateFunction, type StageContext } from './gate-function.ts';
import { grantTable } from './record-access.ts';
import { callOnSchedule } from './scheduled-function.ts';

export interface VerifyTimelinesProps extends StageContext {
  readonly table: ITable;
  readonly publicUrl: string;
}

const HOUR = Duration.hours(1);
const DAY_AND_TWO_HOURS = 26;

/** The verification of timelines, each night. It reads, asks administrators, and can answer or start nothing. */
export class VerifyTimelines extends Construct {
  constructor(scope: Construct, id: string, { table, publicUrl, ...context }: VerifyTimelinesProps) {
    super(scope, id);
    const { names, alarms } = context;
    const gate = new GateFunction(this, 'Handler', {
      ...context,
      name: 'verify-timelines',
      description: 'Each night: verifies that no fact of a timeline was changed, removed or moved',
      // The longest that Lambda allows: it stops in time, and the next run continues.
      timeout: Duration.minutes(15),
      reservedConcurrency: 1,
      environment: { TABLE_NAME: table.tableName, PUBLIC_URL: publicUrl },
    });
    grantTable(gate, table, ['GetItem', 'Query', 'PutItem']);

    callOnSchedule(this, gate, {
      names,
      alarms,
      name: 'verify-timelines',
      every: Duration.days(1),
      schedule: Schedule.cron({ minute: '30', hour: '1' }),
      rule: 'EachNight',
      message:
        'The verification of timelines failed or could not be called. Find the cause in its log, and call it by hand.',
    });

    const counted = (metricName: string) =>
      new Metric({
        namespace: names.metricNamespace,
        metricName,
        dimensionsMap: { service: 'verify-timelines' },
        statistic: 'Sum',
        period: HOUR,
      });
    alarms.raiseOnSilence(this, 'Silent', {
      metric: counted('VerifyReported'),
      periods: DAY_AND_TWO_HOURS,
      message:
        'Timelines have not been verified for 26 hours: a change of the audit trail would not be found.',
      runbook: 'verify-timelines-silent',
    });
    alarms.raiseWhen(this, 'Changed', {
      metric: counted('TimelinesChanged'),
      atLeast: 1,
      message:
        'A fact of a timeline is not what was recorded: treat it as an intrusion until the cause is known.',
      runbook: 'timelines-changed',
    });
    alarms.raiseWhen(this, 'Incomplete', {
      metric: counted('VerifyIncomplete'),
      atLeast: 1,
      message: 'Some timelines could not be verified: look for failures in the log.',
      runbook: 'verify-timelines-silent',
    });
  }
}
