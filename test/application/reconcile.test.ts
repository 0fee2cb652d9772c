import { afterEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { reconcile } from '../../application/commands/reconcile.ts';
import { keys } from '../../application/keys.ts';
import { outboxItem } from '../../application/items.ts';
import { executionInput } from '../../domain/machines.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';

afterEach(closeWorlds);

const NOTHING = { EXECUTION_GONE: 0, EXECUTION_ORPHANED: 0, OUTBOX_OLD: 0 };

async function inPreRelease(): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: '2026-10-05' });
  await world.startJourney({ releaseDate: '2026-12-25' });
  await world.advanceTo('2026-10-06');
  return world;
}

function run(world: JourneyWorld) {
  return world.runtime.reconcile();
}

async function openKeys(world: JourneyWorld): Promise<readonly string[]> {
  return (await world.openSteps()).map(({ key }) => key).sort();
}

describe('holding the engine against the record', () => {
  it('finds nothing where nothing is wrong, and says so in noughts', async () => {
    const world = await inPreRelease();
    expect(await run(world)).toEqual({ healed: NOTHING, failures: [] });
    expect((await world.facts()).some(({ type }) => type === 'restarted')).toBe(false);
  });

  it('restarts a journey whose executions were stopped behind its back, and loses nothing', async () => {
    const world = await inPreRelease();
    const before = await openKeys(world);
    for (const { machine, name } of (await world.journey()).executions) {
      await world.runtime.engine.stop(machine, name, 'behind its back');
    }
    await world.settle();
    expect(await run(world)).toEqual({ healed: { ...NOTHING, EXECUTION_GONE: 1 }, failures: [] });
    expect(await openKeys(world)).toEqual(before);
    expect(world.runtime.engine.running()).toContain((await world.journey()).executions[0]?.name);
    await world.complete('housing-need', 'NEEDS_HELP');
    await expect(world.step('next-address')).resolves.toMatchObject({ state: 'OPEN' });
  });

  it('leaves alone what was started only just now', async () => {
    const world = await journeyWorld({ today: '2026-10-05' });
    await world.startJourney({ releaseDate: '2027-06-25' });
    for (const { machine, name } of (await world.journey()).executions) {
      await world.runtime.engine.stop(machine, name, 'behind its back');
    }
    expect(await run(world)).toEqual({ healed: NOTHING, failures: [] });
  });

  it('stops an execution the record knows nothing of', async () => {
    const world = await inPreRelease();
    const name = `${world.id}-community-1-99`;
    await world.runtime.engine.start('community', name, executionInput(world.id, 1));
    await world.settle();
    expect(world.runtime.engine.running()).toContain(name);
    expect((await run(world)).healed).toMatchObject({ EXECUTION_ORPHANED: 1 });
    expect(world.runtime.engine.running()).not.toContain(name);
  });

  it('carries out a row the outbox still holds', async () => {
    const table = openSqliteTable(':memory:');
    const effect = {
      kind: 'answer-task',
      token: 'gone',
      outcome: 'DONE',
      subject: 'none',
      number: 0,
    } as const;
    const row = outboxItem('j1', 1, effect, '2026-10-05T07:00:00.000Z');
    await table.transact([{ kind: 'put', item: row }]);
    const world = await journeyWorld({ today: '2026-10-05', table });
    expect(await run(world)).toEqual({ healed: { ...NOTHING, OUTBOX_OLD: 1 }, failures: [] });
    expect(await table.get(keys.outbox('j1', 1))).toBeUndefined();
  });

  it('goes on with the other journeys when one cannot be mended, and reports it', async () => {
    const world = await inPreRelease();
    const executions = {
      ...world.runtime.executions,
      isRunning: () => Promise.reject(new Error('the engine is out')),
    };
    const { healed, failures } = await reconcile(world.services, executions, () => Promise.resolve());
    expect(healed).toEqual(NOTHING);
    expect(failures).toHaveLength(1);
  });
});
