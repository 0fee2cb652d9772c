import type { Item, Key, Table } from '../../application/ports/table.ts';
import { checkTransactionLimits } from '../../application/ports/transaction-limits.ts';
import { type ChangeListener, createChangeFeed } from './change-feed.ts';
import { CACHE_LENGTH, createItemCache } from './item-cache.ts';
import { createExpiredRows } from './expired-rows.ts';
import { runningError } from './sqlite-errors.ts';
import { openDataFile, setSynchronous, type SqliteFileOptions, type Synchronous } from './sqlite-file.ts';
import { firstOf } from './sqlite-item.ts';
import { createQueryRunner } from './sqlite-query.ts';
import { createWriter } from './sqlite-writer.ts';

export interface SqliteTableOptions extends SqliteFileOptions {
  /** Receives errors of change-feed listeners; by default they become process warnings. */
  readonly onListenerError?: (error: unknown) => void;
  /** Half the size of the item cache, in characters of JSON; 0 for none. */
  readonly cacheLength?: number;
}

export interface SqliteTable extends Table {
  /**
   * Calls the listener with the changes of each committed transaction, in order, before `transact` returns. Returns a
   * function that stops listening.
   */
  onChange(listener: ChangeListener): () => void;
  /** From the next commit on; see {@link SqliteFileOptions}. */
  setSynchronous(level: Synchronous): void;
  /** Every partition that has a row of this sort key. It looks at all keys of the table. */
  partitionsWith(sk: string): Promise<readonly string[]>;
  /** Removes rows of these partitions whose `expiresAt`, in seconds, has passed. */
  removeExpired(prefixes: readonly string[], nowSeconds: number): Promise<void>;
  /** Writes everything to the file and closes it. */
  close(): void;
}

/**
 * The table in one SQLite file, or in memory (`:memory:`): the embedded default. Only this process may have it open.
 * @throws DataFileInUseError, DataFileUnusableError: each with one plain line for the user.
 */
export function openSqliteTable(path: string, options: SqliteTableOptions = {}): SqliteTable {
  const database = openDataFile(path, options);
  const feed = createChangeFeed(options.onListenerError ?? warnOfListener);
  const runQuery = createQueryRunner(database);
  const cache = createItemCache(options.cacheLength ?? CACHE_LENGTH);
  const write = createWriter(database, cache, read);
  const expiredRows = createExpiredRows(database);
  const partitionsWith = database.prepare('SELECT pk FROM item WHERE sk = ? ORDER BY pk');
  const readBody = database.prepare('SELECT body FROM item WHERE pk = ? AND sk = ?');
  readBody.setReturnArrays(true);

  function read({ pk, sk }: Key): Item | undefined {
    const known = cache.get({ pk, sk });
    if (known !== undefined) return known ?? undefined;
    const body = firstOf(readBody.get(pk, sk));
    if (typeof body !== 'string') {
      cache.keep({ pk, sk }, null, 0);
      return undefined;
    }
    // Only `JSON.stringify` of a checked item is ever written to the column.
    const item = JSON.parse(body) as Item;
    cache.keep({ pk, sk }, item, body.length);
    return item;
  }

  // Node's SQLite is synchronous; the port is not.
  function promised<Answer>(answer: () => Answer): Promise<Answer> {
    return new Promise((resolve) => {
      try {
        resolve(answer());
      } catch (error) {
        throw runningError(path, error);
      }
    });
  }

  return {
    get: (key) => promised(() => read(key)),
    query: (query) => promised(() => runQuery(query)),
    transact: (writes) =>
      promised(() => {
        checkTransactionLimits(writes);
        const { result, changes } = write(writes);
        feed.publish(changes);
        return result;
      }),
    removeExpired: (prefixes, nowSeconds) =>
      promised(() => {
        for (;;) {
          const keys = expiredRows(prefixes, nowSeconds);
          if (keys.length === 0) return;
          feed.publish(write(keys.map((key) => ({ kind: 'delete', key }))).changes);
        }
      }),
    partitionsWith: (sk) => promised(() => partitionsWith.all(sk).map(({ pk }) => String(pk))),
    onChange: (listener) => feed.onChange(listener),
    setSynchronous: (level) => {
      setSynchronous(database, level);
    },
    close() {
      cache.clear();
      if (database.isOpen) database.close();
    },
  };
}

function warnOfListener(error: unknown): void {
  process.emitWarning(`A listener to changes failed: ${String(error)}`);
}
