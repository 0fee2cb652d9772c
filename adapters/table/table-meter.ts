import type { Table } from '../../application/ports/table.ts';

/** Reads and writes since the last reset. Refused transactions count, their items do not. */
export interface TableReading {
  readonly gets: number;
  readonly queries: number;
  readonly itemsRead: number;
  readonly transactions: number;
  readonly itemsWritten: number;
}

export interface TableMeter {
  /** The same table, counted. */
  readonly table: Table;
  read(): TableReading;
  reset(): void;
}

const NOTHING: TableReading = { gets: 0, queries: 0, itemsRead: 0, transactions: 0, itemsWritten: 0 };

/** Counts reads and writes of a table, for the benchmarks. */
export function meterTable(table: Table): TableMeter {
  let count: { -readonly [name in keyof TableReading]: number } = { ...NOTHING };
  return {
    table: {
      async get(key, consistency) {
        const item = await table.get(key, consistency);
        count.gets += 1;
        count.itemsRead += item === undefined ? 0 : 1;
        return item;
      },
      async query(query) {
        const page = await table.query(query);
        count.queries += 1;
        count.itemsRead += page.items.length;
        return page;
      },
      async transact(writes) {
        const result = await table.transact(writes);
        count.transactions += 1;
        count.itemsWritten += result.ok ? writes.filter(({ kind }) => kind !== 'check').length : 0;
        return result;
      },
    },
    read: () => ({ ...count }),
    reset: () => {
      count = { ...NOTHING };
    },
  };
}
