import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable, type SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import type { Item, Table, Write } from '../../../application/ports/table.ts';
import { billedTable, type BilledTable } from '../../../tools/cost/billed-table.ts';

let inner: SqliteTable;
let table: Table;
let billed: BilledTable;

beforeEach(() => {
  inner = openSqliteTable(':memory:');
  billed = billedTable(inner);
  table = billed.table;
});
afterEach(() => inner.close());

/** An item of exactly so many bytes: names and keys of one letter are 7 together with `v`. */
function itemOf(sk: string, bytes: number, more: Readonly<Record<string, string>> = {}): Item {
  const beside = Object.entries(more).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return { pk: 'p', sk, ...more, v: 'x'.repeat(bytes - 7 - beside) };
}
const put = (item: Item, when?: Extract<Write, { kind: 'put' }>['when']): Write => ({
  kind: 'put',
  item,
  ...(when && { when }),
});
const requests = (): number => billed.bill().requests;
const read = (): number => billed.bill().readUnits;
const written = (): number => billed.bill().writeUnits;
const stored = () => {
  const { storedInTable, storedInIndexes } = billed.bill();
  return { table: storedInTable, indexes: storedInIndexes };
};
const given = (...items: Item[]) => inner.transact(items.map((item) => put(item)));

describe('a billed table', () => {
  it('charges a read by key strongly, by its size; and one that finds nothing', async () => {
    await given(itemOf('a', 4_097));
    await table.get({ pk: 'p', sk: 'a' });
    await table.get({ pk: 'p', sk: 'z' });
    expect(requests()).toBe(2);
    expect(read()).toBe(2 + 1);
  });

  it('charges nothing while it is told not to, and carries everything out', async () => {
    let isCharged = false;
    const later = billedTable(inner, () => isCharged);
    await later.table.transact([put(itemOf('a', 4_097))]);
    expect(await later.table.get({ pk: 'p', sk: 'a' })).toEqual(itemOf('a', 4_097));
    expect((await later.table.query({ partition: 'p', limit: 1 })).items).toHaveLength(1);
    expect(later.bill().requests).toBe(0);
    isCharged = true;
    await later.table.get({ pk: 'p', sk: 'a' });
    expect(later.bill()).toMatchObject({ requests: 1, readUnits: 2 });
  });

  it('charges half for a read by key that is asked for as it was a moment ago', async () => {
    await given(itemOf('a', 4_097));
    await table.get({ pk: 'p', sk: 'a' }, 'eventual');
    expect(read()).toBe(1);
  });

  it('charges a query of the table for all its bytes together, and strongly', async () => {
    await given(itemOf('a', 3_000), itemOf('b', 3_000), itemOf('c', 3_000));
    await table.query({ partition: 'p', limit: 10 });
    expect(requests()).toBe(1);
    expect(read()).toBe(3);
  });

  it('charges the item beyond the page, which shows that there is more', async () => {
    await given(itemOf('a', 3_000), itemOf('b', 3_000), itemOf('c', 3_000));
    const page = await table.query({ partition: 'p', limit: 1 });
    expect(page.items).toHaveLength(1);
    expect(read()).toBe(2);
  });

  it('charges a query of an index by half', async () => {
    const effect = 'x'.repeat(3_000);
    await given(
      itemOf('a', 3_500, { unsentPk: 'U', unsentSk: '1', effect }),
      itemOf('b', 3_500, { unsentPk: 'U', unsentSk: '2', effect }),
    );
    await table.query({ partition: 'U', index: 'unsent', limit: 10 });
    expect(read()).toBe(1);
    await table.query({ partition: 'NONE', index: 'unsent', limit: 10 });
    expect(read()).toBe(1.5);
  });

  it('charges of an index what it holds', async () => {
    await given(itemOf('a', 30_000, { duePk: 'D', dueSk: '1' }));
    await table.query({ partition: 'D', index: 'due', limit: 10 });
    expect(read()).toBe(0.5);
  });

  it('charges nothing for a query that no key can match, for the adapter does not ask', async () => {
    await table.query({ partition: 'p', from: 'b', to: 'a', limit: 10 });
    expect(requests()).toBe(0);
    expect(read()).toBe(0);
  });

  it('charges one write alone once, and each of several twice', async () => {
    await table.transact([put(itemOf('a', 1_500))]);
    expect(written()).toBe(2);
    await table.transact([put(itemOf('b', 1_500)), put(itemOf('c', 500))]);
    expect(written()).toBe(2 + 2 * (2 + 1));
  });

  it('charges a delete by what was there, alone once', async () => {
    await given(itemOf('a', 2_500));
    await table.transact([{ kind: 'delete', key: { pk: 'p', sk: 'a' } }]);
    await table.transact([{ kind: 'delete', key: { pk: 'p', sk: 'a' } }]);
    expect(written()).toBe(3 + 1);
  });

  it('charges a check, and a delete with a condition, as a transaction', async () => {
    await given(itemOf('a', 1_500, { w: 'x' }));
    const when = { kind: 'attribute', name: 'w', equals: 'x' } as const;
    await table.transact([{ kind: 'check', key: { pk: 'p', sk: 'a' }, when }]);
    expect(written()).toBe(2 * 2);
    await table.transact([{ kind: 'delete', key: { pk: 'p', sk: 'a' }, when }]);
    expect(written()).toBe(2 * 2 + 2 * 2);
  });

  it('charges rows of the outbox that go together as the relay on AWS removes them, one by one', async () => {
    await given(itemOf('OUTBOX#1', 500), itemOf('OUTBOX#2', 500), itemOf('a', 500));
    const gone = (sk: string): Write => ({ kind: 'delete', key: { pk: 'p', sk } });
    await table.transact([gone('OUTBOX#1'), gone('OUTBOX#2')]);
    expect(billed.bill()).toMatchObject({ requests: 2, writeUnits: 2 });
    await table.transact([gone('a'), gone('b')]);
    expect(billed.bill()).toMatchObject({ requests: 3, writeUnits: 2 + 2 * 2 });
  });

  it('charges indexes once, also in a transaction', async () => {
    await table.transact([put(itemOf('a', 1_500, { duePk: 'D', dueSk: '1' })), put(itemOf('b', 500))]);
    expect(written()).toBe(2 * (2 + 1));
    expect(billed.bill().indexWriteUnits).toBe(1);
  });

  it('charges what was refused, and no index for it', async () => {
    await given(itemOf('a', 2_500));
    await table.transact([put(itemOf('a', 500, { duePk: 'D', dueSk: '1' }), { kind: 'absent' })]);
    expect(billed.bill()).toMatchObject({ writeUnits: 3, indexWriteUnits: 0 });
    await table.transact([put(itemOf('a', 500), { kind: 'absent' }), put(itemOf('b', 500))]);
    expect(written()).toBe(3 + 2 * (3 + 1));
    expect(stored()).toEqual({ table: 0, indexes: 0 });
  });

  it('charges nothing for a transaction of nothing', async () => {
    await table.transact([]);
    expect(requests()).toBe(0);
  });

  it('knows what is stored as rows come, change and go', async () => {
    await table.transact([put(itemOf('a', 900, { duePk: 'D', dueSk: '1' }))]);
    expect(stored()).toEqual({ table: 1_000, indexes: 100 + 'pkpskaduePkDdueSk1'.length });
    await table.transact([put(itemOf('a', 1_900))]);
    expect(stored()).toEqual({ table: 2_000, indexes: 0 });
    await table.transact([{ kind: 'delete', key: { pk: 'p', sk: 'a' } }]);
    expect(stored()).toEqual({ table: 0, indexes: 0 });
  });

  it('does what the table does', async () => {
    expect(await table.transact([put(itemOf('a', 100), { kind: 'absent' })])).toEqual({ ok: true });
    expect(await table.transact([put(itemOf('a', 100), { kind: 'absent' })])).toEqual({
      ok: false,
      failed: [0],
    });
    expect(await table.get({ pk: 'p', sk: 'a' })).toEqual(itemOf('a', 100));
  });
});
