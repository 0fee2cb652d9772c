import type { Item } from '../../application/ports/table.ts';

/** The first column of a row that is read as an array. */
export function firstOf(row: unknown): unknown {
  const columns: readonly unknown[] = Array.isArray(row) ? row : [];
  return columns[0];
}

/** The item of a row that begins with its body. */
export function parseBody(row: unknown): Item {
  // Only `JSON.stringify` of a checked item is ever written to the column.
  return JSON.parse(String(firstOf(row))) as Item;
}
