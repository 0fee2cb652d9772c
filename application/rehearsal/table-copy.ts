import type { Item, Key, Page, Query, Table } from '../ports/table.ts';

export interface TableCopy {
  readonly table: Table;
  /** The rows written to the copy, as they now are. */
  written(): readonly Item[];
}

/** Rows that were read together: they stay as they are in the copy, whatever happens to them in the store. */
export interface Frozen {
  readonly rows: readonly Item[];
  /** The keys that have no other rows than those. */
  readonly has: (key: Key) => boolean;
}

/**
 * A copy of the table for one reader, in memory: reads show what was written to the copy, then what was frozen, then what
 * is stored, and nothing reaches the store. Nobody else writes to the copy, so the conditions of a write hold. Indexes show
 * what is stored.
 */
export function copyOf(stored: Table, frozen: Frozen = { rows: [], has: () => false }): TableCopy {
  const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
  const rows = new Map<string, Row>(
    frozen.rows.map((item) => [nameOf(item), { key: item, item, asRead: true }] as const),
  );

  async function withWritten({ cursor: _first, ...query }: Query): Promise<Page> {
    const items = new Map<string, Item>();
    let cursor: string | undefined;
    do {
      const page: Page = await stored.query({ ...query, ...(cursor !== undefined && { cursor }) });
      for (const item of page.items) if (!frozen.has(item)) items.set(item.sk, item);
      cursor = page.cursor;
    } while (cursor !== undefined);
    for (const { key, item } of rows.values()) {
      if (key.pk !== query.partition || !isWithin(key.sk, query)) continue;
      if (item === undefined) items.delete(key.sk);
      else items.set(key.sk, item);
    }
    const order = query.direction === 'backward' ? -1 : 1;
    return { items: [...items.values()].sort((a, b) => (a.sk < b.sk ? -order : order)) };
  }

  return {
    written: () => [...rows.values()].flatMap(({ item, asRead }) => (asRead === true ? [] : (item ?? []))),
    table: {
      async get(key) {
        const known = rows.get(nameOf(key));
        return known !== undefined || frozen.has(key) ? known?.item : stored.get(key);
      },
      async query(query) {
        const changed = [...rows.values()].some(({ key }) => key.pk === query.partition);
        return query.index === undefined && changed ? withWritten(query) : stored.query(query);
      },
      async transact(writes) {
        for (const write of writes) {
          if (write.kind === 'put') rows.set(nameOf(write.item), { key: write.item, item: write.item });
          if (write.kind === 'delete') rows.set(nameOf(write.key), { key: write.key });
        }
        return { ok: true };
      },
    },
  };
}

interface Row {
  readonly key: Key;
  /** Absent where it was deleted. */
  readonly item?: Item;
  readonly asRead?: true;
}

function isWithin(sk: string, { startsWith = '', from = '', to }: Query): boolean {
  return sk.startsWith(startsWith) && sk >= from && (to === undefined || sk <= to);
}
