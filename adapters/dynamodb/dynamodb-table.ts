import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  type Item,
  type Page,
  type Query,
  type Table,
  TableUnavailableError,
  type TransactResult,
  type Write,
} from '../../application/ports/table.ts';
import { checkTransactionLimits } from '../../application/ports/transaction-limits.ts';
import { planQuery, positionOf } from '../table/query-plan.ts';
import { writeCursor } from '../table/query-cursor.ts';
import { conditionParts } from './dynamodb-condition.ts';
import { failureOf } from './dynamodb-errors.ts';
import { keyOnly, queryInput, transactItem } from './dynamodb-requests.ts';

const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 1000;
const MARSHALL = Object.freeze({ removeUndefinedValues: true });

export interface DynamoTableOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** How to wait between attempts, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/**
 * The table on DynamoDB. The client needs GetItem, Query, PutItem, DeleteItem and ConditionCheckItem on the table, and
 * Query on its indexes. In addition to the SDK's retries, a conflict or throttle is tried again up to five times, after
 * random growing pauses.
 */
export function dynamoTable(options: DynamoTableOptions): Table {
  const { tableName } = options;
  const documents = DynamoDBDocumentClient.from(options.client, {
    // Copied, because the client writes into what it is given.
    marshallOptions: { ...MARSHALL },
  });
  const wait = options.pause ?? pause;

  async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (error) {
        const { kind } = failureOf(error);
        if (kind === 'refused' || kind === 'mistake') throw error;
        const why = kind === 'unreachable' ? 'cannot be reached' : 'is too busy';
        if (kind === 'unreachable' || attempt === MAX_ATTEMPTS) {
          throw new TableUnavailableError(`DynamoDB ${why}.`, { cause: error });
        }
        await wait(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
      }
    }
  }

  async function query(asked: Query): Promise<Page> {
    const plan = planQuery(asked);
    if (plan.range.kind === 'none') return { items: [] };
    const items: Item[] = [];
    let after = plan.after;
    // DynamoDB ends a page at 1 MB. One item more than the page shows whether there is another page.
    for (;;) {
      const input = queryInput(tableName, asked, plan, after, asked.limit + 1 - items.length);
      const answer = await patiently(() => documents.send(new QueryCommand(input)));
      items.push(...((answer.Items ?? []) as Item[]));
      const [last, cut] = [items.at(-1), items[asked.limit - 1]];
      if (items.length > asked.limit && cut !== undefined) {
        return { items: items.slice(0, asked.limit), cursor: writeCursor(asked, positionOf(plan, cut)) };
      }
      if (answer.LastEvaluatedKey === undefined || last === undefined) return { items };
      after = positionOf(plan, last);
    }
  }

  function send(writes: readonly Write[]): Promise<unknown> {
    const [only] = writes;
    if (only !== undefined && writes.length === 1) {
      if (only.kind === 'put') return putAlone(only);
      if (only.kind === 'delete' && only.when === undefined) {
        return patiently(() =>
          documents.send(new DeleteCommand({ TableName: tableName, Key: keyOnly(only.key) })),
        );
      }
    }
    const input = {
      TransactItems: writes.map((write) => transactItem(tableName, write)),
      // The same for every attempt, so that an attempt whose response was lost does not act twice.
      ClientRequestToken: randomUUID(),
    };
    return patiently(() => documents.send(new TransactWriteCommand(input)));
  }

  // Half the price of a transaction, but without its token: if a response was lost and the SDK tried again, the
  // condition fails against our own write, and only the item itself can show that.
  async function putAlone({ item, when }: Extract<Write, { kind: 'put' }>): Promise<unknown> {
    const input = { TableName: tableName, Item: { ...item }, ...conditionParts(when) };
    try {
      return await patiently(() =>
        documents.send(new PutCommand({ ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })),
      );
    } catch (error) {
      if (isOwnWrite(error, item)) return undefined;
      throw error;
    }
  }

  return {
    async get(key, consistency) {
      const input = {
        TableName: tableName,
        Key: keyOnly(key),
        ConsistentRead: consistency !== 'eventual',
      };
      const { Item: item } = await patiently(() => documents.send(new GetCommand(input)));
      return item as Item | undefined;
    },
    query,
    async transact(writes): Promise<TransactResult> {
      checkTransactionLimits(writes);
      if (writes.length === 0) return { ok: true };
      try {
        await send(writes);
        return { ok: true };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'refused') return { ok: false, failed: failure.failed };
        throw error;
      }
    },
  };
}

function isOwnWrite(error: unknown, item: Item): boolean {
  return (
    error instanceof ConditionalCheckFailedException &&
    (error.$metadata.attempts ?? 1) > 1 &&
    isDeepStrictEqual(error.Item, marshall(item, MARSHALL))
  );
}
