import { afterEach, describe, expect, it } from '@jest/globals';
import { verifyTimelines } from '../../application/background/verify-timelines.ts';
import { factItem, journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { lastRun } from '../../application/last-runs.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { listSteps } from '../../application/queries/list-steps.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import { FIRST_HASH, hashOf, type Fact } from '../../domain/record/facts.ts';
import { addDays } from '../../domain/law/time.ts';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import '../matchers/journey-matchers.ts';
import { ADMIN, closeWorlds, journeyWorld, ok, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

async function put(world: JourneyWorld, fact: Fact): Promise<void> {
  await world.table.transact([{ kind: 'put', item: factItem(world.id, fact) }]);
}

async function remove(world: JourneyWorld, sequence: number): Promise<void> {
  await world.table.transact([{ kind: 'delete', key: keys.fact(world.id, sequence) }]);
}

async function factAt(world: JourneyWorld, sequence: number): Promise<Fact> {
  const fact = (await world.facts())[sequence - 1];
  if (fact === undefined) throw new Error(`There is no fact ${sequence}`);
  return fact;
}

/** Every fact from this one on, sealed again, and the head with them: by somebody who knows how a chain is made. */
async function resealAll(world: JourneyWorld, sequence: number, data: Fact['data']): Promise<void> {
  const facts = await world.facts();
  let previousHash = facts[sequence - 2]?.hash ?? FIRST_HASH;
  for (const { hash: _hash, ...fact } of facts.slice(sequence - 1)) {
    const next = { ...fact, previousHash, ...(fact.sequence === sequence && { data }) };
    previousHash = hashOf(next);
    await put(world, { ...next, hash: previousHash });
  }
  const journey = await world.journey();
  const item = journeyItem({ ...journey, facts: { ...journey.facts, lastHash: previousHash } });
  await world.table.transact([{ kind: 'put', item }]);
}

/** The end of the timeline removed, and the head with it. */
async function cutShort(world: JourneyWorld): Promise<void> {
  const journey = await world.journey();
  const { count } = journey.facts;
  await remove(world, count);
  const lastHash = (await factAt(world, count - 1)).hash;
  const item = journeyItem({ ...journey, facts: { count: count - 1, lastHash } });
  await world.table.transact([{ kind: 'put', item }]);
}

const CHANGES: readonly {
  readonly what: string;
  readonly change: (world: JourneyWorld) => Promise<void>;
  readonly found: 3 | 'last';
}[] = [
  {
    what: 'an edited fact',
    change: async (world) => put(world, { ...(await factAt(world, 3)), data: { phase: 'community' } }),
    found: 3,
  },
  { what: 'a removed fact', change: (world) => remove(world, 3), found: 3 },
  {
    what: 'two facts in each other’s place',
    change: async (world) => {
      const [third, fourth] = [await factAt(world, 3), await factAt(world, 4)];
      await put(world, { ...fourth, sequence: 3 });
      await put(world, { ...third, sequence: 4 });
    },
    found: 3,
  },
  {
    what: 'a fact that cannot be read',
    change: async (world) => {
      const item = { ...keys.fact(world.id, 3), journeyId: world.id };
      await world.table.transact([{ kind: 'put', item }]);
    },
    found: 3,
  },
  {
    what: 'the last fact removed',
    change: async (world) => remove(world, (await world.journey()).facts.count),
    found: 'last',
  },
  { what: 'the end cut off, and the head with it', change: cutShort, found: 'last' },
  {
    what: 'a chain sealed again from an edited fact on, and the head with it',
    change: (world) => resealAll(world, 3, { phase: 'community' }),
    found: 'last',
  },
];

describe('a timeline', () => {
  it('as recorded is verified, and nobody is asked', async () => {
    const world = await daysBeforeRelease(60);
    const { count } = (await world.journey()).facts;
    expect(await verifyTimelines(world.services)).toEqual({
      complete: true,
      journeys: 1,
      changed: [],
      failures: [],
    });
    expect((await world.journey()).facts.count).toBe(count);
  });

  it.each(CHANGES)(
    'with $what is found, and the administrators are asked once',
    async ({ change, found }) => {
      const world = await daysBeforeRelease(60);
      await verifyTimelines(world.services);
      const { count } = (await world.journey()).facts;
      await change(world);
      const first = await verifyTimelines(world.services);
      const sequence = found === 'last' ? count : found;
      expect(first.changed).toEqual([expect.objectContaining({ journeyId: world.id, sequence })]);
      await expect(world).toBeWaitingFor('changed-timeline');
      const { items } = ok(await getTimeline(world.services, ADMIN, world.id, { limit: 500 }));
      const said = items.filter(({ type }) => type === 'timeline-changed');
      expect(said.map(({ data }) => data)).toEqual([{ fact: sequence }]);
      const asked = (await world.journey()).version;
      const second = await verifyTimelines(world.services);
      expect(second.changed).toEqual(first.changed);
      expect((await world.journey()).version).toBe(asked);
    },
  );

  it('that was changed is a stuck journey of the administrators, until they answer', async () => {
    const world = await daysBeforeRelease(60);
    await put(world, { ...(await factAt(world, 3)), data: {} });
    await verifyTimelines(world.services);
    const { items } = ok(await listStuck(world.services, ADMIN));
    expect(items).toEqual([expect.objectContaining({ code: 'TIMELINE_CHANGED', journeyId: world.id })]);
    const timeline = ok(await getTimeline(world.services, ADMIN, world.id, { newestFirst: true }));
    expect(timeline.items.map(({ sentence }) => sentence)).toContain(
      'It was found that fact 3 of this timeline is not what was recorded.',
    );
    await world.complete('changed-timeline', 'SETTLED', { reason: 'A restore mixed two tables' });
    expect(ok(await listStuck(world.services, ADMIN)).items).toEqual([]);
    await verifyTimelines(world.services);
    expect((await world.journey()).open.some(({ kind }) => kind === 'changed-timeline')).toBe(false);
  });

  it('that was restored, and then changed again, is asked about again', async () => {
    const world = await daysBeforeRelease(60);
    const third = await factAt(world, 3);
    await put(world, { ...third, data: {} });
    await verifyTimelines(world.services);
    await world.complete('changed-timeline', 'SETTLED', { reason: 'Restored' });
    await put(world, third);
    expect((await verifyTimelines(world.services)).changed).toEqual([]);
    await put(world, { ...third, data: {} });
    expect((await verifyTimelines(world.services)).changed).toHaveLength(1);
    await expect(world).toBeWaitingFor('changed-timeline');
  });

  it('of a closed journey is verified too', async () => {
    const world = await daysBeforeRelease(60);
    ok(await world.tryDeath());
    await world.settle();
    expect((await world.journey()).phase).toBe('closed');
    await put(world, { ...(await factAt(world, 3)), data: {} });
    expect((await verifyTimelines(world.services)).changed).toHaveLength(1);
    const { items } = ok(await listSteps(world.services, ADMIN, {}));
    expect(items.map(({ kind }) => kind)).toContain('changed-timeline');
    expect(ok(await listStuck(world.services, ADMIN)).items.map(({ code }) => code)).toContain(
      'TIMELINE_CHANGED',
    );
  });

  it('without a head is found, though nobody can be asked in it', async () => {
    const world = await daysBeforeRelease(60);
    await world.table.transact([{ kind: 'delete', key: keys.journey(world.id) }]);
    const gone = { journeyId: world.id, sequence: 0, why: 'the head of the journey is gone' };
    expect((await verifyTimelines(world.services)).changed).toEqual([gone]);
    expect((await verifyTimelines(world.services)).changed).toEqual([gone]);
  });
});

describe('a walk through all journeys', () => {
  /** More journeys than one page of every shard: copies that are whole. */
  async function many(count: number): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(60);
    for (let number = 0; number < count; number += 1) {
      const id = `copy-${String(number).padStart(5, '0')}`;
      const { registered: _registered, ...journey } = await world.journey();
      const facts = (await world.facts()).map((fact) => ({ kind: 'put', item: factItem(id, fact) }) as const);
      const item = journeyItem({ ...journey, id });
      await world.table.transact([{ kind: 'put', item }, ...facts]);
      const register = {
        kind: 'put',
        item: { ...keys.registeredJourney(id), register: { journeyId: id } },
      } as const;
      await world.table.transact([register]);
    }
    return world;
  }

  it('that runs out of time continues where it was, and verifies each journey once', async () => {
    const world = await many(450);
    const seen: number[] = [];
    let complete = false;
    while (!complete) {
      const run = await verifyTimelines(world.services, { hasTime: () => false });
      seen.push(run.journeys);
      complete = run.complete;
    }
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.reduce((sum, journeys) => sum + journeys, 0)).toBe(451);
    expect((await lastRun(world.table, 'verify'))?.['completedAt']).toBeDefined();
    expect((await verifyTimelines(world.services)).journeys).toBe(451);
  });

  it('that is killed continues from its last page', async () => {
    const world = await many(450);
    let pages = 0;
    const killed = verifyTimelines(world.services, {
      pace: () => {
        pages += 1;
        return pages === 3 ? Promise.reject(new Error('killed')) : Promise.resolve();
      },
    });
    await expect(killed).rejects.toThrow('killed');
    const rest = await verifyTimelines(world.services);
    expect(rest.journeys).toBeLessThan(451);
    expect(rest).toMatchObject({ complete: true, failures: [] });
  });

  it('goes on past a journey that cannot be read, is not complete, and finds it at the next', async () => {
    const world = await daysBeforeRelease(60);
    await put(world, { ...(await factAt(world, 3)), data: {} });
    let failed = false;
    world.beforeTable = (call, about) => {
      if (call !== 'query' || !about.includes('FACT#') || failed) return;
      failed = true;
      throw new TableUnavailableError('The table is busy.');
    };
    const run = await verifyTimelines(world.services);
    expect(run).toMatchObject({
      complete: false,
      changed: [],
      failures: [expect.any(TableUnavailableError)],
    });
    expect((await lastRun(world.table, 'verify'))?.['completedAt']).toBeUndefined();
    expect((await verifyTimelines(world.services)).changed).toHaveLength(1);
  });

  it('that could not keep what it found asks nobody twice', async () => {
    const world = await daysBeforeRelease(60);
    await put(world, { ...(await factAt(world, 3)), data: {} });
    world.beforeTable = (call, about) => {
      if (call === 'transact' && about.includes('"changed":{')) throw new TableUnavailableError('Busy.');
    };
    expect((await verifyTimelines(world.services)).failures).toHaveLength(1);
    world.beforeTable = undefined;
    expect((await verifyTimelines(world.services)).changed).toHaveLength(1);
    const open = (await world.journey()).open.filter(({ kind }) => kind === 'changed-timeline');
    expect(open).toHaveLength(1);
  });
});

