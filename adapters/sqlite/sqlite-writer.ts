import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Change, Condition, Item, Key, TransactResult, Write } from '../../application/ports/table.ts';
import { keyOf } from '../../application/ports/transaction-limits.ts';
import { holds, readStoredRow } from './sqlite-item.ts';
import { INDEX_COLUMNS } from './sqlite-schema.ts';

export interface Written {
  readonly result: TransactResult;
  readonly changes: readonly Change[];
}

const COLUMNS = ['pk', 'sk', 'version', 'body', ...INDEX_COLUMNS];

/**
 * Carries out transactions that are within the limits. Every condition is checked first and only then is anything
 * written, so a refused transaction has nothing to undo.
 */
export function createWriter(database: DatabaseSync): (writes: readonly Write[]) => Written {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const read = database.prepare('SELECT version, body FROM item WHERE pk = ? AND sk = ?');
  read.setReturnArrays(true);
  const remove = database.prepare('DELETE FROM item WHERE pk = ? AND sk = ?');
  const put = database.prepare(
    `INSERT INTO item (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
     ON CONFLICT (pk, sk) DO UPDATE SET ${COLUMNS.slice(2)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}`,
  );

  function meets(when: Condition | undefined, { pk, sk }: Key): boolean {
    return when === undefined || holds(when, readStoredRow(read.get(pk, sk)));
  }

  function failures(writes: readonly Write[]): number[] {
    const failed: number[] = [];
    writes.forEach((write, position) => {
      if (!meets(write.when, keyOf(write))) failed.push(position);
    });
    return failed;
  }

  function apply(writes: readonly Write[]): Change[] {
    const changes: Change[] = [];
    for (const write of writes) {
      if (write.kind === 'put') {
        put.run(...rowOf(write.item));
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

function rowOf(item: Item): SQLInputValue[] {
  const row: SQLInputValue[] = [
    item.pk,
    item.sk,
    typeof item['version'] === 'number' ? item['version'] : null,
  ];
  row.push(JSON.stringify(item));
  for (const column of INDEX_COLUMNS) {
    const value = item[column];
    row.push(typeof value === 'string' ? value : null);
  }
  return row;
}
