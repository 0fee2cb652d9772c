import type { Table } from '../ports/table.ts';
import { nextRows, type MergedRow, type Source, type Stretch } from './merged-rows.ts';

/** The most rows read for one page: a filter that matches little gives a short page, never a scan. */
export const MOST_LOOKED_AT = 1_000;

export interface Collected<T> {
  readonly found: readonly T[];
  /** The sort key of the last row read, when there are rows after it. */
  readonly after?: string;
}

/** A page of the results of `pick`, in order. A row may give none or several. */
export async function collect<T>(
  table: Table,
  sources: readonly Source[],
  stretch: Stretch,
  limit: number,
  pick: (rows: readonly MergedRow[]) => Promise<readonly (readonly T[])[]>,
): Promise<Collected<T>> {
  const found: T[] = [];
  let { after } = stretch;
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT && found.length < limit;) {
    const { rows, more } = await nextRows(
      table,
      sources,
      { ...stretch, ...(after !== undefined && { after }) },
      limit,
    );
    const picked = await pick(rows);
    for (const [index, row] of rows.entries()) {
      found.push(...(picked[index] ?? []));
      after = row.sort;
      lookedAt += 1;
      if (found.length >= limit) return index < rows.length - 1 || more ? { found, after } : { found };
    }
    if (!more) return { found };
  }
  return after === undefined ? { found } : { found, after };
}
