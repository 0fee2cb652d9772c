import type { Effect } from '../../domain/journey-draft.ts';
import { readEffect } from '../items.ts';
import { partitions, SHARDS } from '../keys.ts';
import type { Item } from '../ports/table.ts';
import type { Services } from '../services.ts';

/** Hands a delivery to whatever sends webhooks: a queue on AWS, the sender itself in one process. */
export type QueueDelivery = (delivery: {
  readonly agencyId: string;
  readonly deliveryId: string;
  readonly again?: true;
}) => Promise<void>;

/**
 * Carries out one outbox row and then removes it. At least once: a crash between the two carries it out again, and
 * every effect may be carried out twice without harm.
 */
export async function relayRow(services: Services, row: Item, queue: QueueDelivery): Promise<void> {
  await carryOut(services, readEffect(row), queue);
  await services.table.transact([{ kind: 'delete', key: { pk: row.pk, sk: row.sk } }]);
}

async function carryOut(services: Services, effect: Effect, queue: QueueDelivery): Promise<void> {
  switch (effect.kind) {
    case 'answer-task': {
      const { outcome, subject, number } = effect;
      // "closed" means the execution that waited has ended or been replaced: the record is already right.
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
      await queue({
        agencyId: effect.agencyId,
        deliveryId: effect.deliveryId,
        ...(effect.again === true && { again: true }),
      });
      return;
  }
}

const PAGE = 100;

/** Carries out every row still in the outbox: what a crash, or a change feed that lost one, left behind. */
export async function relayUnsent(services: Services, queue: QueueDelivery): Promise<number> {
  let relayed = 0;
  for (let shard = 0; shard < SHARDS; shard += 1) {
    let cursor: string | undefined;
    do {
      const page = await services.table.query({
        partition: partitions.unsent(shard),
        index: 'unsent',
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const row of page.items) {
        await relayRow(services, row, queue);
        relayed += 1;
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return relayed;
}
