import { afterEach, describe, expect, it } from '@jest/globals';
import { openSqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { SHARES } from '../../application/background/compare-engine.ts';
import { reconcile, type Reconciled, type ReconcileOptions } from '../../application/background/reconcile.ts';
import { stepItem } from '../../application/items.ts';
import { deliveryItem, outboxItem } from '../../application/message-items.ts';
import { keys } from '../../application/keys.ts';
import { lastRun } from '../../application/last-runs.ts';
import type { TaskAnswer } from '../../application/ports/engine.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import type { Executions } from '../../application/ports/executions.ts';
import { FINDINGS } from '../../domain/record/findings.ts';
import { CHILD_MACHINES } from '../../domain/pathways/machines.ts';
import { executionInput } from '../../domain/record/machines.ts';
import { isoInstant } from '../../domain/law/time.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { closeWorlds, journeyWorld, ok, type JourneyWorld } from '../support/journey-world.ts';
import { councilsAsked, daysBeforeRelease, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';

afterEach(closeWorlds);

const REPAIRED = { repaired: 1, incidents: 0 };
const INCIDENT = { repaired: 0, incidents: 1 };

async function inPreRelease(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(70);
  await later(world, 1);
  return world;
}

function run(
  world: JourneyWorld,
  options: ReconcileOptions = {},
  executions: Partial<Executions> = {},
): Promise<Reconciled> {
  const engine = { ...world.runtime.executions, ...executions };
  return reconcile(world.services, engine, QUIET_QUEUES, options).finally(() => world.settle());
}

/** What was found, without the zeros. */
function found({ found: all }: Reconciled): object {
  return Object.fromEntries(
    Object.entries(all).filter(([, { repaired, incidents }]) => repaired + incidents > 0),
  );
}

async function openKeys(world: JourneyWorld): Promise<readonly string[]> {
  return (await world.openSteps()).map(({ key }) => key).sort();
}

async function restarts(world: JourneyWorld): Promise<number> {
  return (await world.facts()).filter(({ type }) => type === 'restarted').length;
}

async function stopAll(world: JourneyWorld): Promise<void> {
  for (const { machine, name } of (await world.journey()).executions) {
    await world.runtime.engine.stop(machine, name, 'behind its back');
  }
  await world.settle();
}

/** Answers a task with what its machine cannot go on with. */
async function failAll(world: JourneyWorld): Promise<void> {
  const { token = '' } = await world.step('first-appointment');
  await world.runtime.engine.answer(token, {} as TaskAnswer);
  await world.settle();
  expect(world.problems.join()).toMatch(/execution .*-community-1-\d+ failed/);
}

async function forgetAll(world: JourneyWorld): Promise<void> {
  const { engine } = world.runtime;
  const { machine } = (await world.journey()).executions[0] ?? { machine: 'pre-release' };
  for (const name of engine.running()) await engine.stop(machine, name, 'behind its back');
  await world.settle();
}

async function later(world: JourneyWorld, hours: number): Promise<void> {
  await world.runtime.advanceTo(world.clock.now().add({ hours }));
}

/** Puts another token in an open step, as if the one its task waits on had never been handed over. */
async function loseToken(world: JourneyWorld, name: string): Promise<void> {
  const step = await world.step(name);
  await world.table.transact([{ kind: 'put', item: stepItem(world.id, { ...step, token: 'lost' }) }]);
}

describe('comparing the engine with the record', () => {
  it('reports zeros when it finds nothing', async () => {
    const world = await inPreRelease();
    const nothing = Object.fromEntries(FINDINGS.map((finding) => [finding, { repaired: 0, incidents: 0 }]));
    expect(await run(world)).toEqual({ complete: true, found: nothing, failures: [] });
    expect(await restarts(world)).toBe(0);
  });

  it('writes the desks of staff from before desks had rows, so that nothing searches the whole register', async () => {
    const world = await inPreRelease();
    const old = { id: 'o.old', name: 'Ola Old', duties: ['HEAD_OF_PDU'], prisons: [], regions: ['N54'] };
    await world.table.transact([
      { kind: 'put', item: { ...keys.listedStaff('o.old'), staff: old } },
      { kind: 'delete', key: keys.desksComplete() },
    ]);
    await run(world);
    let searched = 0;
    world.beforeTable = (call, about) => {
      if (call === 'query' && about.includes('DIRECTORY')) searched += 1;
    };
    expect(await world.services.staff.atDesk('HEAD_OF_PDU', 'N54')).toMatchObject([{ id: 'o.old' }]);
    expect(searched).toBe(0);
  });

  it('leaves alone what was started only just now', async () => {
    const world = await journeyWorld({ today: '2026-10-05' });
    await world.startJourney({ releaseDate: '2027-06-25' });
    await stopAll(world);
    expect(found(await run(world))).toEqual({});
    expect(found(await run(world, { settledMinutes: 0 }))).toEqual({ EXECUTION_GONE: REPAIRED });
  });

  it('continues after a journey that cannot be checked, and reports it', async () => {
    const world = await inPreRelease();
    await stopAll(world);
    const isRunning = () => Promise.reject(new Error('the engine is out'));
    const name = await orphan(world);
    const reconciled = await run(world, {}, { isRunning });
    expect(found(reconciled)).toEqual({ EXECUTION_ORPHANED: REPAIRED });
    expect(reconciled).toMatchObject({ complete: false, failures: [new Error('the engine is out')] });
    expect(world.runtime.engine.running()).not.toContain(name);
  });

  it('repairs nothing from an incomplete list', async () => {
    const world = await inPreRelease();
    const running = () => Promise.reject(new Error('the engine is out'));
    const reconciled = await run(world, {}, { running, isRunning: () => Promise.resolve(false) });
    expect(found(reconciled)).toEqual({});
    expect(reconciled).toMatchObject({ complete: false, failures: [new Error('the engine is out')] });
  });

  it('reports a walk that the table cut short', async () => {
    const world = await inPreRelease();
    world.beforeTable = (_call, about) => {
      if (about.includes('DRIVEN#')) throw new Error('the store is down');
    };
    const { complete, failures } = await run(world);
    expect(complete).toBe(false);
    expect(failures.length).toBeGreaterThan(0);
  });
});

describe('an execution that is gone', () => {
  const inTheCommunity = async (): Promise<JourneyWorld> => {
    const world = await inPreRelease();
    await released(world);
    await later(world, 1);
    return world;
  };

  it.each([
    ['was stopped', inPreRelease, stopAll],
    ['failed', inTheCommunity, failAll],
    ['was deleted, and every other with it', inPreRelease, forgetAll],
  ] as const)('that %s is restarted, and nothing is lost or repeated', async (_how, begin, end) => {
    const world = await begin();
    const before = { open: await openKeys(world), facts: await world.facts() };
    await end(world);
    expect(found(await run(world))).toEqual({ EXECUTION_GONE: REPAIRED });

    const [restarted, ...more] = (await world.facts()).slice(before.facts.length);
    expect(restarted).toMatchObject({
      type: 'restarted',
      by: { kind: 'system' },
      data: { reason: 'the journey had stopped moving on' },
    });
    expect(more).toEqual([]);
    expect(await openKeys(world)).toEqual(before.open);
    expect(world.runtime.engine.running()).toContain((await world.journey()).executions[0]?.name);
    expect(found(await run(world, { settledMinutes: 0 }))).toEqual({});
  });

  it('continues where the journey waited', async () => {
    const world = await inPreRelease();
    await stopAll(world);
    await run(world);
    await world.complete('housing-need', 'NEEDS_HELP');
    await expect(world).toBeWaitingFor('next-address');
  });

  it('repeats no message to an agency', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const before = {
      sent: world.sender.sent.length,
      open: await openKeys(world),
      referrals: await world.referrals(),
    };
    await later(world, 1);
    await stopAll(world);
    expect(found(await run(world))).toEqual({ EXECUTION_GONE: REPAIRED });
    expect(world.sender.sent).toHaveLength(before.sent);
    expect(await world.referrals()).toEqual(before.referrals);
    expect(await openKeys(world)).toEqual(before.open);
  });

  it('is not believed gone because a list is behind', async () => {
    const world = await inPreRelease();
    expect(found(await run(world, {}, { running: () => Promise.resolve({ names: [] }) }))).toEqual({});
    expect(await restarts(world)).toBe(0);
  });

  it('is left to the next run when the journey moves at that moment', async () => {
    const world = await inPreRelease();
    await stopAll(world);
    const isRunning = async (): Promise<boolean> => {
      ok(await world.tryComplete('housing-need', 'NEEDS_HELP'));
      return false;
    };
    expect(found(await run(world, {}, { isRunning }))).toEqual({});
    expect(found(await run(world))).toEqual({ EXECUTION_GONE: REPAIRED });
    await expect(world).toBeWaitingFor('next-address');
  });
});

/** Starts an execution that the record knows nothing of. */
async function orphan(world: JourneyWorld): Promise<string> {
  const name = `${world.id}-community-1-99`;
  await world.runtime.engine.start('community', name, executionInput(world.id, 1));
  await world.settle();
  expect(world.runtime.engine.running()).toContain(name);
  return name;
}

describe('an orphan', () => {
  it('is stopped when no journey has it as its driver', async () => {
    const world = await inPreRelease();
    const name = await orphan(world);
    expect(found(await run(world))).toEqual({ EXECUTION_ORPHANED: REPAIRED });
    expect(world.runtime.engine.running()).not.toContain(name);
  });

  it('is stopped when the journey is not there at all', async () => {
    const world = await inPreRelease();
    const stranger = 'z'.repeat(26);
    await world.runtime.engine.start('community', `${stranger}-community-1-1`, executionInput(world.id, 1));
    await world.settle();
    expect(found(await run(world))).toEqual({ EXECUTION_ORPHANED: REPAIRED });
  });

  it('is stopped when it is a child that went on without its parent, within as many hours as there are such machines', async () => {
    const world = await inPreRelease();
    const [current] = (await world.journey()).executions;
    const child = `${world.id}-pre-release-1-99-housing-0`;
    await world.runtime.engine.start('housing', child, executionInput(world.id, 1));
    await world.settle();
    const all: object[] = [];
    while (all.length < CHILD_MACHINES.length) all.push(found(await run(world)));
    expect(all.filter((each) => Object.keys(each).length > 0)).toEqual([{ EXECUTION_ORPHANED: REPAIRED }]);
    expect(world.runtime.engine.running('housing')).toEqual([`${current?.name ?? ''}-housing-0`]);
  });

  it('is not counted when it has already ended', async () => {
    const world = await inPreRelease();
    const names = [`${world.id}-community-1-99`];
    const running: Executions['running'] = async (machine) =>
      machine === 'community' ? { names } : world.runtime.executions.running(machine);
    expect(found(await run(world, {}, { running }))).toEqual({});
  });

  it('is skipped when its name is not one of ours', async () => {
    const world = await inPreRelease();
    const running: Executions['running'] = async (machine) =>
      machine === 'community' ? { names: ['by-hand'] } : world.runtime.executions.running(machine);
    expect(await run(world, {}, { running })).toMatchObject({ complete: true, failures: [] });
  });
});

describe('a token that no task waits on', () => {
  /** Everything found in a whole day of hourly runs. */
  async function inADay(
    world: JourneyWorld,
    executions: Partial<Executions> = {},
  ): Promise<readonly object[]> {
    const all: object[] = [];
    for (let hour = 0; hour < SHARES; hour += 1) all.push(found(await run(world, {}, executions)));
    return all.filter((each) => Object.keys(each).length > 0);
  }

  it('is found within a day, and its journey started again', async () => {
    const world = await inPreRelease();
    const open = await openKeys(world);
    await loseToken(world, 'housing-need');
    expect(await inADay(world)).toEqual([{ TASK_TIMED_OUT: REPAIRED }]);
    expect(await openKeys(world)).toEqual(open);
    await expect(world).toHaveFact('restarted', {
      machines: ['pre-release'],
      reason: 'an open step could no longer move the journey on',
    });
    await world.complete('housing-need', 'NEEDS_HELP');
    await expect(world).toBeWaitingFor('next-address');
  });

  it('is checked once a day', async () => {
    const world = await inPreRelease();
    const asked: string[] = [];
    const isWaiting = async (token: string): Promise<boolean> => asked.push(token) > 0;
    await inADay(world, { isWaiting });
    const held = (await world.openSteps()).flatMap(({ token }) => token ?? []);
    expect(held.length).toBeGreaterThan(3);
    expect(asked.toSorted()).toEqual(held.toSorted());
  });

  it('is not made up where tasks wait in every machine and child', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await later(world, 1);
    expect(await inADay(world)).toEqual([]);
  });

  it('is looked for at once when the journey is asked about', async () => {
    const world = await inPreRelease();
    await loseToken(world, 'housing-need');
    await world.services.reconciler.ask(world.id);
    await world.settle();
    expect(await restarts(world)).toBe(1);
  });

  it('is not looked for while the journey’s machine has yet to hand its tokens over', async () => {
    const world = await inPreRelease();
    await world.restart();
    await loseToken(world, 'housing-need');
    await world.services.reconciler.ask(world.id);
    await world.settle();
    expect(await restarts(world)).toBe(1);
  });

  it('is left to the administrator where an incident is open already', async () => {
    const world = await inPreRelease();
    world.beforeTable = (_call, about) => {
      if (about.includes('SERVICE#CRS')) throw new TableUnavailableError('the store is down');
    };
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await loseToken(world, 'next-address');
    await world.services.reconciler.ask(world.id);
    await world.settle();
    expect(await restarts(world)).toBe(0);
    await expect(world).toBeWaitingFor('incident.referral.Make.CRS-1');
  });

  it('is reported when it cannot be checked', async () => {
    const world = await inPreRelease();
    const failures: unknown[] = [];
    for (let hour = 0; hour < SHARES; hour += 1) {
      failures.push(
        ...(await run(world, {}, { isWaiting: () => Promise.reject(new Error('busy')) })).failures,
      );
    }
    expect(failures).toEqual([new Error('busy')]);
  });
});

