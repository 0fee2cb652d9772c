import type { QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Query, Write } from '../../application/ports/table.ts';
import type { Range, QueryPlan } from '../table/query-plan.ts';
import type { Position } from '../table/query-cursor.ts';
import { conditionParts } from './dynamodb-condition.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, as a DynamoDB request. */
export function transactItem(tableName: string, write: Write): TransactItem {
  const common = { TableName: tableName, ...conditionParts(write.when) };
  switch (write.kind) {
    case 'put':
      return { Put: { ...common, Item: { ...write.item } } };
    case 'delete':
      return { Delete: { ...common, Key: keyOnly(write.key) } };
    case 'check':
      return {
        ConditionCheck: {
          ...common,
          Key: keyOnly(write.key),
          ConditionExpression: common.ConditionExpression,
        },
      };
  }
}

/** Only the key attributes: DynamoDB refuses others. */
export function keyOnly({ pk, sk }: Position | { pk: string; sk: string }): { pk: string; sk: string } {
  return { pk, sk };
}

/** The request for `limit` items of a query after a position. */
export function queryInput(
  tableName: string,
  query: Query,
  plan: QueryPlan,
  after: Position | undefined,
  limit: number,
): QueryCommandInput {
  const range = rangeParts(plan.range);
  return {
    TableName: tableName,
    ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
    KeyConditionExpression: ['#partition = :partition', ...range.conditions].join(' AND '),
    ExpressionAttributeNames: {
      '#partition': plan.partitionName,
      ...(range.conditions.length > 0 ? { '#sort': plan.sortName } : {}),
    },
    ExpressionAttributeValues: { ':partition': query.partition, ...range.values },
    ScanIndexForward: !plan.backward,
    Limit: limit,
    ...(after === undefined
      ? {}
      : {
          ExclusiveStartKey: {
            [plan.partitionName]: query.partition,
            [plan.sortName]: after.sort,
            ...keyOnly(after),
          },
        }),
  };
}

function rangeParts(range: Range): { conditions: readonly string[]; values: Record<string, string> } {
  switch (range.kind) {
    case 'all':
    case 'none':
      return { conditions: [], values: {} };
    case 'prefix':
      return { conditions: ['begins_with(#sort, :prefix)'], values: { ':prefix': range.startsWith } };
    case 'between':
      return betweenParts(range.from, range.to);
  }
}

// A sort key has one condition at most, so both bounds together must be a BETWEEN.
function betweenParts(from: string | undefined, to: string | undefined): ReturnType<typeof rangeParts> {
  if (from !== undefined && to !== undefined) {
    return { conditions: ['#sort BETWEEN :from AND :to'], values: { ':from': from, ':to': to } };
  }
  if (from !== undefined) return { conditions: ['#sort >= :from'], values: { ':from': from } };
  return to === undefined
    ? rangeParts({ kind: 'all' })
    : { conditions: ['#sort <= :to'], values: { ':to': to } };
}
