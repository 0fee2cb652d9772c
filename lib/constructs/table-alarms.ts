import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITable, Operation } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type AlarmTopic, FIVE_MINUTES } from './alarm-topic.ts';

export interface TableAlarmsProps {
  readonly table: ITable;
  readonly alarms: AlarmTopic;
}

/** The operations that the product uses; DynamoDB counts each separately. */
const ASKED = [
  Operation.GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.DELETE_ITEM,
  Operation.TRANSACT_WRITE_ITEMS,
];

/** Alarms on throttled and failed requests to the table. */
export class TableAlarms extends Construct {
  constructor(scope: Construct, id: string, { table, alarms }: TableAlarmsProps) {
    super(scope, id);
    // Requests are repeated after pauses, so a few do no harm. This also counts writes to a throttled index.
    alarms.raiseWhen(this, 'Throttled', {
      metric: sumOf(table, 'ThrottledRequests', ASKED),
      atLeast: 10,
      periods: 2,
      message: 'The table is throttled: a partition or the account has reached its limit.',
      runbook: 'table-throttled',
    });
    alarms.raiseWhen(this, 'SystemErrors', {
      metric: sumOf(table, 'SystemErrors', [...ASKED, Operation.GET_RECORDS]),
      atLeast: 10,
      message: 'Requests to DynamoDB fail: an outage of AWS.',
      runbook: 'table-system-errors',
    });
  }
}

function sumOf({ tableName }: ITable, metricName: string, operations: readonly Operation[]): MathExpression {
  const counted = operations.map((operation) => {
    const dimensionsMap = { TableName: tableName, Operation: operation };
    return [
      operation.toLowerCase(),
      new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, statistic: 'Sum' }),
    ] as const;
  });
  return new MathExpression({
    expression: counted.map(([id]) => `FILL(${id}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(counted),
    period: FIVE_MINUTES,
  });
}