describe('what was not carried out', () => {
  it('is sent when it is an old outbox row', async () => {
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
    expect(found(await run(world))).toEqual({ OUTBOX_OLD: REPAIRED });
    expect(await table.get(keys.outbox('j1', 1))).toBeUndefined();
  });

  it('is queued again when it is a message to an agency that was lost before it was attempted', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const [delivery] = (await world.deliveries()).filter(({ agencyId }) => agencyId === EASTMOOR.id);
    if (delivery === undefined) throw new Error('Nothing was sent');
    const { version } = delivery;
    const nextAttemptAt = '2026-01-01T00:00:00.000Z';
    const lost = deliveryItem({ ...delivery, state: 'pending', attempts: [], nextAttemptAt });
    await world.table.transact([{ kind: 'put', item: lost, when: { kind: 'version', equals: version } }]);
    const sent = world.sender.sent.length;
    expect(found(await world.runtime.reconcile())).toEqual({ DELIVERY_UNATTEMPTED: REPAIRED });
    expect(world.sender.sent).toHaveLength(sent + 1);
    expect(found(await world.runtime.reconcile())).toEqual({});
  });

  it('is reported when it cannot be queued', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const [delivery] = await world.deliveries();
    if (delivery === undefined) throw new Error('Nothing was sent');
    const lost = {
      ...delivery,
      state: 'pending',
      attempts: [],
      nextAttemptAt: '2026-01-01T00:00:00.000Z',
    } as const;
    await world.table.transact([{ kind: 'put', item: deliveryItem(lost) }]);
    const queue = () => Promise.reject(new Error('the queue refused it'));
    const { complete, failures } = await reconcile(world.services, world.runtime.executions, {
      ...QUIET_QUEUES,
      deliver: queue,
    });
    expect({ complete, failures }).toEqual({
      complete: false,
      failures: [new Error('the queue refused it')],
    });
  });
});

