import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITable, Operation } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type AlarmBell, FIVE_MINUTES } from './alarm-bell.ts';

export interface WatchedTableProps {
  readonly table: ITable;
  readonly bell: AlarmBell;
}

/** What the product asks of the table; DynamoDB counts each kind of request by itself. */
const ASKED = [
  Operation.GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.DELETE_ITEM,
  Operation.TRANSACT_WRITE_ITEMS,
];

/** Alarms on the table: it turns requests away, or fails at them. */
export class WatchedTable extends Construct {
  constructor(scope: Construct, id: string, { table, bell }: WatchedTableProps) {
    super(scope, id);
    // Requests are tried again after pauses, so that a few are no harm. Writes to a busy index are counted here too.
    bell.ringWhen(this, 'Throttled', {
      metric: sumOf(table, 'ThrottledRequests', ASKED),
      atLeast: 10,
      periods: 2,
      says: 'The table turns requests away: a partition or the account has reached its limit.',
      runbook: 'table-throttled',
    });
    bell.ringWhen(this, 'SystemErrors', {
      metric: sumOf(table, 'SystemErrors', [...ASKED, Operation.GET_RECORDS]),
      atLeast: 10,
      says: 'DynamoDB fails at requests: an outage of AWS.',
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
