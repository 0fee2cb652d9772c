import type { Item, Table } from './ports/table.ts';

/** Every row of a partition whose sort key begins so. */
export async function readAll(table: Table, partition: string, startsWith: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      partition,
      startsWith,
      limit: 1_000,
      ...(cursor !== undefined && { cursor }),
    });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
