import type { IsoInstant } from '../domain/law/time.ts';
import { keys } from './keys.ts';
import type { Item, Json, Table } from './ports/table.ts';

/** Scheduled work. Each kind has one row for its last run. */
export type Run = 'sweep' | 'reconcile' | 'verify';

/** The rest of the row. */
export type RunDetails = { readonly [name: string]: Json | undefined };

/** Stores the last run of its kind. @param completedAt when a run was last completed. */
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
