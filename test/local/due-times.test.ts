import { afterEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable, type SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { dueTimes } from '../../local/due-times.ts';

const MORNING = '2027-03-09T08:00:00Z#a';
const NOON = '2027-03-09T12:00:00Z#b';
const EVENING = '2027-03-09T18:00:00Z#c';

const tables: SqliteTable[] = [];
afterEach(() => {
  for (const table of tables.splice(0)) table.close();
});

/** Due times over a table, and how often the table was asked. */
function watchedTimes() {
  const table = openSqliteTable(':memory:');
  tables.push(table);
  let asked = 0;
  let meanwhile = (): Promise<unknown> => Promise.resolve();
  const times = dueTimes({
    onChange: table.onChange,
    query: async (query) => {
      asked += 1;
      const answer = await table.query(query);
      await meanwhile();
      return answer;
    },
  });
  return {
    asked: () => asked,
    duringNextAnswer: (work: () => Promise<unknown>) => {
      meanwhile = () => {
        meanwhile = () => Promise.resolve();
        return work();
      };
    },
    first: async () => (await times.firstDue('DUE#0'))?.dueSk,
    put: (sk: string, dueSk?: string, duePk = 'DUE#0') =>
      table.transact([
        { kind: 'put', item: { pk: 'JOURNEY#1', sk, ...(dueSk !== undefined && { duePk, dueSk }) } },
      ]),
    remove: (sk: string) => table.transact([{ kind: 'delete', key: { pk: 'JOURNEY#1', sk } }]),
  };
}

describe('the first due row of a partition', () => {
  it('is asked of the table once, and not again while it stays the first', async () => {
    const { first, put, asked } = watchedTimes();
    await put('STEP#1', NOON);
    expect([await first(), await first()]).toEqual([NOON, NOON]);
    await put('STEP#2', EVENING);
    await put('STEP#3', MORNING, 'DUE#1');
    expect(await first()).toBe(NOON);
    expect(asked()).toBe(1);
  });

  it('is also remembered where there is none, until a row falls due', async () => {
    const { first, put, asked } = watchedTimes();
    expect([await first(), await first()]).toEqual([undefined, undefined]);
    expect(asked()).toBe(1);
    await put('STEP#1');
    expect(await first()).toBeUndefined();
    await put('STEP#1', NOON);
    expect(await first()).toBe(NOON);
    expect(asked()).toBe(1);
  });

  it('is the new row that is due before it', async () => {
    const { first, put } = watchedTimes();
    await put('STEP#1', NOON);
    expect(await first()).toBe(NOON);
    await put('STEP#2', MORNING);
    expect(await first()).toBe(MORNING);
  });

  it.each([
    ['is put off', (put: ReturnType<typeof watchedTimes>['put']) => put('STEP#1', EVENING)],
    ['is no longer due', (put: ReturnType<typeof watchedTimes>['put']) => put('STEP#1')],
    [
      'is due in another partition',
      (put: ReturnType<typeof watchedTimes>['put']) => put('STEP#1', MORNING, 'DUE#1'),
    ],
  ])('is the next one when it %s', async (_what, change) => {
    const { first, put } = watchedTimes();
    await put('STEP#1', MORNING);
    await put('STEP#2', NOON);
    expect(await first()).toBe(MORNING);
    await change(put);
    expect(await first()).toBe(NOON);
  });

  it('is the next one when it is removed', async () => {
    const { first, put, remove } = watchedTimes();
    await put('STEP#1', MORNING);
    await put('STEP#2', NOON);
    expect(await first()).toBe(MORNING);
    await remove('STEP#1');
    expect(await first()).toBe(NOON);
  });

  it('is not kept when a row was written while the table was asked', async () => {
    const { first, put, duringNextAnswer } = watchedTimes();
    await put('STEP#1', NOON);
    duringNextAnswer(() => put('STEP#2', MORNING));
    expect(await first()).toBe(NOON);
    expect(await first()).toBe(MORNING);
  });
});
