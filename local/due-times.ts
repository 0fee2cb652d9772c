import type { SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import { dueFirst, firstDueOf, type DueFirst, type FirstDue } from '../application/background/next-due.ts';

export interface DueTimes {
  readonly firstDue: FirstDue;
  /** Stops listening to the table. */
  stop(): void;
}

/**
 * The first due row of each partition, kept while it stays the first: the clock asks for all of them at every move, and
 * most moves change one. Nothing is stale, because this process is the only one that writes the table.
 */
export function dueTimes(table: Pick<SqliteTable, 'query' | 'onChange'>): DueTimes {
  const ask = firstDueOf(table);
  /** Null for a partition without rows. */
  const known = new Map<string, DueFirst | null>();
  let changes = 0;

  const stop = table.onChange((changed) => {
    changes += 1;
    for (const { key, after } of changed) {
      for (const [partition, first] of known)
        if (first?.pk === key.pk && first.sk === key.sk) known.delete(partition);
      const partition = after?.['duePk'];
      const due = dueFirst(after);
      if (due === undefined || typeof partition !== 'string') continue;
      const first = known.get(partition);
      if (first === null || (first !== undefined && due.dueSk < first.dueSk)) known.set(partition, due);
    }
  });

  return {
    stop,
    async firstDue(partition) {
      const kept = known.get(partition);
      if (kept !== undefined) return kept ?? undefined;
      const before = changes;
      const first = await ask(partition);
      // What was written while the table was asked may come before the answer.
      if (changes === before) known.set(partition, first ?? null);
      return first;
    },
  };
}
