import { itemBytes } from '../../application/ports/item-size.ts';
import { attributesIn, INDEXES, type IndexName, type Item } from '../../application/ports/table.ts';

/**
 * What DynamoDB charges for, on demand. Source: DynamoDB Developer Guide, "DynamoDB read and write operations" and
 * "Global secondary indexes: write capacity": an index is written when something that it holds changes.
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
    const [was, is] = [heldBy(name, before), heldBy(name, after)];
    const stays = was !== undefined && is !== undefined && sameKeys(name, was, is);
    if (stays) return JSON.stringify(was) === JSON.stringify(is) ? sum : sum + writeUnits(was, is);
    return (
      sum +
      (was === undefined ? 0 : writeUnits(was, undefined)) +
      (is === undefined ? 0 : writeUnits(undefined, is))
    );
  }, 0);
}

/**
 * Bytes of storage an item is charged for, in the table and in all the indexes it is in. A row that expires is stored
 * for a day and removed without charge, so it counts as nothing.
 */
export function storedBytes(item: Item | undefined): { readonly table: number; readonly indexes: number } {
  if (item === undefined || item['expiresAt'] !== undefined) return { table: 0, indexes: 0 };
  const held = indexNames().flatMap((name) => heldBy(name, item) ?? []);
  const bytesIn = (items: readonly Item[]): number =>
    items.reduce((sum, each) => sum + itemBytes(each) + OVERHEAD_BYTES, 0);
  return { table: bytesIn([item]), indexes: bytesIn(held) };
}

/** What an index holds of an item; undefined when the item is not in that index. */
export function heldBy(index: IndexName, item: Item | undefined): Item | undefined {
  const { partition, sort } = INDEXES[index];
  if (item === undefined || typeof item[partition] !== 'string' || typeof item[sort] !== 'string')
    return undefined;
  const attributes = attributesIn(index).map((name) => [name, item[name]] as const);
  return Object.fromEntries(attributes) as Item;
}

function sameKeys(index: IndexName, one: Item, other: Item): boolean {
  const { partition, sort } = INDEXES[index];
  return one[partition] === other[partition] && one[sort] === other[sort];
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
