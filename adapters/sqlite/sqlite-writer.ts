import type { DatabaseSync } from 'node:sqlite';
import type { Change, Condition, Item, Key, TransactResult, Write } from '../../application/ports/table.ts';
import { keyOf } from '../../application/ports/transaction-limits.ts';
import { firstOf, parseBody } from './sqlite-item.ts';
import { INDEX_COLUMNS } from './sqlite-schema.ts';

export interface Written {
  readonly result: TransactResult;
  readonly changes: readonly Change[];
}

const OWN_COLUMNS = ['pk', 'sk', 'version', 'body'];
const ALL_COLUMNS = [...OWN_COLUMNS, ...INDEX_COLUMNS];

/**
 * Carries out transactions that are within the limits. Every condition is checked first and only then is anything
 * written, so a refused transaction has nothing to undo.
 */
export function createWriter(database: DatabaseSync): (writes: readonly Write[]) => Written {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const readVersion = database.prepare('SELECT version FROM item WHERE pk = ? AND sk = ?');
  const readBody = database.prepare('SELECT body FROM item WHERE pk = ? AND sk = ?');
  const remove = database.prepare('DELETE FROM item WHERE pk = ? AND sk = ?');
  // Most new items are in no index, and need nothing bound for the index columns.
  const insertPlain = database.prepare(insertSql(OWN_COLUMNS));
  const put = database.prepare(
    `${insertSql(ALL_COLUMNS)}
     ON CONFLICT (pk, sk) DO UPDATE SET ${ALL_COLUMNS.slice(2)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}`,
  );
  // Most items that are put again keep their place in the indexes, which then need no rewriting.
  const updateInPlace = database.prepare(
    `UPDATE item SET version = ?, body = ? WHERE pk = ? AND sk = ? AND ${INDEX_COLUMNS.map((name) => `${name} IS ?`).join(' AND ')}`,
  );
  readVersion.setReturnArrays(true);
  readBody.setReturnArrays(true);

  function meets(when: Condition, { pk, sk }: Key): boolean {
    switch (when.kind) {
      case 'absent':
        return readVersion.get(pk, sk) === undefined;
      case 'version':
        return firstOf(readVersion.get(pk, sk)) === when.equals;
      case 'attribute': {
        const row = readBody.get(pk, sk);
        return row !== undefined && parseBody(row)[when.name] === when.equals;
      }
    }
  }

  function putItem(item: Item, isNew: boolean): void {
    const { pk, sk } = item;
    const version = typeof item['version'] === 'number' ? item['version'] : null;
    const body = JSON.stringify(item);
    const indexKeys = INDEX_COLUMNS.map((column) => textOrNull(item[column]));
    if (isNew && indexKeys.every((value) => value === null)) {
      insertPlain.run(pk, sk, version, body);
    } else if (isNew || updateInPlace.run(version, body, pk, sk, ...indexKeys).changes === 0) {
      put.run(pk, sk, version, body, ...indexKeys);
    }
  }

  function failures(writes: readonly Write[]): number[] {
    const failed: number[] = [];
    writes.forEach((write, position) => {
      if (write.when !== undefined && !meets(write.when, keyOf(write))) failed.push(position);
    });
    return failed;
  }

  function apply(writes: readonly Write[]): Change[] {
    const changes: Change[] = [];
    for (const write of writes) {
      if (write.kind === 'put') {
        putItem(write.item, write.when?.kind === 'absent');
        changes.push({ key: keyOnly(write.item), after: write.item });
      } else if (write.kind === 'delete' && remove.run(write.key.pk, write.key.sk).changes !== 0) {
        changes.push({ key: keyOnly(write.key) });
      }
    }
    return changes;
  }

  return (writes) => {
    begin.run();
    try {
      const failed = failures(writes);
      const changes = failed.length === 0 ? apply(writes) : [];
      commit.run();
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

function insertSql(columns: readonly string[]): string {
  return `INSERT INTO item (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
