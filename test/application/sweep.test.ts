import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { sweep } from '../../application/background/sweep.ts';
import { deliveryItem } from '../../application/message-items.ts';
import { MAX_TRANSACTION_WRITES } from '../../application/ports/table.ts';
import { journeyWorld } from '../support/journey-world.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';

const DUE = '2026-10-05T07:00:00.000Z';

/** What is due of some agencies, so many each, all of one journey and so of one shard. */
async function due(agencies: number, each: number) {
  const { services } = await journeyWorld({ today: '2026-10-05' });
  const table = openSqliteTable(':memory:');
  const items = Array.from({ length: agencies * each }, (_, index) =>
    deliveryItem({
      id: `d${String(Math.floor(index / agencies)).padStart(3, '0')}`,
      version: 1,
      agencyId: `agency-${index % agencies}`,
      journeyId: 'j1',
      referralId: 'r1',
      type: 'through-the-gate.referral.created',
      body: '{}',
      state: 'pending',
      createdAt: DUE,
      nextAttemptAt: DUE,
      attempts: [],
    }),
  );
  for (let start = 0; start < items.length; start += MAX_TRANSACTION_WRITES) {
    const some = items.slice(start, start + MAX_TRANSACTION_WRITES);
    await table.transact(some.map((item) => ({ kind: 'put', item })));
  }
  return { ...services, table };
}

describe('what is due at once', () => {
  it('is fired side by side, but a few at a time, and in order where it is of one', async () => {
    const services = await due(10, 3);
    const fired: { readonly agencyId: string; readonly deliveryId: string }[] = [];
    let underWay = 0;
    let most = 0;
    const { deliveries } = await sweep(services, {
      ...QUIET_QUEUES,
      deliver: async (delivery) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await turn();
        fired.push(delivery);
        underWay -= 1;
      },
    });
    expect([deliveries, most]).toEqual([30, 4]);
    const ofOne = fired.filter(({ agencyId }) => agencyId === 'agency-7').map(({ deliveryId }) => deliveryId);
    expect(ofOne).toEqual(['d000', 'd001', 'd002']);
  });

  it('does not wait for one that cannot be fired', async () => {
    const services = await due(3, 2);
    const { deliveries, failures } = await sweep(services, {
      ...QUIET_QUEUES,
      deliver: ({ agencyId }) =>
        agencyId === 'agency-1' ? Promise.reject(new Error('out')) : Promise.resolve(),
    });
    expect([deliveries, failures.length]).toEqual([4, 2]);
  });

  it('is fired whole when it fills many pages and the clock runs on meanwhile', async () => {
    const still = await due(200, 50);
    let now = still.clock.now();
    const clock = { now: () => (now = now.add({ milliseconds: 1 })) };
    const fired = new Set<string>();
    const { deliveries, failures } = await sweep(
      { ...still, clock },
      {
        ...QUIET_QUEUES,
        deliver: ({ agencyId, deliveryId }) => {
          fired.add(`${agencyId} ${deliveryId}`);
          return Promise.resolve();
        },
      },
    );
    expect([deliveries, fired.size, failures]).toEqual([10_000, 10_000, []]);
  });
});
