import { INDEXES, type IndexName, type Item, type Table } from '../ports/table.ts';

/** An index partition of a merged list; all have the same order. */
export interface Source {
  readonly index: IndexName;
  readonly partition: string;
  /** The first sort key, inclusive. */
  readonly from?: string;
}

export interface Stretch {
  /** The last sort key, inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly direction: 'forward' | 'backward';
  /** The sort key of the last row already returned. */
  readonly after?: string;
}

export interface MergedRow {
  readonly sort: string;
  readonly item: Item;
}

/**
 * The next rows of several index partitions as one list in order of their sort keys, which must be unique for what
 * they stand for: a row in two partitions comes once. Reads at most `limit` rows and one of each partition.
 */
export async function nextRows(
  table: Table,
  sources: readonly Source[],
  stretch: Stretch,
  limit: number,
): Promise<{ readonly rows: readonly MergedRow[]; readonly more: boolean }> {
  const pages = await Promise.all(sources.map((source) => readOne(table, source, stretch, limit + 1)));
  const sign = stretch.direction === 'forward' ? 1 : -1;
  const bySort = new Map(pages.flat().map((row) => [row.sort, row]));
  const rows = [...bySort.values()].sort((a, b) => (a.sort < b.sort ? -sign : sign));
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

async function readOne(
  table: Table,
  { index, partition, from: start }: Source,
  stretch: Stretch,
  limit: number,
): Promise<readonly MergedRow[]> {
  const { direction, after } = stretch;
  const forward = direction === 'forward';
  // The bound is inclusive and the row itself may be gone, so one row more is read and that row skipped.
  const from = latest([start, stretch.from, forward ? after : undefined]);
  const to = forward ? stretch.to : (after ?? stretch.to);
  const query = {
    partition,
    index,
    direction,
    limit: limit + (after === undefined ? 0 : 1),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const items: Item[] = [];
  let cursor: string | undefined;
  // A store may return less than a page and still have more.
  do {
    const page = await table.query({ ...query, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined && items.length < query.limit);
  return items.map((item) => ({ sort: sortKeyOf(item, index), item })).filter(({ sort }) => sort !== after);
}

function latest(bounds: readonly (string | undefined)[]): string | undefined {
  return bounds
    .filter((bound) => bound !== undefined)
    .reduce<string | undefined>(
      (last, bound) => (last === undefined || bound > last ? bound : last),
      undefined,
    );
}

function sortKeyOf(item: Item, index: IndexName): string {
  const sort = item[INDEXES[index].sort];
  return typeof sort === 'string' ? sort : '';
}
