import { SYSTEM } from '../../domain/record/actor.ts';
import { rowsTouchedBy } from '../../domain/journey/touched-rows.ts';
import { wakeStep } from '../../domain/journey/wake-step.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { isoInstant } from '../../domain/law/time.ts';
import { changeJourney } from '../change-journey.ts';
import { partitions, SHARDS } from '../keys.ts';
import type { Item } from '../ports/table.ts';
import { done } from '../refusal.ts';
import { readDelivery, readStep } from '../items.ts';
import type { Services } from '../services.ts';

/** Sends a delivery that is due; what that means is the runtime's (a queue on AWS, a call in one process). */
export type SendDue = (delivery: { readonly agencyId: string; readonly deliveryId: string }) => Promise<void>;

export interface SweepCount {
  readonly steps: number;
  readonly deliveries: number;
  /** What went wrong with single rows. They stay due, and the next sweep tries them again. */
  readonly failures: readonly unknown[];
}

const PAGE = 100;

/** Of each shard: what is due comes in a burst at midnight, and one journey does not wait for another. */
const AT_ONCE = 4;

/**
 * Fires every row whose time has come; of one journey or agency, in order of its time. Each goes through a command that looks at the row
 * again, so that firing twice, late, or beside another sweep is harmless.
 *
 * @throws only when the list of what is due cannot be read.
 */
export async function sweep(services: Services, sendDue: SendDue): Promise<SweepCount> {
  // One upper bound for the whole run: a cursor is of one query, and the clock runs on between two pages.
  const dueBy = `${isoInstant(services.clock.now())}~`;
  const counts = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) => sweepShard(services, shard, dueBy, sendDue)),
  );
  return counts.reduce((sum, one) => ({
    steps: sum.steps + one.steps,
    deliveries: sum.deliveries + one.deliveries,
    failures: [...sum.failures, ...one.failures],
  }));
}

async function sweepShard(
  services: Services,
  shard: number,
  dueBy: string,
  sendDue: SendDue,
): Promise<SweepCount> {
  let steps = 0;
  let deliveries = 0;
  const failures: unknown[] = [];
  let cursor: string | undefined;

  async function fire(row: Item): Promise<void> {
    // One row that cannot be fired must not hold up every other behind it.
    try {
      if (row['delivery'] === undefined) {
        await wake(services, row);
        steps += 1;
      } else {
        const { agencyId, id } = readDelivery(row);
        await sendDue({ agencyId, deliveryId: id });
        deliveries += 1;
      }
    } catch (error) {
      failures.push(error);
    }
  }

  do {
    const page = await services.table.query({
      partition: partitions.due(shard),
      index: 'due',
      to: dueBy,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    const waiting = [...Map.groupBy(page.items, ({ pk }) => pk).values()];
    const fireSome = async (): Promise<void> => {
      for (let rows = waiting.shift(); rows !== undefined; rows = waiting.shift()) {
        for (const row of rows) await fire(row);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fireSome));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { steps, deliveries, failures };
}

async function wake(services: Services, row: Item): Promise<void> {
  const journeyId = row.pk.slice('JOURNEY#'.length);
  const { key } = readStep(row);
  await changeJourney(services, journeyId, { by: SYSTEM }, async (change) => {
    await change.loadSteps([key]);
    const step = change.draft.step(key);
    if (!step || !isOpen(step)) return done('gone');
    const answersItself = stepEntry(step.kind).answersItself;
    if (answersItself !== undefined) {
      await change.load(rowsTouchedBy(change.draft.journey, step, answersItself));
    }
    wakeStep(change.draft, step);
    return done('woken');
  });
}

/** When the next row falls due, for a clock that is moved by hand. */
export async function nextDueAt(services: Pick<Services, 'table'>): Promise<string | undefined> {
  const firsts = await Promise.all(
    Array.from({ length: SHARDS }, async (_, shard) => {
      const page = await services.table.query({ partition: partitions.due(shard), index: 'due', limit: 1 });
      const first = page.items[0]?.['dueSk'];
      return typeof first === 'string' ? first.split('#')[0] : undefined;
    }),
  );
  return firsts.filter((first) => first !== undefined).sort()[0];
}
