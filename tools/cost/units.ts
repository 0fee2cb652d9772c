import { itemBytes } from '../../application/ports/item-size.ts';
import { INDEXES, type IndexName, type Item } from '../../application/ports/table.ts';

/**
 * What DynamoDB charges for, on demand. Source: DynamoDB Developer Guide, "DynamoDB read and write operations" and
 * "Global secondary indexes: write capacity".
 */

const READ_UNIT_BYTES = 4 * 1024;
const WRITE_UNIT_BYTES = 1024;
/** A transaction prepares each write and then commits it: two units where one would do. */
export const IN_A_TRANSACTION = 2;
/** Beside its own bytes, each item is charged this much storage, in the table and in every index it is in. */
export const OVERHEAD_BYTES = 100;

/** What of an item an index holds, beside its own keys and the table's. */
export type Projection = 'ALL' | 'KEYS_ONLY' | { readonly include: readonly string[] };
export type Projections = { readonly [index in IndexName]?: Projection };

/** Read units of one request: the bytes of all it reads together, rounded up; something is charged for nothing too. */
export function readUnits(bytes: number, consistency: 'strong' | 'eventual'): number {
  return unitsOf(bytes, READ_UNIT_BYTES) * (consistency === 'strong' ? 1 : 0.5);
}

/** Write units of one item on the table, by the larger of what was there and what is there now. */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  return unitsOf(Math.max(bytesOf(before), bytesOf(after)), WRITE_UNIT_BYTES);
}

/** Write units of all indexes together when an item changes. Indexes are written after a transaction, not in it. */
export function indexWriteUnits(
  before: Item | undefined,
  after: Item | undefined,
  projections: Projections = {},
): number {
  return indexNames().reduce(
    (sum, name) => sum + unitsOfIndex(entryOf(before, name, projections), entryOf(after, name, projections)),
    0,
  );
}

/**
 * Bytes of storage an item is charged for: in the table, and in all the indexes it is in. A row that expires is there
 * for a day and goes without charge, so it counts as nothing.
 */
export function storedBytes(
  item: Item | undefined,
  projections: Projections = {},
): { readonly table: number; readonly indexes: number } {
  if (item === undefined || item['expiresAt'] !== undefined) return { table: 0, indexes: 0 };
  const entries = indexNames().flatMap((name) => entryOf(item, name, projections) ?? []);
  return {
    table: itemBytes(item) + OVERHEAD_BYTES,
    indexes: entries.reduce((sum, { item: kept }) => sum + itemBytes(kept) + OVERHEAD_BYTES, 0),
  };
}

interface Entry {
  readonly keys: string;
  readonly item: Item;
}

function unitsOfIndex(before: Entry | undefined, after: Entry | undefined): number {
  if (before === undefined || after === undefined) {
    return before === after ? 0 : writeUnits(before?.item, after?.item);
  }
  if (before.keys !== after.keys)
    return writeUnits(before.item, undefined) + writeUnits(undefined, after.item);
  return JSON.stringify(before.item) === JSON.stringify(after.item) ? 0 : writeUnits(before.item, after.item);
}

/** What an index holds of an item; undefined for one that is not in it. */
function entryOf(item: Item | undefined, name: IndexName, projections: Projections): Entry | undefined {
  const { partition, sort } = INDEXES[name];
  const [partitionKey, sortKey] = [item?.[partition], item?.[sort]];
  if (item === undefined || typeof partitionKey !== 'string' || typeof sortKey !== 'string') return undefined;
  const keys = JSON.stringify([partitionKey, sortKey]);
  const projection = projections[name] ?? 'ALL';
  if (projection === 'ALL') return { keys, item };
  const included = projection === 'KEYS_ONLY' ? [] : projection.include;
  const kept = Object.fromEntries(included.map((attribute) => [attribute, item[attribute]]));
  return {
    keys,
    item: { ...kept, pk: item.pk, sk: item.sk, [partition]: partitionKey, [sort]: sortKey },
  };
}

function unitsOf(bytes: number, unit: number): number {
  return Math.max(1, Math.ceil(bytes / unit));
}

function bytesOf(item: Item | undefined): number {
  return item === undefined ? 0 : itemBytes(item);
}

function indexNames(): readonly IndexName[] {
  return Object.keys(INDEXES) as IndexName[];
}
