import { afterEach, describe, expect, it } from '@jest/globals';
import { changeJourney } from '../../application/change-journey.ts';
import { journeyItem, readJourney, readStep, stepItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { relayRow, relayUnsent } from '../../application/background/relay.ts';
import type { Table } from '../../application/ports/table.ts';
import { done } from '../../application/refusal.ts';
import { actorOf } from '../../domain/access/user.ts';
import { closeWorlds, OFFICER, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';

afterEach(closeWorlds);

/** The services of a world over a table whose first so many transactions lose their race. */
function losing(world: JourneyWorld, races: number) {
  let lost = 0;
  const table: Table = {
    ...world.table,
    transact: (writes) => {
      if (lost >= races) return world.table.transact(writes);
      lost += 1;
      return Promise.resolve({ ok: false, failed: [0] });
    },
  };
  return { services: { ...world.services, table }, lost: () => lost };
}

const touch = (
  world: JourneyWorld,
  services: JourneyWorld['services'],
  tried: () => void = () => undefined,
) =>
  changeJourney(services, world.id, { by }, ({ draft }) => {
    tried();
    draft.record('restarted', { reason: 'a test' });
    return done('touched');
  });

const by = actorOf(OFFICER, 'officer');

describe('a change that loses its race', () => {
  it('reads again, decides again, and is made once', async () => {
    const world = await daysBeforeRelease(100);
    const before = (await world.facts()).length;
    let decided = 0;
    const { services } = losing(world, 3);
    expect(ok(await touch(world, services, () => (decided += 1)))).toBe('touched');
    expect(decided).toBe(4);
    expect(await world.facts()).toHaveLength(before + 1);
  });

  it('returns UNAVAILABLE after too many lost races, and writes nothing', async () => {
    const world = await daysBeforeRelease(100);
    const before = await world.journey();
    const { services, lost } = losing(world, 1_000);
    expect(refused(await touch(world, services)).code).toBe('UNAVAILABLE');
    expect(lost()).toBeGreaterThan(5);
    expect(await world.journey()).toEqual(before);
  });

  it('writes nothing when the decision changes nothing', async () => {
    const world = await daysBeforeRelease(100);
    const before = world.commits;
    await changeJourney(world.services, world.id, { by }, () => done('nothing'));
    expect(world.commits).toBe(before);
  });
});

describe('the relay', () => {
  it('sends an outbox row again when it does not know that it was sent', async () => {
    const world = await daysBeforeRelease(84);
    const kept: Parameters<typeof relayRow>[1][] = [];
    const stop = world.table.onChange((changes) => {
      for (const { after } of changes) if (after?.['unsentPk'] !== undefined) kept.push(after);
    });
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    stop();
    expect(kept.length).toBeGreaterThan(1);
    const before = [await world.journey(), await world.facts(), world.runtime.engine.running()];

    for (const row of kept) await relayRow(world.services, row, QUIET_QUEUES);
    await world.settle();

    expect([await world.journey(), await world.facts(), world.runtime.engine.running()]).toEqual(before);
  });

  it('finds what was left in the outbox, in every shard, and leaves it empty', async () => {
    const world = await daysBeforeRelease(70);
    world.runtime.close();
    ok(await world.tryComplete('housing-need', 'NEEDS_HELP'));
    expect(await world.outbox()).toHaveLength(1);
    const { relayed, failures } = await relayUnsent(world.services, QUIET_QUEUES);
    expect([relayed, failures]).toEqual([1, []]);
    expect(await world.outbox()).toEqual([]);
  });
});

describe('a change of more rows than a transaction holds', () => {
  it('is refused with an explanation, and nothing is written', async () => {
    const world = await daysBeforeRelease(100);
    const before = await world.journey();
    const result = await changeJourney(world.services, world.id, { by }, ({ draft }) => {
      for (let count = 0; count < 120; count += 1) draft.record('reconcile-asked');
      return done('too much');
    });
    const { code, rule, detail } = refused(result);
    expect([code, rule]).toEqual(['RULE_REFUSED', 'change-too-large']);
    expect(detail).toContain('too many open steps and referrals at once');
    expect(await world.journey()).toEqual(before);
  });
});

describe('a row of an unknown shape', () => {
  it('is named when it is read, rather than taken for a step', async () => {
    const world = await daysBeforeRelease(100);
    const step = await world.step('pre-release-opens');
    const row = { ...stepItem(world.id, step), step: { kind: 'carrier-pigeon' } };
    expect(() => readStep(row)).toThrow(
      `The row JOURNEY#${world.id} STEP#1.pre-release-opens cannot be read: there is no kind of step called carrier-pigeon.`,
    );
    expect(() => readStep({ ...keys.step(world.id, step.key) })).toThrow('it has no step');
    const journey = await world.journey();
    const open = [{ key: '1.carrier-pigeon', kind: 'carrier-pigeon', escalation: 0 }];
    expect(() => readJourney({ ...journeyItem(journey), journey: { ...journey, open } as never })).toThrow(
      `The row JOURNEY#${world.id} HEAD cannot be read`,
    );
    expect(() => readJourney({ ...keys.journey(world.id) })).toThrow('it has no journey');
  });
});