describe('a flapping journey', () => {
  async function flapping(): Promise<JourneyWorld> {
    const world = await inPreRelease();
    for (let hour = 0; hour < 3; hour += 1) {
      await stopAll(world);
      expect(found(await run(world))).toEqual({ EXECUTION_GONE: REPAIRED });
      await later(world, 1);
    }
    await stopAll(world);
    return world;
  }

  it('is restarted three times in a day, and then waits for an administrator', async () => {
    const world = await flapping();
    const open = await openKeys(world);
    expect(found(await run(world))).toEqual({ EXECUTION_GONE: INCIDENT });
    expect(await openKeys(world)).toEqual([...open, '1.incident.reconcile.pre-release'].sort());
    expect(await world.step('incident.reconcile.pre-release')).toMatchObject({
      waitsFor: 'role:ADMINISTRATOR@national',
      details: { cause: 'EXECUTION_GONE' },
    });
    await expect(world).toHaveFact('incident-opened', {
      incident: 'reconcile.pre-release',
      cause: 'EXECUTION_GONE',
    });
    expect(await restarts(world)).toBe(3);
  });

  it('is left alone until they answer', async () => {
    const world = await flapping();
    await run(world);
    await later(world, 48);
    expect(found(await run(world))).toEqual({});
    expect(await restarts(world)).toBe(3);
  });

  it('restarts at once when they retry, and the count begins again', async () => {
    const world = await flapping();
    const open = await openKeys(world);
    await run(world);
    await world.complete('incident.reconcile.pre-release', 'RETRY', { reason: 'The quota was raised' });
    expect(await restarts(world)).toBe(4);
    expect(await openKeys(world)).toEqual(open);
    expect(world.runtime.engine.running()).toContain((await world.journey()).executions[0]?.name);
    await later(world, 1);
    await stopAll(world);
    expect(found(await run(world))).toEqual({ EXECUTION_GONE: REPAIRED });
  });

  it('cannot be skipped, because the journey would have no driver', async () => {
    const world = await flapping();
    await run(world);
    const answer = await world.tryComplete('incident.reconcile.pre-release', 'SKIP', { reason: 'Leave it' });
    expect(answer).toMatchObject({ code: 'RULE_REFUSED', rule: 'cannot-be-skipped' });
  });

  it('is repaired by an administrator’s restart too', async () => {
    const world = await flapping();
    await run(world);
    await world.restart();
    await expect(world).not.toBeWaitingFor('incident.reconcile.pre-release');
    expect((await world.journey()).reconciled).toEqual([]);
    expect(await restarts(world)).toBe(4);
  });

  it('has not been flapping when its restarts are more than a day apart', async () => {
    const world = await inPreRelease();
    for (let day = 0; day < 5; day += 1) {
      await stopAll(world);
      expect(found(await run(world))).toEqual({ EXECUTION_GONE: REPAIRED });
      await later(world, 13);
    }
  });

  it('gets the incident for lost tokens too', async () => {
    const world = await inPreRelease();
    for (let hour = 0; hour < 4; hour += 1) {
      await loseToken(world, 'housing-need');
      await world.services.reconciler.ask(world.id);
      await world.settle();
      await later(world, 1);
    }
    expect(await world.step('incident.reconcile.pre-release')).toMatchObject({
      details: { cause: 'TASK_TIMED_OUT' },
    });
  });

  it('is not flapping when an administrator restarts it often', async () => {
    const world = await inPreRelease();
    for (const reason of ['once', 'twice', 'again']) await world.restart(reason);
    await later(world, 1);
    await stopAll(world);
    expect(found(await run(world))).toEqual({ EXECUTION_GONE: REPAIRED });
  });
});

