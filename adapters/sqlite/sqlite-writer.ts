import type { DatabaseSync } from 'node:sqlite';
import type { Change, Condition, Item, Key, TransactResult, Write } from '../../application/ports/table.ts';
import { keyOf } from '../../application/ports/transaction-limits.ts';
import type { ItemCache, Known } from './item-cache.ts';
import { createPut } from './put-statements.ts';

export interface Written {
  readonly result: TransactResult;
  readonly changes: readonly Change[];
}

interface Remembered {
  readonly key: Key;
  readonly item: Known;
  readonly length: number;
}

/**
 * Runs transactions. All conditions are checked before anything is written, so a refused transaction has nothing to
 * undo.
 * @param read the item under a key, from the cache or the file.
 */
export function createWriter(
  database: DatabaseSync,
  cache: ItemCache,
  read: (key: Key) => Item | undefined,
): (writes: readonly Write[]) => Written {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const remove = database.prepare('DELETE FROM item WHERE pk = ? AND sk = ?');
  const put = createPut(database);

  function meets(when: Condition, key: Key): boolean {
    const item = read(key);
    switch (when.kind) {
      case 'absent':
        return item === undefined;
      case 'version':
        return item?.['version'] === when.equals;
      case 'attribute':
        return item?.[when.name] === when.equals;
    }
  }

  function failures(writes: readonly Write[]): number[] {
    const failed: number[] = [];
    writes.forEach((write, position) => {
      if (write.when !== undefined && !meets(write.when, keyOf(write))) failed.push(position);
    });
    return failed;
  }

  // Only keys that were read are cached: much of what is written is never read again.
  function apply(writes: readonly Write[], remembered: Remembered[]): Change[] {
    const changes: Change[] = [];
    for (const write of writes) {
      if (write.kind === 'check') continue;
      const key = keyOnly(keyOf(write));
      const before = cache.peek(key);
      if (write.kind === 'put') {
        const body = JSON.stringify(write.item);
        put(write.item, body, before);
        changes.push({ key, after: write.item });
        if (before !== undefined) remembered.push({ key, item: write.item, length: body.length });
      } else if (before !== null && remove.run(key.pk, key.sk).changes !== 0) {
        changes.push({ key });
        if (before !== undefined) remembered.push({ key, item: null, length: 0 });
      }
    }
    return changes;
  }

  return (writes) => {
    begin.run();
    try {
      const failed = failures(writes);
      const remembered: Remembered[] = [];
      const changes = failed.length === 0 ? apply(writes, remembered) : [];
      commit.run();
      for (const { key, item, length } of remembered) cache.keep(key, item, length);
      return { result: failed.length === 0 ? { ok: true } : { ok: false, failed }, changes };
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
}

function keyOnly({ pk, sk }: Key): Key {
  return { pk, sk };
}
