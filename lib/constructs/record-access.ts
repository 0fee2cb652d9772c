import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { IndexName } from '../../application/ports/table.ts';
import type { GateFunction } from './gate-function.ts';

/** What commands do to rows; a transaction needs the permissions of its parts. */
export type RecordAction = 'GetItem' | 'Query' | 'PutItem' | 'DeleteItem' | 'ConditionCheckItem';
const COMMANDS: readonly RecordAction[] = ['GetItem', 'Query', 'PutItem', 'DeleteItem'];
/** Also commands that check a row which they do not write: those about victim contact, which no machine runs. */
export const COMMANDS_OF_STAFF: readonly RecordAction[] = [...COMMANDS, 'ConditionCheckItem'];

/** Allows a function to run commands; all of them by default. */
export function grantTable(
  gate: GateFunction,
  table: ITable,
  actions: readonly RecordAction[] = COMMANDS,
): void {
  gate.allow('ChangeTable', recordActions(actions), [table.tableArn]);
}

/** The names that IAM uses. */
export function recordActions(actions: readonly RecordAction[]): string[] {
  return actions.map((action) => `dynamodb:${action}`);
}

/** Allows a function to delete rows, and nothing else. */
export function grantDeleteRows(gate: GateFunction, table: ITable): void {
  gate.allow('DeleteRows', ['dynamodb:DeleteItem'], [table.tableArn]);
}

/** The indexes of people's lists. */
const LISTS = ['caseload', 'prisonOfficer', 'communityOfficer', 'attention', 'waiting'] as const;

/** Those that staff read: also what waits, which administrators see. */
export const INDEXES_OF_STAFF = [...LISTS, 'due', 'unsent'] as const;

/** Allows a function to query these indexes. */
export function grantIndexes(gate: GateFunction, table: ITable, indexes: readonly IndexName[]): void {
  gate.allow(
    'ListByIndex',
    ['dynamodb:Query'],
    indexes.map((index) => `${table.tableArn}/index/${index}`),
  );
}

/** By ARNs only: the key's policy allows readers of the stream to use it, so no role needs the key. */
export function streamOf(scope: Construct, { tableArn, tableStreamArn }: ITable): ITable {
  if (tableStreamArn === undefined) throw new Error('The table has no stream');
  return Table.fromTableAttributes(scope, 'Record', { tableArn, tableStreamArn });
}
