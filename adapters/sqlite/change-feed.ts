import type { Change } from '../../application/ports/table.ts';

export type ChangeListener = (changes: readonly Change[]) => void;

export interface ChangeFeed {
  /** Returns a function that stops listening. */
  onChange(listener: ChangeListener): () => void;
  publish(changes: readonly Change[]): void;
}

/**
 * Sends committed changes to listeners in the order of the commits, also when a listener commits: those changes wait
 * until every listener has received the earlier ones. Errors of listeners go to `onListenerError`.
 */
export function createChangeFeed(onListenerError: (error: unknown) => void): ChangeFeed {
  const listeners = new Set<{ readonly hear: ChangeListener }>();
  const waiting: (readonly Change[])[] = [];
  let telling = false;

  function tell(hear: ChangeListener, changes: readonly Change[]): void {
    try {
      hear(changes);
    } catch (error) {
      onListenerError(error);
    }
  }

  return {
    onChange(hear) {
      const entry = { hear };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    publish(changes) {
      if (listeners.size === 0 || changes.length === 0) return;
      waiting.push(changes);
      if (telling) return;
      telling = true;
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        for (const { hear } of [...listeners]) tell(hear, next);
      }
      telling = false;
    },
  };
}
