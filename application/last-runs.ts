import type { IsoInstant } from '../domain/law/time.ts';
import { keys } from './keys.ts';
import type { Item, Json, Table } from './ports/table.ts';

/** What the product does by itself again and again. Each keeps one row of its last run. */
export type Run = 'sweep' | 'reconcile';

/** What stands in the row besides when a run was last completed. */
export type RunDetails = { readonly [name: string]: Json | undefined };

/**
 * Keeps a run as the last of its kind.
 * @param completedAt when it was completed; of one that was not, when the last was that was.
 */
export async function keepRun(
  table: Table,
  run: Run,
  completedAt: IsoInstant | undefined,
  details: RunDetails = {},
): Promise<void> {
  const item = { ...keys.lastRun(run), ...details, ...(completedAt !== undefined && { completedAt }) };
  await table.transact([{ kind: 'put', item }]);
}

export async function lastRun(table: Pick<Table, 'get'>, run: Run): Promise<Item | undefined> {
  return table.get(keys.lastRun(run));
}

export function completedAtOf(row: Item | undefined): IsoInstant | undefined {
  const at = row?.['completedAt'];
  return typeof at === 'string' ? at : undefined;
}
