import type { SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';

/** Called before each call to a table, with the call's argument as text. What it throws, the call throws. */
export type BeforeCall = (call: 'get' | 'query' | 'transact', about: string) => Promise<void> | void;

/** A table that asks before each call: for a test that must act at one very moment, or make the store fail. */
export function watched(table: SqliteTable, before: BeforeCall): SqliteTable {
  return {
    ...table,
    async get(key) {
      await before('get', JSON.stringify(key));
      return table.get(key);
    },
    async query(query) {
      await before('query', JSON.stringify(query));
      return table.query(query);
    },
    async transact(writes) {
      await before('transact', JSON.stringify(writes));
      return table.transact(writes);
    },
  };
}

/** Does something once, just before the first call that mentions all of the texts. */
export function once(action: () => unknown, ...texts: readonly string[]): BeforeCall {
  let done = false;
  return async (_call, about) => {
    if (done || !texts.every((text) => about.includes(text))) return;
    done = true;
    await action();
  };
}
