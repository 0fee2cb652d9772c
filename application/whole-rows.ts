import type { Journey } from '../domain/journey/journey.ts';
import { readJourney } from './items.ts';
import { journeyIdOf, keys } from './keys.ts';
import type { Item, Key, Table } from './ports/table.ts';

/**
 * Rows that an index lists, which holds only a part of them. They are read as the index is, eventually consistent: what is
 * changed because of them is read again by its command.
 */

/** The whole rows, in their order. A row that has gone since it was listed is left out. */
export async function wholeRows(table: Pick<Table, 'get'>, listed: readonly Key[]): Promise<readonly Item[]> {
  const rows = await Promise.all(listed.map((key) => table.get(key, 'eventual')));
  return rows.filter((row) => row !== undefined);
}

/** The journeys whose rows these are, by the partition of each. */
export async function journeysBehind(
  table: Pick<Table, 'get'>,
  listed: readonly Key[],
): Promise<ReadonlyMap<string, Journey>> {
  const ids = new Set(listed.flatMap((key) => journeyIdOf(key) ?? []));
  const heads = await wholeRows(
    table,
    [...ids].map((id) => keys.journey(id)),
  );
  return new Map(heads.map((head) => [head.pk, readJourney(head)]));
}
