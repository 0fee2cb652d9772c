import type { Condition, Item } from '../../application/ports/table.ts';

/** What of a stored row a condition is judged by; undefined when there is no such row. */
export interface StoredRow {
  readonly version: number | null;
  readonly body: string;
}

/** The item of a row that begins with its body. */
export function parseBody(row: unknown): Item {
  const body: unknown = Array.isArray(row) ? row[0] : undefined;
  // Only `JSON.stringify` of a checked item is ever written to the column.
  return JSON.parse(String(body)) as Item;
}

/** The row of `SELECT version, body`, if there is one. */
export function readStoredRow(row: unknown): StoredRow | undefined {
  if (!Array.isArray(row)) return undefined;
  const [version, body] = row as readonly unknown[];
  return { version: typeof version === 'number' ? version : null, body: String(body) };
}

/** Whether a condition holds for what is stored. */
export function holds(when: Condition, stored: StoredRow | undefined): boolean {
  switch (when.kind) {
    case 'absent':
      return stored === undefined;
    case 'version':
      return stored?.version === when.equals;
    case 'attribute':
      return stored !== undefined && parseBody([stored.body])[when.name] === when.equals;
  }
}
