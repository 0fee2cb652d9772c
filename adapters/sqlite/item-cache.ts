import type { Item, Key } from '../../application/ports/table.ts';
import { keyText } from '../../application/ports/transaction-limits.ts';
import { asRead } from './sqlite-item.ts';

/** An item, or null for a key that nothing is kept under. */
export type Known = Item | null;

/** The latest committed items, so that most reads and conditions need neither SQLite nor a parser. */
export interface ItemCache {
  /** What a read would answer; undefined when that is not known here. */
  get(key: Key): Known | undefined;
  /** The same as it was put, which may still have attributes that are `undefined`: for a look at others. */
  peek(key: Key): Known | undefined;
  /** Remembers what was read, or has been committed. `length` is that of its JSON text. */
  keep(key: Key, item: Known, length: number): void;
  clear(): void;
}

/** Text of the items of one generation together, in characters; there are two, so at most twice that is held. */
export const CACHE_LENGTH = 8 * 1024 * 1024;
/** What an entry costs besides its item, in the same measure. */
const ENTRY_LENGTH = 200;

interface Entry {
  item: Known;
  /** The item is as a read would answer it. */
  settled: boolean;
  readonly length: number;
}

/**
 * Keeps what was used lately: when the young generation is full it becomes the old one, and what is used again moves
 * back. Nothing is ever stale, because the process that holds the data file is its only writer. Items are handed out
 * as they are kept, without copying: like every item of the port they are read-only.
 *
 * @param generationLength 0 keeps nothing.
 */
export function createItemCache(generationLength: number): ItemCache {
  let young = new Map<string, Entry>();
  let old = new Map<string, Entry>();
  let length = 0;

  function add(name: string, entry: Entry): void {
    if (generationLength === 0) return;
    if (length > generationLength) {
      old = young;
      young = new Map();
      length = 0;
    }
    young.set(name, entry);
    length += entry.length + ENTRY_LENGTH;
  }

  function find(key: Key): Entry | undefined {
    const name = keyText(key);
    const fresh = young.get(name);
    if (fresh !== undefined) return fresh;
    const aged = old.get(name);
    if (aged !== undefined) add(name, aged);
    return aged;
  }

  return {
    peek: (key) => find(key)?.item,
    get(key) {
      const entry = find(key);
      if (entry !== undefined && !entry.settled && entry.item !== null) {
        entry.item = asRead(entry.item);
        entry.settled = true;
      }
      return entry?.item;
    },
    keep: (key, item, itemLength) => {
      add(keyText(key), { item, settled: false, length: itemLength });
    },
    clear() {
      young.clear();
      old.clear();
      length = 0;
    },
  };
}
