import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { IndexName } from '../../application/ports/table.ts';
import type { GateFunction } from './gate-function.ts';

/** What the use cases do to rows; a transaction needs no more than what it is made of. */
export type RecordAction = 'GetItem' | 'Query' | 'PutItem' | 'DeleteItem';
const COMMANDS: readonly RecordAction[] = ['GetItem', 'Query', 'PutItem', 'DeleteItem'];

/** Lets a function run commands: any of them, or those that need no more than what is named. */
export function letChangeTheRecord(
  gate: GateFunction,
  table: ITable,
  actions: readonly RecordAction[] = COMMANDS,
): void {
  gate.allow('ChangeTheRecord', recordActions(actions), [table.tableArn]);
}

/** As IAM names them. */
export function recordActions(actions: readonly RecordAction[]): string[] {
  return actions.map((action) => `dynamodb:${action}`);
}

/** Lets a function take rows off the table, and nothing else. */
export function letTakeOffTheRecord(gate: GateFunction, table: ITable): void {
  gate.allow('TakeOffTheRecord', ['dynamodb:DeleteItem'], [table.tableArn]);
}

/** The lists people ask for. */
export const LISTS = ['caseload', 'prisonOfficer', 'communityOfficer', 'attention', 'waiting'] as const;

/** Lets a function list by these indexes; by those of people's lists unless others are named. */
export function letListBy(gate: GateFunction, table: ITable, indexes: readonly IndexName[] = LISTS): void {
  gate.allow(
    'ListByIndex',
    ['dynamodb:Query'],
    indexes.map((index) => `${table.tableArn}/index/${index}`),
  );
}

/** The table by its ARNs only: its key lets whoever may read the stream read it, so that no role needs the key. */
export function streamOf(scope: Construct, { tableArn, tableStreamArn }: ITable): ITable {
  if (tableStreamArn === undefined) throw new Error('The table has a stream, and it was not made');
  return Table.fromTableAttributes(scope, 'Record', { tableArn, tableStreamArn });
}
