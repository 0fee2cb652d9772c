import { readDelivery } from '../message-items.ts';
import { dueRowOf } from '../due-rows.ts';
import { partitions, SHARDS } from '../keys.ts';
import { wholeRows } from '../whole-rows.ts';
import type { ReconcileRun } from './reconcile-run.ts';

const PAGE = 100;

/**
 * Queues again every delivery that should have been attempted by now and never was. The sweep does the same each
 * minute; this finds and counts what it missed.
 * @returns false when time ran out.
 */
export async function queueUnattempted({
  services,
  queues,
  before,
  hasTime,
  count,
  failed,
}: ReconcileRun): Promise<boolean> {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    let cursor: string | undefined;
    do {
      if (!hasTime()) return false;
      const page = await services.table.query({
        partition: partitions.due(shard),
        index: 'due',
        to: before,
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      const deliveries = page.items.filter((row) => dueRowOf(row)?.kind === 'delivery');
      for (const row of await wholeRows(services.table, deliveries)) {
        const { agencyId, id: deliveryId, attempts, state } = readDelivery(row);
        if (attempts.length > 0 || state !== 'pending') continue;
        try {
          await queues.deliver({ agencyId, deliveryId });
          count({ finding: 'DELIVERY_UNATTEMPTED', result: 'repaired' });
        } catch (error) {
          failed(error);
        }
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return true;
}
