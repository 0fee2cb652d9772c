import { itemBytes } from '../../application/ports/item-size.ts';
import { INDEXES, type IndexName, type Item } from '../../application/ports/table.ts';

/**
 * What DynamoDB charges for, on demand, with every index holding whole items. Source: DynamoDB Developer Guide,
 * "DynamoDB read and write operations" and "Global secondary indexes: write capacity".
 */

const READ_UNIT_BYTES = 4 * 1024;
const WRITE_UNIT_BYTES = 1024;
/** A transaction prepares each write and then commits it: two units instead of one. */
export const IN_A_TRANSACTION = 2;
/** Each item is charged this much storage beside its own bytes, in the table and in every index it is in. */
const OVERHEAD_BYTES = 100;

/** Read units of one request: the bytes it reads together, rounded up, and never less than one unit. */
export function readUnits(bytes: number, consistency: 'strong' | 'eventual'): number {
  return unitsOf(bytes, READ_UNIT_BYTES) * (consistency === 'strong' ? 1 : 0.5);
}

/** Write units of one item on the table, by the larger of its sizes before and after. */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  return unitsOf(Math.max(bytesOf(before), bytesOf(after)), WRITE_UNIT_BYTES);
}

/** Write units of all indexes together when an item changes. Indexes are written after a transaction, not in it. */
export function indexWriteUnits(before: Item | undefined, after: Item | undefined): number {
  return indexNames().reduce((sum, name) => {
    const [was, is] = [keysIn(name, before), keysIn(name, after)];
    if (was !== is) {
      return (
        sum +
        (was === undefined ? 0 : writeUnits(before, undefined)) +
        (is === undefined ? 0 : writeUnits(undefined, after))
      );
    }
    if (was === undefined || JSON.stringify(before) === JSON.stringify(after)) return sum;
    return sum + writeUnits(before, after);
  }, 0);
}

/**
 * Bytes of storage an item is charged for, in the table and in all the indexes it is in. A row that expires is stored
 * for a day and removed without charge, so it counts as nothing.
 */
export function storedBytes(item: Item | undefined): { readonly table: number; readonly indexes: number } {
  if (item === undefined || item['expiresAt'] !== undefined) return { table: 0, indexes: 0 };
  const bytes = itemBytes(item) + OVERHEAD_BYTES;
  const indexes = indexNames().filter((name) => keysIn(name, item) !== undefined).length;
  return { table: bytes, indexes: bytes * indexes };
}

/** An item's keys in an index; undefined when it is not in that index. */
function keysIn(name: IndexName, item: Item | undefined): string | undefined {
  const { partition, sort } = INDEXES[name];
  const keys = [item?.[partition], item?.[sort]];
  return keys.every((key) => typeof key === 'string') ? JSON.stringify(keys) : undefined;
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
