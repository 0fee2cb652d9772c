import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { INDEXES, type IndexName } from '../../application/ports/table.ts';
import type { GateFunction } from './gate-function.ts';

/** Lets a function run commands: read rows of one partition, and write with conditions, also in transactions. */
export function letChangeTheRecord(gate: GateFunction, table: ITable): void {
  const actions = ['GetItem', 'Query', 'PutItem', 'DeleteItem', 'ConditionCheckItem'];
  gate.allow(
    'ChangeTheRecord',
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  );
}

/** Lets a function take rows off the table, and nothing else. */
export function letTakeOffTheRecord(gate: GateFunction, table: ITable): void {
  gate.allow('TakeOffTheRecord', ['dynamodb:DeleteItem'], [table.tableArn]);
}

/** Lets a function list by these indexes; by all of them unless some are named. */
export function letListBy(
  gate: GateFunction,
  table: ITable,
  indexes: readonly IndexName[] = Object.keys(INDEXES) as IndexName[],
): void {
  gate.allow(
    'ListByIndex',
    ['dynamodb:Query'],
    indexes.map((index) => `${table.tableArn}/index/${index}`),
  );
}
