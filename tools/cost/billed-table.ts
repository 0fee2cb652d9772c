import { planQuery } from '../../adapters/table/query-plan.ts';
import { itemBytes } from '../../application/ports/item-size.ts';
import type { Item, Query, Table, TransactResult, Write } from '../../application/ports/table.ts';
import { keyOf } from '../../application/ports/transaction-limits.ts';
import {
  IN_A_TRANSACTION,
  indexWriteUnits,
  readUnits,
  storedBytes,
  writeUnits,
  type Projections,
} from './units.ts';
import { call, type Call, type Usage } from './usage.ts';

export interface BilledTableOptions {
  /** Told of each request what it is charged for. */
  readonly bill: (usage: Partial<Usage>) => void;
  /** Told how many bytes of storage a change has added, or taken away. */
  readonly stored?: (change: { readonly table: number; readonly indexes: number }) => void;
  readonly projections?: Projections;
}

/**
 * A table that reckons what DynamoDB would charge for each request, as the DynamoDB adapter would have made it: reads
 * by key are strongly consistent, queries of an index are not and read one item more than the page; one write alone is
 * a plain write, and several are a transaction.
 */
export function billedTable(table: Table, { bill, stored, projections }: BilledTableOptions): Table {
  async function bytesRead(
    query: Query,
  ): Promise<{ readonly page: Awaited<ReturnType<Table['query']>>; readonly bytes: number }> {
    const page = await table.query(query);
    const next =
      page.cursor === undefined ? undefined : await table.query({ ...query, limit: 1, cursor: page.cursor });
    return {
      page,
      bytes: [...page.items, ...(next?.items ?? [])].reduce((sum, item) => sum + itemBytes(item), 0),
    };
  }

  function billWritten(
    writes: readonly Write[],
    before: readonly (Item | undefined)[],
    result: TransactResult,
  ): void {
    const [alone] = writes.length === 1 ? writes : [];
    const kind = alone === undefined ? 'transaction' : aloneAs(alone);
    const factor = kind === 'transaction' ? IN_A_TRANSACTION : 1;
    // What of a refused transaction is charged depends on how far it came; this is the most it can be.
    const units = writes.reduce(
      (sum, write, index) => sum + writeUnits(before[index], afterOf(write, before[index])),
      0,
    );
    bill({ ...call(kind), writeUnits: factor * units, refused: result.ok ? 0 : 1 });
    if (!result.ok) return;
    for (const [index, write] of writes.entries()) {
      const [was, is] = [before[index], afterOf(write, before[index])];
      bill({ indexWriteUnits: indexWriteUnits(was, is, projections) });
      const [had, has] = [storedBytes(was, projections), storedBytes(is, projections)];
      stored?.({ table: has.table - had.table, indexes: has.indexes - had.indexes });
    }
  }

  return {
    async get(key) {
      const item = await table.get(key);
      bill({ ...call('get'), readUnits: readUnits(item === undefined ? 0 : itemBytes(item), 'strong') });
      return item;
    },
    async query(query) {
      // The adapter answers by itself what no key can match.
      if (planQuery(query).range.kind === 'none') return table.query(query);
      const { page, bytes } = await bytesRead(query);
      const units = readUnits(bytes, query.index === undefined ? 'strong' : 'eventual');
      bill({ ...call('query'), readUnits: units });
      return page;
    },
    async transact(writes) {
      const before = await Promise.all(writes.map((write) => table.get(keyOf(write))));
      const result = await table.transact(writes);
      if (writes.length > 0) billWritten(writes, before, result);
      return result;
    },
  };
}

/** How the adapter sends one write that comes alone. */
function aloneAs(write: Write): Call {
  if (write.kind === 'put') return 'put';
  return write.kind === 'delete' && write.when === undefined ? 'delete' : 'transaction';
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
