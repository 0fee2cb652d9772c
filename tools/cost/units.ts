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
  const [had, has] = [indexesWith(before), indexesWith(after)];
  return [...new Set([...had.keys(), ...has.keys()])].reduce((sum, name) => {
    const [was, is] = [had.get(name), has.get(name)];
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
  const bytesIn = (items: readonly Item[]): number =>
    items.reduce((sum, each) => sum + bytesOf(each) + OVERHEAD_BYTES, 0);
  return { table: bytesIn([item]), indexes: bytesIn([...indexesWith(item).values()]) };
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

/** The size of an item; of none, 0. */
export const bytesOf = once((item) => (item === undefined ? 0 : itemBytes(item)));

/** What each index that the item is in holds of it. */
const indexesWith = once((item): ReadonlyMap<IndexName, Item> => {
  const names = Object.keys(INDEXES) as IndexName[];
  return new Map(
    names.flatMap((name) => {
      const held = heldBy(name, item);
      return held === undefined ? [] : [[name, held] as const];
    }),
  );
});

/** Items are read-only, and the same one is charged for many times. */
function once<Answer>(of: (item: Item | undefined) => Answer): (item: Item | undefined) => Answer {
  const known = new WeakMap<Item, Answer>();
  const ofNone = of(undefined);
  return (item) => {
    if (item === undefined) return ofNone;
    const before = known.get(item);
    if (before !== undefined) return before;
    const answer = of(item);
    known.set(item, answer);
    return answer;
  };
}
