import type { SqliteTable } from '../adapters/sqlite/sqlite-table.ts';
import {
  carryOutRow,
  relayRow,
  relayUnsent,
  removeRows,
  type Queues,
} from '../application/background/relay.ts';
import { readEffect } from '../application/message-items.ts';
import type { Item } from '../application/ports/table.ts';
import type { Services } from '../application/services.ts';
import type { InProgress } from './in-progress.ts';

export interface LocalRelayOptions {
  readonly table: SqliteTable;
  readonly services: Services;
  readonly send: Queues;
  readonly work: InProgress;
  readonly onProblem: (what: string, error: unknown) => void;
}

/** Carries out outbox rows as they are committed, in this process. */
export function localRelay({ table, services, send, work, onProblem }: LocalRelayOptions) {
  const unsent: Item[] = [];
  let draining = false;
  /** A row could not be carried out, and is still in the outbox. */
  let leftBehind = false;

  /**
   * Rows are carried out in the order they were committed, and removed together once everything they set off has come
   * to rest: one transaction instead of hundreds. A crash between carries some out twice, which harms nothing.
   */
  async function drain(): Promise<void> {
    const carriedOut: Item[] = [];
    for (let row = unsent.shift(); row !== undefined; row = unsent.shift()) {
      try {
        await carryOutRow(services, row, send);
        carriedOut.push(row);
      } catch (error) {
        leftBehind = true;
        onProblem(`outbox row ${row.sk}`, error);
      }
      if (unsent.length === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    draining = false;
    await removeRows(services, carriedOut);
  }

  /** A delivery's row stays until the attempt is recorded, and holds up nothing: one agency may be slow, or never answer. */
  async function relayDelivery(row: Item): Promise<void> {
    try {
      await relayRow(services, row, send);
    } catch (error) {
      leftBehind = true;
      throw error;
    }
  }

  function relayLater(row: Item): void {
    if (readEffect(row).kind === 'deliver') {
      work.inBackground(() => relayDelivery(row), `outbox row ${row.sk}`);
      return;
    }
    unsent.push(row);
    if (draining) return;
    draining = true;
    work.inBackground(() => Promise.resolve().then(drain), 'the outbox');
  }

  async function relayEverything(): Promise<void> {
    const { failures } = await relayUnsent(services, send);
    for (const failure of failures) onProblem('carrying out what was left in the outbox', failure);
    leftBehind = failures.length > 0;
  }

  const stop = table.onChange((changes) => {
    for (const { after } of changes) if (after?.['unsentPk'] !== undefined) relayLater(after);
  });

  return {
    /** Carries out every row of the outbox: what an earlier process left there. */
    relayEverything,
    /** Tries the rows again that could not be carried out. */
    retry: async (): Promise<void> => {
      if (leftBehind) await relayEverything();
    },
    stop,
  };
}
