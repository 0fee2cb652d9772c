import { readDelivery } from '../items.ts';
import { partitions, SHARDS } from '../keys.ts';
import type { Item } from '../ports/table.ts';
import type { Reconciling } from './reconciling.ts';

const PAGE = 100;

/**
 * Queues again the messages to agencies that should have been attempted by now and never were. The sweep queues what
 * is due as well; this counts what neither the outbox nor the sweep brought to a sender.
 *
 * @returns false when it ran out of time first.
 */
export async function queueUnattempted({
  services,
  queue,
  before,
  hasTime,
  count,
  failed,
}: Reconciling): Promise<boolean> {
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
      for (const row of page.items.filter(isUnattempted)) {
        const { agencyId, id: deliveryId } = readDelivery(row);
        try {
          await queue({ agencyId, deliveryId });
          count({ finding: 'DELIVERY_UNATTEMPTED', remedy: 'healed' });
        } catch (error) {
          failed(error);
        }
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return true;
}

function isUnattempted(row: Item): boolean {
  return row['delivery'] !== undefined && readDelivery(row).attempts.length === 0;
}
