import type { Item, Key } from '../../application/ports/table.ts';
import { keyText } from '../../application/ports/transaction-limits.ts';
import { asRead } from './sqlite-item.ts';

/** An item, or null for a key without one. */
export type Known = Item | null;

/** The latest committed items, so that most reads and conditions need neither SQLite nor a parser. */
export interface ItemCache {
  /** What a read would return; undefined when it is not cached. */
  get(key: Key): Known | undefined;
  /** The item as it was put, which may still have `undefined` attributes. */
  peek(key: Key): Known | undefined;
  /** Caches an item that was read or committed. `length` is the length of its JSON text. */
  keep(key: Key, item: Known, length: number): void;
  clear(): void;
}

/** The size of one of the two generations, in characters of JSON; at most twice that is cached. */
export const CACHE_LENGTH = 8 * 1024 * 1024;
/** The overhead of an entry, in characters. */
const ENTRY_LENGTH = 200;

interface Entry {
  item: Known;
  /** The item is in the form that a read returns. */
  settled: boolean;
  readonly length: number;
}

/**
 * Caches what was used recently: when the young generation is full it becomes the old one, and items that are used
 * again move back. Nothing is stale, because this process is the file's only writer. Items are shared without copying:
 * they are read-only.
 * @param generationLength 0 caches nothing.
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
