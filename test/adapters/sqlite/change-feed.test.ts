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

  it('sends a transaction to listeners before transact returns', () => {
    const { heard, hear } = recorder();
    table.onChange(hear);
    void table.transact([put('A'), put('B')]);
    expect(heard).toEqual(['A+B']);
  });

  it('sends nothing for a transaction that changes nothing', async () => {
    const { heard, hear } = recorder();
    table.onChange(hear);
    await table.transact([{ kind: 'check', key: { pk: 'J', sk: 'A' }, when: { kind: 'absent' } }]);
    await table.transact([]);
    expect(heard).toEqual([]);
  });

  it('sends nothing to a listener that has stopped', async () => {
    const { heard, hear } = recorder();
    const end = table.onChange(hear);
    await table.transact([put('A')]);
    end();
    await table.transact([put('B')]);
    expect(heard).toEqual(['A']);
  });

  it('protects the commit and the other listeners from an error of one listener', async () => {
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

  it('sends changes to every listener in the order of the commits when a listener commits', async () => {
    const { heard, hear } = recorder();
    table.onChange((changes) => {
      if (changes.some(({ key }) => key.sk === 'A')) void table.transact([put('B')]);
    });
    table.onChange(hear);
    await table.transact([put('A')]);
    await table.transact([put('C')]);
    expect(heard).toEqual(['A', 'B', 'C']);
  });

  it('does not send earlier changes to a listener that is added while they are sent', async () => {
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
  it('turns a listener’s error into a process warning', async () => {
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
