import { afterEach, describe, expect, it } from '@jest/globals';
import { readPosition, type Position } from '../../application/background/compare-engine.ts';
import { reconcile, type Reconciled, type ReconcileOptions } from '../../application/background/reconcile.ts';
import { journeyItem, readJourney } from '../../application/items.ts';
import { keys, SHARDS } from '../../application/keys.ts';
import { lastRun } from '../../application/last-runs.ts';
import type { Executions } from '../../application/ports/executions.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { CUSTODY_ROWS } from '../../domain/pathways/custody/handover.ts';
import { CHILD_MACHINES } from '../../domain/pathways/machines.ts';
import { executionName } from '../../domain/record/machines.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';

afterEach(closeWorlds);

const MANY = 1_200;
const PAGE = 500;

/** A caseload in the table, and an engine that runs all of it but what a test takes away. */
class Caseload {
  readonly running = new Set<string>();
  readonly asked: string[] = [];
  pages = 0;
  readonly world: JourneyWorld;

  constructor(world: JourneyWorld) {
    this.world = world;
  }

  readonly executions: Executions = {
    isRunning: async (_machine, name) => {
      this.asked.push(name);
      return this.running.has(name);
    },
    running: async (machine, cursor = '0') => {
      this.pages += 1;
      const names = [...this.running].filter((name) => name.includes(`-${machine}-`));
      const end = Number(cursor) + PAGE;
      return {
        names: names.slice(Number(cursor), end),
        ...(end < names.length && { cursor: String(end) }),
      };
    },
    newestVersion: async () => undefined,
    isWaiting: async () => true,
  };

  run(options: ReconcileOptions = {}): Promise<Reconciled> {
    return reconcile(this.world.services, this.executions, QUIET_QUEUES, options);
  }

  async position(): Promise<Position> {
    return readPosition((await lastRun(this.world.table, 'reconcile'))?.['position']);
  }
}

async function caseload(): Promise<Caseload> {
  const world = await daysBeforeRelease(70);
  await world.runtime.advanceTo(world.clock.now().add({ hours: 1 }));
  const one = await world.journey();
  const all = new Caseload(world);
  for (const { name } of one.executions) all.running.add(name);
  for (let index = 0; index < MANY; index += 1) {
    const id = `m${String(index).padStart(25, '0')}`;
    const executions = one.executions.map((each) => ({
      ...each,
      name: executionName(id, each.machine, 1, 1),
    }));
    const journey: Journey = { ...one, id, version: 1, executions, open: [] };
    await world.table.transact([{ kind: 'put', item: journeyItem(journey) }]);
    for (const { name } of executions) all.running.add(name);
  }
  return all;
}

describe('a caseload of many', () => {
  it('is compared by lists: one by one only what is in one of them and not in the other', async () => {
    const all = await caseload();
    const gone = [...all.running].filter((_name, index) => index % 500 === 7);
    for (const name of gone) all.running.delete(name);
    const { complete, found } = await all.run();

    expect(found.EXECUTION_GONE).toEqual({ repaired: gone.length, incidents: 0 });
    expect(gone.length).toBeGreaterThan(1);
    expect({ complete, asked: all.asked.toSorted() }).toEqual({ complete: true, asked: gone.toSorted() });
    // A page of each machine that runs nothing, a child among them, and those of the one that runs everything.
    expect(all.pages).toBe(4 + Math.ceil(all.running.size / PAGE));
  });

  it('is compared by the heads of those from before the index held what runs', async () => {
    const all = await caseload();
    const id = `m${'7'.padStart(25, '0')}`;
    const head = await all.world.table.get(keys.journey(id));
    if (head === undefined) throw new Error('There is no such journey');
    const { executions: _held, ...before } = head;
    await all.world.table.transact([{ kind: 'put', item: before }]);
    const [lost] = readJourney(head).executions;
    expect((await all.run()).found.EXECUTION_GONE.repaired).toBe(0);
    all.running.delete(lost?.name ?? '');
    expect((await all.run()).found.EXECUTION_GONE.repaired).toBe(1);
  });

  it('is walked through over several runs when each has time for a part, without a journey twice', async () => {
    const all = await caseload();
    const seen: string[] = [];
    const read = all.world.beforeTable;
    let runs = 0;
    for (let complete = false; !complete; runs += 1) {
      // Enough for what comes before the walk, for the list, and for a page of each shard.
      let pieces = 20;
      const before = await all.position();
      ({ complete } = await all.run({ hasTime: () => (pieces -= 1) >= 0 }));
      const after = await all.position();
      seen.push(JSON.stringify([before, after]));
      expect(after).not.toEqual(before);
    }
    all.world.beforeTable = read;
    expect(runs).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await all.position()).toMatchObject({
      share: 1,
      through: Array.from({ length: SHARDS }, () => ''),
    });
  });

  it('finds what is gone wherever the walk was cut off before it', async () => {
    const all = await caseload();
    const gone = [...all.running].filter((_name, index) => index % 100 === 3);
    for (const name of gone) all.running.delete(name);
    let repaired = 0;
    let runs = 0;
    for (let complete = false; !complete && runs < 50; runs += 1) {
      let pieces = 35;
      const result = await all.run({ hasTime: () => (pieces -= 1) >= 0 });
      repaired += result.found.EXECUTION_GONE.repaired;
      complete = result.complete;
    }
    expect(runs).toBeGreaterThan(1);
    expect(repaired).toBe(gone.length);
    for (const name of gone) {
      const head = await all.world.table.get(keys.journey(name.slice(0, 26)));
      expect(head && readJourney(head).executions.map((each) => each.name)).not.toContain(name);
    }
  });

  it('does not count an execution as an orphan before the walk reaches its journey', async () => {
    const all = await caseload();
    let pieces = 20;
    const { complete, found } = await all.run({ hasTime: () => (pieces -= 1) >= 0 });
    expect({ complete, stopped: found.EXECUTION_ORPHANED.repaired }).toEqual({ complete: false, stopped: 0 });
  });

  it('begins from the start where it was left by a product with other shards and machines', () => {
    const rows = CUSTODY_ROWS.join(' ');
    const inCustody = { rows, through: '' };
    const start = {
      share: 0,
      child: 0,
      through: ['', '', '', ''],
      escalated: '',
      causes: '',
      caughtUp: '',
      inCustody,
    };
    expect(readPosition(undefined)).toEqual(start);
    expect(
      readPosition({
        share: 24,
        child: CHILD_MACHINES.length,
        through: ['a'],
        inCustody: { rows: 'handover', through: '~' },
      }),
    ).toEqual(start);
    const kept = {
      share: 5,
      child: 1,
      through: ['a', '', '~', 'b'],
      escalated: '2027-03-09#a',
      causes: '2027-03-09#a#',
      caughtUp: 'prison MDI',
      inCustody: { rows, through: 'prison MDI' },
    };
    expect(readPosition(kept)).toEqual(kept);
  });
});