describe('a run that is out of time', () => {
  /** Time for so many pieces of work. */
  const timeFor = (pieces: number) => () => (pieces -= 1) >= 0;

  it('says that it is incomplete wherever it is cut off, and the next one does the rest', async () => {
    const world = await inPreRelease();
    let pieces = 0;
    for (let complete = false; !complete; pieces += 1) {
      await stopAll(world);
      const cut = await run(world, { settledMinutes: 0, hasTime: timeFor(pieces) });
      complete = cut.complete;
      const rest = await run(world, { settledMinutes: 0 });
      expect(rest.complete).toBe(true);
      expect(world.runtime.engine.running()).toContain((await world.journey()).executions[0]?.name);
      await later(world, 25);
    }
    expect(pieces).toBeGreaterThan(8);
  });
});

describe('the row of the last run', () => {
  it('says when it was, whether it was complete, and what it found', async () => {
    const world = await inPreRelease();
    await stopAll(world);
    const { found: all } = await run(world);
    const now = isoInstant(world.clock.now());
    const times = { startedAt: now, endedAt: now, completedAt: now };
    expect(await lastRun(world.table, 'reconcile')).toMatchObject({ ...times, complete: true, found: all });
  });

  it('still says when the last complete one was, after one that was not', async () => {
    const world = await inPreRelease();
    const completedAt = isoInstant(world.clock.now());
    await run(world);
    await later(world, 1);
    await run(world, { hasTime: () => false });
    const endedAt = isoInstant(world.clock.now());
    expect(await lastRun(world.table, 'reconcile')).toMatchObject({ endedAt, completedAt, complete: false });
  });
});