describe('the local product', () => {
  it('verifies once on each day', async () => {
    const world = await daysBeforeRelease(60);
    const runs = async () => (await lastRun(world.table, 'verify'))?.['startedAt'];
    await world.runtime.nightly();
    const first = await runs();
    world.clock.moveTo(world.clock.now().add({ hours: 2 }));
    await world.runtime.nightly();
    expect(await runs()).toBe(first);
    await world.advanceTo(addDays(world.today(), 1));
    await world.runtime.nightly();
    expect(await runs()).not.toBe(first);
    expect(world.problems).toEqual([]);
  });

  it('removes what the access log no longer keeps', async () => {
    const world = await daysBeforeRelease(60);
    const old = { pk: 'ACCESS#denial#2020-01-01', sk: 'x', expiresAt: 1_700_000_000 };
    const recent = { pk: 'ACCESS#denial#2026-01-01', sk: 'x', expiresAt: 1_900_000_000 };
    await world.table.transact([old, recent].map((item) => ({ kind: 'put', item }) as const));
    await world.runtime.nightly();
    expect(await world.table.get(old)).toBeUndefined();
    expect(await world.table.get(recent)).toBeDefined();
  });

  it('puts journeys from before the register into it when it starts', async () => {
    const table = openSqliteTable(':memory:');
    const world = await journeyWorld({ today: '2026-09-01', table });
    await world.startJourney({ releaseDate: '2027-03-09' });
    await table.transact([{ kind: 'delete', key: keys.registeredJourney(world.id) }]);
    expect((await verifyTimelines(world.services)).journeys).toBe(0);
    await table.transact([{ kind: 'delete', key: keys.lastRun('verify') }]);
    await world.comesBack();
    expect((await verifyTimelines(world.services)).journeys).toBe(1);
  });
});
