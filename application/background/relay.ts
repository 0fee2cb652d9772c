import { Temporal } from 'temporal-polyfill';
import type { Effect } from '../../domain/record/effects.ts';
import type { IsoInstant } from '../../domain/law/time.ts';
import { readEffect } from '../message-items.ts';
import type { MessageWork } from './message-work.ts';
import { instantIn, partitions, SHARDS } from '../keys.ts';
import { MAX_TRANSACTION_WRITES, type Item } from '../ports/table.ts';
import type { Services } from '../services.ts';

/** Gives a delivery to the webhook sender: through a queue on AWS, directly in one process. */
export type QueueDelivery = (delivery: {
  readonly agencyId: string;
  readonly deliveryId: string;
  readonly again?: true;
}) => Promise<void>;

/** Puts notices into mailboxes, or sends what waits in one: through a queue on AWS, directly in one process. */
export type QueueMessages = (work: MessageWork) => Promise<void>;

/** Where the relay and the sweep send what is not for the engine. */
export interface Queues {
  readonly deliver: QueueDelivery;
  readonly tell: QueueMessages;
}

/** Sends one outbox row and then removes it. At least once: a crash in between sends it again, which is harmless. */
export async function relayRow(services: Services, row: Item, queues: Queues): Promise<void> {
  await carryOutRow(services, row, queues);
  await removeRows(services, [row]);
}

/** Sends one row and leaves it in the outbox, for a caller that removes many together. */
export async function carryOutRow(services: Services, row: Item, queues: Queues): Promise<void> {
  await carryOut(services, readEffect(row), queues);
}

export async function removeRows(services: Services, rows: readonly Item[]): Promise<void> {
  for (let start = 0; start < rows.length; start += MAX_TRANSACTION_WRITES) {
    const batch = rows.slice(start, start + MAX_TRANSACTION_WRITES);
    await services.table.transact(batch.map(({ pk, sk }) => ({ kind: 'delete', key: { pk, sk } })));
  }
}

async function carryOut(services: Services, effect: Effect, queues: Queues): Promise<void> {
  switch (effect.kind) {
    case 'answer-task': {
      const { outcome, subject, number } = effect;
      // "closed": the execution has ended or been replaced, and the record is already right.
      await services.engine.answer(effect.token, { outcome, subject, number });
      return;
    }
    case 'start-execution':
      await services.engine.start(effect.machine, effect.name, effect.input);
      return;
    case 'stop-execution':
      await services.engine.stop(effect.machine, effect.name, effect.cause);
      return;
    case 'deliver':
      await queues.deliver({
        agencyId: effect.agencyId,
        deliveryId: effect.deliveryId,
        ...(effect.again === true && { again: true }),
      });
      return;
    case 'tell': {
      const { journeyId, number, notices } = effect;
      await queues.tell({ journeyId, number, notices });
      return;
    }
  }
}

const PAGE = 100;

export interface RelayedCount {
  readonly relayed: number;
  /** Errors by row. Those rows stay in the outbox, and the next call tries them again. */
  readonly failures: readonly unknown[];
  /** False when time ran out. */
  readonly complete: boolean;
}

export interface RelayLimits {
  /** Younger rows are left to the change feed. */
  readonly writtenBy?: IsoInstant;
  readonly hasTime?: () => boolean;
}

/** Sends every row still in the outbox, after a crash or a lost change. */
export async function relayUnsent(
  services: Services,
  queues: Queues,
  { writtenBy, hasTime = () => true }: RelayLimits = {},
): Promise<RelayedCount> {
  let relayed = 0;
  const failures: unknown[] = [];
  for (let shard = 0; shard < SHARDS; shard += 1) {
    let cursor: string | undefined;
    do {
      if (!hasTime()) return { relayed, failures, complete: false };
      const page = await services.table.query({
        partition: partitions.unsent(shard),
        index: 'unsent',
        limit: PAGE,
        ...(writtenBy !== undefined && { to: writtenBy }),
        ...(cursor !== undefined && { cursor }),
      });
      for (const row of page.items) {
        // A row that cannot be sent must not delay the rows behind it.
        try {
          await relayRow(services, row, queues);
          relayed += 1;
        } catch (error) {
          failures.push(error);
        }
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return { relayed, failures, complete: true };
}

/** The age of the oldest outbox row in whole seconds; 0 when there is none. */
export async function oldestUnsentSeconds({
  table,
  clock,
}: Pick<Services, 'table' | 'clock'>): Promise<number> {
  const ages = await Promise.all(
    Array.from({ length: SHARDS }, async (_, shard) => {
      const page = await table.query({ partition: partitions.unsent(shard), index: 'unsent', limit: 1 });
      const written = instantIn(page.items[0]?.['unsentSk']);
      if (written === undefined) return 0;
      const at = Temporal.Instant.from(written);
      return Math.floor((clock.now().epochMilliseconds - at.epochMilliseconds) / 1000);
    }),
  );
  return Math.max(0, ...ages);
}
