import type { Item, Json } from '../../application/ports/table.ts';

/** The first column of a row that is read as an array. */
export function firstOf(row: unknown): unknown {
  const columns: readonly unknown[] = Array.isArray(row) ? row : [];
  return columns[0];
}

/** The columns of a row of text that is read as an array. */
export function textsOf(row: unknown): readonly string[] {
  return Array.isArray(row) ? row.map(String) : [];
}

/** The item of a row that begins with its body. */
export function parseBody(row: unknown): Item {
  // Only `JSON.stringify` of a checked item is ever written to the column.
  return JSON.parse(String(firstOf(row))) as Item;
}

/** The result of `JSON.parse(JSON.stringify(item))` for a checked item, sharing the parts that do not change. */
export function asRead(item: Item): Item {
  return asReadFields(item) as Item;
}

type Fields = { readonly [name: string]: Json | undefined };

function asReadValue(value: Json): Json {
  // JSON knows no negative zero.
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? asReadList(value) : asReadFields(value as Fields);
}

function asReadList(list: readonly Json[]): readonly Json[] {
  return list.some((each) => !Object.is(asReadValue(each), each)) ? list.map(asReadValue) : list;
}

function asReadFields(fields: Fields): Fields {
  for (const name in fields) {
    const value = fields[name];
    if (typeof value === 'string') continue;
    if (value === undefined || !Object.is(asReadValue(value), value)) return copyAsRead(fields);
  }
  return fields;
}

function copyAsRead(fields: Fields): Fields {
  const kept = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, asReadValue(value)] as const],
  );
  return Object.fromEntries(kept);
}
