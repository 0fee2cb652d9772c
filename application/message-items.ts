import type { IsoInstant } from '../domain/law/time.ts';
import type { Effect } from '../domain/record/effects.ts';
import type { Delivery } from '../domain/record/webhook-event.ts';
import { keys, partitions, shardOf, sorts } from './keys.ts';
import type { Item, Json } from './ports/table.ts';

/** Outbox rows and deliveries, in a file of their own: the relay carries them, and needs no kinds of step. */

const body = (record: object): { readonly [name: string]: Json | undefined } =>
  record as { readonly [name: string]: Json | undefined };

/** @param at when it is written, for the order of the outbox. */
export function outboxItem(journeyId: string, sequence: number, effect: Effect, at: IsoInstant): Item {
  const key = keys.outbox(journeyId, sequence);
  return {
    ...key,
    effect: body(effect),
    unsentPk: partitions.unsent(shardOf(journeyId)),
    unsentSk: sorts.byInstant(at, journeyId, key.sk),
  };
}

export function deliveryItem(delivery: Delivery): Item {
  return {
    ...keys.delivery(delivery.agencyId, delivery.id),
    version: delivery.version,
    delivery: body(delivery),
    ...(delivery.nextAttemptAt !== undefined &&
      delivery.state === 'pending' && {
        duePk: partitions.due(shardOf(delivery.journeyId)),
        dueSk: sorts.byInstant(delivery.nextAttemptAt, delivery.agencyId, delivery.id),
      }),
    ...(delivery.heldBack === true &&
      delivery.state === 'pending' && {
        waitingPk: partitions.heldBack(delivery.agencyId),
        waitingSk: sorts.byInstant(delivery.createdAt, delivery.id),
      }),
  };
}

export function readEffect(item: Item): Effect {
  return item['effect'] as unknown as Effect;
}

export function readDelivery(item: Item): Delivery {
  return { ...(item['delivery'] as unknown as Delivery), version: Number(item['version']) };
}
