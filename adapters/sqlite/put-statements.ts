import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { INDEXES, type Item } from '../../application/ports/table.ts';
import type { Known } from './item-cache.ts';
import { INDEX_COLUMNS } from './sqlite-schema.ts';

const PAIRS = Object.values(INDEXES);

/**
 * Writes an item, given its JSON text and the item it replaces (undefined: unknown). There is one prepared statement
 * for each set of index columns that change; most writes change none.
 */
export function createPut(
  database: DatabaseSync,
): (item: Item, body: string, before: Known | undefined) => void {
  const upserts = new Map<number, StatementSync>();
  const updates = new Map<number, StatementSync>();

  return (item, body, before) => {
    const values: SQLInputValue[] = [item.pk, item.sk, versionOf(item), body];
    let touched = 0;
    PAIRS.forEach(({ partition, sort }, position) => {
      const same = before
        ? before[partition] === item[partition] && before[sort] === item[sort]
        : item[partition] === undefined;
      if (same) return;
      touched |= 1 << position;
      values.push(textOrNull(item[partition]), textOrNull(item[sort]));
    });
    const statements = before ? updates : upserts;
    let statement = statements.get(touched);
    if (statement === undefined) {
      statement = database.prepare((before ? updateSql : upsertSql)(columnsOf(touched)));
      statements.set(touched, statement);
    }
    statement.run(...values);
  };
}

function columnsOf(touched: number): readonly string[] {
  return PAIRS.filter((_, position) => touched & (1 << position)).flatMap(({ partition, sort }) => [
    partition,
    sort,
  ]);
}

// Columns that are not listed are null in the new row, and so in the one it replaces.
function upsertSql(columns: readonly string[]): string {
  const listed = ['pk', 'sk', 'version', 'body', ...columns];
  const replaced = ['version', 'body', ...INDEX_COLUMNS].map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO item (${listed.join(', ')}) VALUES (${listed.map(() => '?').join(', ')})
    ON CONFLICT (pk, sk) DO UPDATE SET ${replaced.join(', ')}`;
}

function updateSql(columns: readonly string[]): string {
  const set = columns.map((name, position) => `, ${name} = ?${position + 5}`);
  return `UPDATE item SET version = ?3, body = ?4${set.join('')} WHERE pk = ?1 AND sk = ?2`;
}

function versionOf(item: Item): number | null {
  return typeof item['version'] === 'number' ? item['version'] : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
