import { isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import { completedAtOf, lastRun } from '../last-runs.ts';
import { partitions, SHARDS } from '../keys.ts';
import type { Query } from '../ports/table.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface Health {
  /** `behind`: a due row is later than the sweep's patience. */
  readonly status: 'ok' | 'behind';
  readonly now: string;
  /** Each is counted up to 100, which means 100 or more. */
  readonly counts: {
    readonly unsent: number;
    readonly overdueTimers: number;
    readonly needsAttention: number;
  };
  /** When each was last completed; absent until it has been once. */
  readonly lastCompleted: {
    readonly sweep?: IsoInstant;
    readonly reconcile?: IsoInstant;
    readonly verify?: IsoInstant;
  };
}

const MOST_COUNTED = 100;
/** The sweep runs each minute, so a row this late was missed several times. */
const PATIENCE_SECONDS = 300;

/** Whether the product answers and keeps up. It contains no personal data, so anybody may ask. */
export async function getHealth(services: Services): Promise<Result<Health>> {
  const now = services.clock.now();
  const late = isoInstant(now.subtract({ seconds: PATIENCE_SECONDS }));
  const [unsent, overdueTimers, needsAttention, swept, reconciled, verified] = await Promise.all([
    overShards((shard) => ({ index: 'unsent', partition: partitions.unsent(shard) })),
    overShards((shard) => ({ index: 'due', partition: partitions.due(shard), to: late })),
    count({ index: 'attention', partition: partitions.attention() }),
    lastRun(services.table, 'sweep').then(completedAtOf),
    lastRun(services.table, 'reconcile').then(completedAtOf),
    lastRun(services.table, 'verify').then(completedAtOf),
  ]);
  return done({
    status: overdueTimers === 0 ? 'ok' : 'behind',
    now: isoInstant(now),
    counts: { unsent, overdueTimers, needsAttention },
    lastCompleted: {
      ...(swept !== undefined && { sweep: swept }),
      ...(reconciled !== undefined && { reconcile: reconciled }),
      ...(verified !== undefined && { verify: verified }),
    },
  });

  async function overShards(query: (shard: number) => Omit<Query, 'limit'>): Promise<number> {
    const counts = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => count(query(shard))));
    return Math.min(
      MOST_COUNTED,
      counts.reduce((sum, one) => sum + one, 0),
    );
  }

  async function count(query: Omit<Query, 'limit'>): Promise<number> {
    const { items } = await services.table.query({ ...query, limit: MOST_COUNTED });
    return items.length;
  }
}
