import {
  attributesIn,
  type Condition,
  INDEXES,
  type Item,
  type Key,
  type Query,
  type TransactResult,
  type Write,
} from '../../application/ports/table.ts';

/** The Table port as plainly as it can be said, to compare the adapters with. */
export function createTableModel() {
  const items = new Map<string, Item>();
  const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);
  const keyOf = (write: Write): Key => (write.kind === 'put' ? write.item : write.key);

  function holds(when: Condition, item: Item | undefined): boolean {
    if (when.kind === 'absent') return item === undefined;
    return item?.[when.kind === 'version' ? 'version' : when.name] === when.equals;
  }

  return {
    transact(writes: readonly Write[]): TransactResult {
      const failed = writes.flatMap((write, position) =>
        write.when === undefined || holds(write.when, items.get(nameOf(keyOf(write)))) ? [] : [position],
      );
      if (failed.length > 0) return { ok: false, failed };
      for (const write of writes) {
        if (write.kind === 'put') items.set(nameOf(write.item), write.item);
        if (write.kind === 'delete') items.delete(nameOf(write.key));
      }
      return { ok: true };
    },

    query({ partition, index, startsWith = '', from, to, direction }: Query) {
      const names = index === undefined ? { partition: 'pk', sort: 'sk' } : INDEXES[index];
      const sortOf = (item: Item): string => {
        const sort = item[names.sort];
        return typeof sort === 'string' ? sort : '';
      };
      const found = [...items.values()]
        .filter((item) => item[names.partition] === partition && sortOf(item).startsWith(startsWith))
        .filter((item) => from === undefined || compare(sortOf(item), from) >= 0)
        .filter((item) => to === undefined || compare(sortOf(item), to) <= 0)
        .toSorted((a, b) => compare(sortOf(a), sortOf(b)));
      const shown = index === undefined ? found : found.map((item) => only(item, attributesIn(index)));
      return { items: direction === 'backward' ? shown.toReversed() : shown, sortOf };
    },
  };
}

function only(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name))) as Item;
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
