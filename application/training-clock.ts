import { keys } from './keys.ts';
import type { Clock } from './ports/clock.ts';
import type { Table } from './ports/table.ts';

export interface TrainingClock extends Clock {
  /** Reads how far it has been moved; shows the real time before the first call. @throws as the table does. */
  read(): Promise<void>;
}

/** A clock that functions share: ahead of the real time by an amount in the table. It is read before each call. */
export function trainingClock(table: Pick<Table, 'get'>, real: Clock): TrainingClock {
  let ahead = { milliseconds: 0 };
  return {
    now: () => real.now().add(ahead),
    async read() {
      ahead = { milliseconds: (await readAhead(table)).aheadMs };
    },
  };
}

/** How far it has been moved, and the version of its row; 0 without a row. */
export async function readAhead(
  table: Pick<Table, 'get'>,
): Promise<{ readonly aheadMs: number; readonly version: number }> {
  const row = await table.get(keys.trainingClock());
  return { aheadMs: Number(row?.['aheadMs'] ?? 0), version: Number(row?.['version'] ?? 0) };
}
