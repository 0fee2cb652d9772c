import { itemBytes, itemBytesAtMost, textBytes } from './item-size.ts';
import {
  INDEXES,
  InvalidItemError,
  type Item,
  ItemTooLargeError,
  type Key,
  MAX_ITEM_BYTES,
  MAX_PARTITION_KEY_BYTES,
  MAX_SORT_KEY_BYTES,
  MAX_TRANSACTION_BYTES,
  MAX_TRANSACTION_WRITES,
  TransactionTooLargeError,
  type Write,
} from './table.ts';

const MAX_KEY_BYTES = MAX_PARTITION_KEY_BYTES + MAX_SORT_KEY_BYTES;
const INDEX_KEYS = Object.values(INDEXES);

/**
 * Refuses a transaction that breaks a limit of the Table port, before anything is sent or written, so that both
 * adapters refuse the same ones with the same error.
 *
 * @throws TransactionTooLargeError, ItemTooLargeError, InvalidItemError, as at {@link Table.transact}.
 */
export function checkTransactionLimits(writes: readonly Write[]): void {
  if (writes.length > MAX_TRANSACTION_WRITES) {
    throw new TransactionTooLargeError(
      `A transaction has at most ${MAX_TRANSACTION_WRITES} writes; this one has ${writes.length}.`,
    );
  }
  const keys = new Set<string>();
  let atMost = 0;
  for (const write of writes) {
    keys.add(keyText(keyOf(write)));
    if (write.kind === 'put') atMost += checkItem(write.item);
    else checkKey(write.key);
  }
  if (keys.size < writes.length)
    throw new TransactionTooLargeError('A transaction may write each key only once.');
  // Only items that may be too large are measured exactly.
  if (atMost + writes.length * MAX_KEY_BYTES <= MAX_TRANSACTION_BYTES) return;
  const bytes = writes.reduce((sum, write) => sum + bytesOf(write), 0);
  if (bytes > MAX_TRANSACTION_BYTES) {
    throw new TransactionTooLargeError(
      `A transaction has at most ${MAX_TRANSACTION_BYTES} bytes; this one ${bytes}.`,
    );
  }
}

/** The key of a write. */
export function keyOf(write: Write): Key {
  return write.kind === 'put' ? write.item : write.key;
}

/** A key as one string, unique whatever characters it holds. */
export function keyText({ pk, sk }: Key): string {
  return `${pk.length}:${pk}${sk}`;
}

function bytesOf(write: Write): number {
  return write.kind === 'put' ? itemBytes(write.item) : textBytes(write.key.pk) + textBytes(write.key.sk);
}

/** The size of the item in bytes, or an upper estimate when it is far from the limit. */
function checkItem(item: Item): number {
  checkKey(item);
  for (const { partition, sort } of INDEX_KEYS) {
    const [partitionKey, sortKey] = [item[partition], item[sort]];
    if (partitionKey === undefined && sortKey === undefined) continue;
    checkKeyText(partition, partitionKey, MAX_PARTITION_KEY_BYTES);
    checkKeyText(sort, sortKey, MAX_SORT_KEY_BYTES);
  }
  const atMost = itemBytesAtMost(item);
  if (atMost <= MAX_ITEM_BYTES) return atMost;
  const bytes = itemBytes(item);
  if (bytes > MAX_ITEM_BYTES) {
    throw new ItemTooLargeError(`An item has at most ${MAX_ITEM_BYTES} bytes; this one has ${bytes}.`);
  }
  return bytes;
}

function checkKey({ pk, sk }: Key): void {
  checkKeyText('pk', pk, MAX_PARTITION_KEY_BYTES);
  checkKeyText('sk', sk, MAX_SORT_KEY_BYTES);
}

function checkKeyText(name: string, value: unknown, maxBytes: number): void {
  if (typeof value !== 'string' || value === '')
    throw new InvalidItemError(`${name} must be text that is not empty.`);
  const bytes = textBytes(value);
  if (bytes > maxBytes)
    throw new InvalidItemError(`${name} has at most ${maxBytes} bytes; this one has ${bytes}.`);
}
