import { keys } from './keys.ts';
import type { Clock } from './ports/clock.ts';
import type { Table } from './ports/table.ts';

export interface TrainingClock extends Clock {
  /** Learns how far it has been moved; until the first time it shows the real time. @throws as the table does. */
  read(): Promise<void>;
}

/** A clock that many functions share: ahead of the real one by what the table says. It is read before each call. */
export function trainingClock(table: Pick<Table, 'get'>, real: Clock): TrainingClock {
  let ahead = { milliseconds: 0 };
  return {
    now: () => real.now().add(ahead),
    async read() {
      ahead = { milliseconds: (await readAhead(table)).aheadMs };
    },
  };
}

/** How far it has been moved, and the version of the row that says so: 0 while there is none. */
export async function readAhead(
  table: Pick<Table, 'get'>,
): Promise<{ readonly aheadMs: number; readonly version: number }> {
  const row = await table.get(keys.trainingClock());
  return { aheadMs: Number(row?.['aheadMs'] ?? 0), version: Number(row?.['version'] ?? 0) };
}
