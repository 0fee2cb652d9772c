import { isoInstant } from '../../domain/law/time.ts';
import type { Delivery } from '../../domain/record/webhook-event.ts';
import { findPause } from '../agency-pauses.ts';
import { partitions } from '../keys.ts';
import { deliveryItem, readDelivery } from '../message-items.ts';
import type { Item, Write } from '../ports/table.ts';
import type { Services } from '../services.ts';
import { wholeRows } from '../whole-rows.ts';

/**
 * A message that waits is looked at again after so long, in case nothing else makes it due when its agency is resumed.
 */
const AGAIN_AFTER = { hours: 1 };
const PAGE = 100;
/** The most that a request makes due; those after them are looked at within the hour. */
const MOST_WOKEN = 500;
const AT_ONCE = 10;

type Store = Pick<Services, 'table' | 'clock'>;

/**
 * Whether a message waits because its agency is paused. It is no attempt: none is counted, and one that was parked waits
 * like any other.
 */
export async function isHeldBack(services: Store, delivery: Delivery): Promise<boolean> {
  if ((await findPause(services.table, delivery.agencyId)) === undefined) return false;
  const now = services.clock.now();
  const { heldBack, state, nextAttemptAt = '' } = delivery;
  const waits = heldBack === true && state === 'pending' && nextAttemptAt > isoInstant(now);
  if (!waits) await services.table.transact([held(delivery, isoInstant(now.add(AGAIN_AFTER)))]);
  return true;
}

function held(delivery: Delivery, nextAttemptAt: string): Write {
  const { parkedBecause: _parked, state, attempts, version, ...rest } = delivery;
  const changed: Delivery = {
    ...rest,
    state: 'pending',
    heldBack: true,
    attempts,
    nextAttemptAt,
    ...(state === 'parked' && { attemptsBefore: attempts.length }),
    version: version + 1,
  };
  return { kind: 'put', item: deliveryItem(changed), when: { kind: 'version', equals: version } };
}

/** Messages that wait for an agency, oldest first: their keys. */
export async function listHeldBack(
  { table }: Pick<Services, 'table'>,
  agencyId: string,
  limit = PAGE,
): Promise<readonly Item[]> {
  const page = await table.query({ partition: partitions.heldBack(agencyId), index: 'waiting', limit });
  return page.items;
}

/**
 * Makes what waited for an agency due now: the sweep sends it within a minute. One that is sent or changed meanwhile
 * stays as it is.
 */
export async function wakeHeldBack(services: Store, agencyId: string): Promise<void> {
  const now = isoInstant(services.clock.now());
  const rows = [...(await wholeRows(services.table, await listHeldBack(services, agencyId, MOST_WOKEN)))];
  const wakeSome = async (): Promise<void> => {
    for (let row = rows.shift(); row !== undefined; row = rows.shift()) {
      const delivery = readDelivery(row);
      if (delivery.heldBack !== true || delivery.state !== 'pending') continue;
      await services.table.transact([held(delivery, now)]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, wakeSome));
}

/** A message with nothing of a pause. */
export function notHeldBack({ heldBack: _held, ...delivery }: Delivery): Delivery {
  return delivery;
}
