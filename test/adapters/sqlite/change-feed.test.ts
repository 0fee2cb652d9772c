import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openSqliteTable, type SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import type { Change, Write } from '../../../application/ports/table.ts';

const put = (sk: string): Write => ({ kind: 'put', item: { pk: 'J', sk } });

describe('the change feed of the SQLite table', () => {
  let table: SqliteTable;
  let failures: unknown[] = [];
  beforeEach(() => {
    failures = [];
    table = openSqliteTable(':memory:', { onListenerError: (error) => failures.push(error) });
  });
  afterEach(() => table.close());

  const recorder = () => {
    const heard: string[] = [];
    return {
      heard,
      hear: (changes: readonly Change[]) => void heard.push(changes.map(({ key }) => key.sk).join('+')),
    };
  };

  it('tells listeners of a transaction at once, before it answers', () => {
    const { heard, hear } = recorder();
    table.onChange(hear);
    void table.transact([put('A'), put('B')]);
    expect(heard).toEqual(['A+B']);
  });

  it('tells nobody of a transaction that changes nothing', async () => {
    const { heard, hear } = recorder();
    table.onChange(hear);
    await table.transact([{ kind: 'check', key: { pk: 'J', sk: 'A' }, when: { kind: 'absent' } }]);
    await table.transact([]);
    expect(heard).toEqual([]);
  });

  it('tells a listener nothing after it has ended', async () => {
    const { heard, hear } = recorder();
    const end = table.onChange(hear);
    await table.transact([put('A')]);
    end();
    await table.transact([put('B')]);
    expect(heard).toEqual(['A']);
  });

  it('keeps the commit and the other listeners from what one throws', async () => {
    const { heard, hear } = recorder();
    table.onChange(() => {
      throw new Error('a bad listener');
    });
    table.onChange(hear);
    expect(await table.transact([put('A')])).toEqual({ ok: true });
    expect(await table.get({ pk: 'J', sk: 'A' })).toBeDefined();
    expect(heard).toEqual(['A']);
    expect(failures).toEqual([new Error('a bad listener')]);
  });

  it('tells every listener in the order of the commits when one of them commits', async () => {
    const { heard, hear } = recorder();
    table.onChange((changes) => {
      if (changes.some(({ key }) => key.sk === 'A')) void table.transact([put('B')]);
    });
    table.onChange(hear);
    await table.transact([put('A')]);
    await table.transact([put('C')]);
    expect(heard).toEqual(['A', 'B', 'C']);
  });

  it('does not tell the first changes to a listener that comes while they are told', async () => {
    const { heard, hear } = recorder();
    const end = table.onChange(() => {
      end();
      table.onChange(hear);
    });
    await table.transact([put('A')]);
    await table.transact([put('B')]);
    expect(heard).toEqual(['B']);
  });
});

describe('the change feed without a place for errors', () => {
  it('makes what a listener throws a warning of the process', async () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const table = openSqliteTable(':memory:');
    table.onChange(() => {
      throw new Error('a bad listener');
    });
    await table.transact([put('A')]);
    table.close();
    expect(warn.mock.calls).toEqual([['A listener to changes failed: Error: a bad listener']]);
    warn.mockRestore();
  });
});
