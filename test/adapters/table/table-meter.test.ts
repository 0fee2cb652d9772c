import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable, type SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { meterTable, type TableMeter } from '../../../adapters/table/table-meter.ts';

describe('a metered table', () => {
  let inner: SqliteTable;
  let meter: TableMeter;
  beforeEach(async () => {
    inner = openSqliteTable(':memory:');
    meter = meterTable(inner);
    await meter.table.transact([
      { kind: 'put', item: { pk: 'J', sk: 'A' } },
      { kind: 'put', item: { pk: 'J', sk: 'B' } },
      { kind: 'check', key: { pk: 'J', sk: 'C' }, when: { kind: 'absent' } },
    ]);
  });
  afterEach(() => inner.close());

  it('counts transactions and the items they wrote, not those they checked', () => {
    expect(meter.read()).toEqual({ gets: 0, queries: 0, itemsRead: 0, transactions: 1, itemsWritten: 2 });
  });

  it('counts a refused transaction without written items', async () => {
    meter.reset();
    await meter.table.transact([{ kind: 'put', item: { pk: 'J', sk: 'A' }, when: { kind: 'absent' } }]);
    expect(meter.read()).toMatchObject({ transactions: 1, itemsWritten: 0 });
  });

  it('counts gets, queries and the items they gave', async () => {
    await meter.table.get({ pk: 'J', sk: 'A' });
    await meter.table.get({ pk: 'J', sk: 'NONE' });
    await meter.table.query({ partition: 'J', limit: 10 });
    expect(meter.read()).toMatchObject({ gets: 2, queries: 1, itemsRead: 3 });
  });

  it('resets to zero, and leaves earlier readings unchanged', () => {
    const before = meter.read();
    meter.reset();
    expect(before.transactions).toBe(1);
    expect(meter.read()).toEqual({ gets: 0, queries: 0, itemsRead: 0, transactions: 0, itemsWritten: 0 });
  });
});
