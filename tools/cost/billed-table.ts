import { planQuery } from '../../adapters/table/query-plan.ts';
import { isRowOf } from '../../application/keys.ts';
import type { Item, Table, Write } from '../../application/ports/table.ts';
import { keyOf } from '../../application/ports/transaction-limits.ts';
import { bytesOf, IN_A_TRANSACTION, indexWriteUnits, readUnits, storedBytes, writeUnits } from './units.ts';

/** What DynamoDB would charge for the requests made so far. */
export interface TableBill {
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Write units of the indexes, charged on top. */
  readonly indexWriteUnits: number;
  readonly storedInTable: number;
  readonly storedInIndexes: number;
}

export interface BilledTable {
  readonly table: Table;
  bill(): TableBill;
}

/**
 * A table that counts what DynamoDB would charge for each request, as the DynamoDB adapter makes it: reads by key are
 * strongly consistent unless asked otherwise, queries of an index are not and read one item more than the page, and one
 * plain write alone is not a transaction.
 * @param isCharged whether a request that is made now is counted.
 */
export function billedTable(table: Table, isCharged = (): boolean => true): BilledTable {
  const bill: { -readonly [Name in keyof TableBill]: number } = {
    requests: 0,
    readUnits: 0,
    writeUnits: 0,
    indexWriteUnits: 0,
    storedInTable: 0,
    storedInIndexes: 0,
  };

  function billRead(bytes: number, consistency: 'strong' | 'eventual'): void {
    bill.requests += 1;
    bill.readUnits += readUnits(bytes, consistency);
  }

  function billStored(before: Item | undefined, after: Item | undefined): void {
    bill.indexWriteUnits += indexWriteUnits(before, after);
    const [had, has] = [storedBytes(before), storedBytes(after)];
    bill.storedInTable += has.table - had.table;
    bill.storedInIndexes += has.indexes - had.indexes;
  }

  return {
    bill: () => ({ ...bill }),
    table: {
      async get(key, consistency) {
        const item = await table.get(key, consistency);
        if (isCharged()) billRead(bytesOf(item), consistency ?? 'strong');
        return item;
      },
      async query(query) {
        const page = await table.query(query);
        if (!isCharged()) return page;
        // The adapter does not send a query that no key can match.
        if (planQuery(query).range.kind === 'none') return page;
        const { cursor } = page;
        const next = cursor === undefined ? undefined : await table.query({ ...query, limit: 1, cursor });
        const bytes = [...page.items, ...(next?.items ?? [])].reduce((sum, item) => sum + bytesOf(item), 0);
        billRead(bytes, query.index === undefined ? 'strong' : 'eventual');
        return page;
      },
      async transact(writes) {
        if (!isCharged()) return table.transact(writes);
        const changes = await Promise.all(
          writes.map(async (write) => {
            const before = await table.get(keyOf(write));
            return { before, after: afterOf(write, before) };
          }),
        );
        const result = await table.transact(writes);
        if (writes.length === 0) return result;
        // What a refused transaction is charged depends on how far it came; this is the most it can be.
        const units = changes.reduce((sum, { before, after }) => sum + writeUnits(before, after), 0);
        const alone = areSentAlone(writes);
        bill.requests += alone ? writes.length : 1;
        bill.writeUnits += units * (alone ? 1 : IN_A_TRANSACTION);
        if (result.ok) for (const { before, after } of changes) billStored(before, after);
        return result;
      },
    },
  };
}

/**
 * One plain write, which the adapter sends without a transaction; or rows of the outbox that go. The local runtime
 * removes those together, to commit once, and the relay on AWS removes each by itself.
 */
function areSentAlone(writes: readonly Write[]): boolean {
  const [first, ...others] = writes;
  if (first === undefined) return false;
  if (writes.every((write) => isPlainDelete(write) && isRowOf('outbox', write.key))) return true;
  return others.length === 0 && (first.kind === 'put' || isPlainDelete(first));
}

function isPlainDelete(write: Write): write is Extract<Write, { kind: 'delete' }> {
  return write.kind === 'delete' && write.when === undefined;
}

function afterOf(write: Write, before: Item | undefined): Item | undefined {
  switch (write.kind) {
    case 'put':
      return write.item;
    case 'delete':
      return undefined;
    case 'check':
      return before;
  }
}
