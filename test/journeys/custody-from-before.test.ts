import { afterEach, describe, expect, it } from '@jest/globals';
import { catchUpInCustody } from '../../application/background/catch-up.ts';
import type { ReconcileRun } from '../../application/background/reconcile-run.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { AFTER_ALL } from '../../application/driven-journeys.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { previewRestart } from '../../application/queries/preview-restart.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isAsleepInPrison } from '../../domain/journey/open-in-custody.ts';
import { addDays } from '../../domain/law/time.ts';
import { ADMIN, closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';
import { storedWorld } from '../support/stored-world.ts';

afterEach(closeWorlds);

const kindsIn = ({ open }: Journey) => open.map(({ kind }) => kind);

/** The journeys of the stored folder that sleep in prison: none has a step of custody. */
async function asleep(): Promise<{ readonly world: JourneyWorld; readonly ids: readonly string[] }> {
  const { world, ids } = await storedWorld();
  const sleeping: string[] = [];
  for (world.id of ids) {
    const journey = await world.journey();
    if (!isAsleepInPrison(journey)) continue;
    expect(kindsIn(journey)).not.toContain('handover');
    expect(kindsIn(journey)).not.toContain('custody-review');
    expect(kindsIn(journey)).not.toContain('bank-account');
    sleeping.push(world.id);
  }
  expect(sleeping).toHaveLength(5);
  return { world, ids: sleeping };
}

describe('a journey that was asleep in custody before custody asked anything', () => {
  it('is given the steps of custody by the reconciler, each on its day, once', async () => {
    const { world, ids } = await asleep();
    await world.runtime.reconcile();
    const facts: number[] = [];
    for (world.id of ids) {
      const journey = await world.journey();
      const release = journey.releaseDateInForce ?? '';
      const kinds = kindsIn(journey);
      expect(kinds).toContain('handover');
      expect(kinds).toContain('bank-account');
      expect(kinds.includes('custody-review')).toBe(release > addDays(world.today(), 182));
      const { opensOn } = await world.step('bank-account');
      expect(opensOn).toBe(addDays(release, -182));
      facts.push(journey.facts.count);
    }
    await world.runtime.reconcile();
    for (world.id of ids) expect((await world.journey()).facts.count).toBe(facts.shift());
  });

  it('is given them by a restart, which shows them first', async () => {
    const { world, ids } = await asleep();
    world.id = ids[0] ?? '';
    const shown = ok(await previewRestart(world.services, ADMIN, world.id));
    expect([shown.ends, shown.starts, shown.repeats]).toEqual([[], [], []]);
    const opens = shown.opens.map(({ kind }) => kind).sort();
    expect(opens).toEqual(expect.arrayContaining(['bank-account', 'handover']));
    const given = { reason: 'To be handed over' };
    expect(ok(await restartJourney(world.services, ADMIN, world.id, given))).toEqual({ machines: [] });
    const kinds = kindsIn(await world.journey());
    expect(kinds).toEqual(expect.arrayContaining(opens));
    const last = (await world.facts()).findLast(({ type }) => type === 'restarted');
    expect(last?.data).toMatchObject({ reason: 'To be handed over' });
  });

  /** One run of the reconciler's look at custody, with this much time. */
  async function look(world: JourneyWorld, from: string, hasTime: () => boolean) {
    const failures: unknown[] = [];
    const run: ReconcileRun = {
      services: world.services,
      executions: world.runtime.executions,
      queues: QUIET_QUEUES,
      before: '2027-01-16T08:55:00.000Z',
      hasTime,
      count: () => undefined,
      failed: (error) => failures.push(error),
    };
    return { reached: await catchUpInCustody(run, from), failures };
  }

  it('is reached also when every run is short of time, each going on where the last stopped', async () => {
    const { world, ids } = await asleep();
    let from = '';
    for (let runs = 0; from !== AFTER_ALL && runs < 1_000; runs += 1) {
      const { reached, failures } = await look(world, from, () => false);
      expect(failures).toEqual([]);
      from = reached;
    }
    expect(from).toBe(AFTER_ALL);
    for (world.id of ids) expect(kindsIn(await world.journey())).toContain('handover');
  });

  it('that cannot be changed holds up no other of its prison, and is tried again', async () => {
    const { world, ids } = await asleep();
    const [unlucky = '', ...others] = ids;
    world.beforeTable = (call, about) => {
      if (call === 'transact' && about.includes(`JOURNEY#${unlucky}`)) throw new TableUnavailableError('out');
    };
    world.id = unlucky;
    const { prison } = await world.journey();
    const { reached, failures } = await look(world, '', () => true);
    expect(reached < `prison ${prison}`).toBe(true);
    expect(failures).toHaveLength(2);
    world.beforeTable = undefined;
    expect(await look(world, reached, () => true)).toEqual({ reached: AFTER_ALL, failures: [] });
    for (world.id of [unlucky, ...others]) expect(kindsIn(await world.journey())).toContain('handover');
  });
});
