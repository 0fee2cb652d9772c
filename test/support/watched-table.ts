import type { SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';

type Call = 'get' | 'query' | 'transact';

/** Called before each call to a table, with the call's argument as text. What it throws, the call throws. */
export type BeforeCall = (call: Call, about: string) => Promise<void> | void;

export interface Watching {
  /** Given how to write the argument as text, which takes long enough to be left out where nobody reads it. */
  readonly before: (call: Call, about: () => string) => Promise<void>;
  readonly after: (call: Call, about: unknown) => void;
}

/** A table that asks before each call and tells after it: to act at one very moment, or to make the store fail. */
export function watched(table: SqliteTable, { before, after }: Watching): SqliteTable {
  async function around<Answer>(call: Call, about: unknown, work: () => Promise<Answer>): Promise<Answer> {
    await before(call, () => JSON.stringify(about));
    const answer = await work();
    after(call, about);
    return answer;
  }
  return {
    ...table,
    get: (key) => around('get', key, () => table.get(key)),
    query: (query) => around('query', query, () => table.query(query)),
    transact: (writes) => around('transact', writes, () => table.transact(writes)),
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
