import { beforeEach, describe, expect, it } from '@jest/globals';
import { lastRun } from '../../application/last-runs.ts';
import type { Executions } from '../../application/ports/executions.ts';
import { TableUnavailableError, type Table } from '../../application/ports/table.ts';
import type { Services } from '../../application/services.ts';
import { FINDINGS, metricOf } from '../../domain/record/findings.ts';
import { reconcileHandler } from '../../lambdas/reconcile/handler.ts';
import { journeyItem } from '../../application/items.ts';
import { aJourney } from '../support/drafts.ts';
import { HandlerWorld } from './handler-world.ts';

const NOTHING = Object.fromEntries([
  ...FINDINGS.flatMap((finding) => [
    [`${metricOf(finding)}Repaired`, 0],
    [`${metricOf(finding)}Incidents`, 0],
  ]),
  ['ReconcileIncidents', 0],
]) as Record<string, number>;
const ID = 'j'.repeat(26);
const IN_TIME = { getRemainingTimeInMillis: () => 900_000 };
const NO_TIME = { getRemainingTimeInMillis: () => 59_000 };

let world: HandlerWorld;
let counts: Record<string, number>;

const nothingRuns: Executions = {
  isRunning: () => Promise.resolve(false),
  running: () => Promise.resolve({ names: [] }),
  newestVersion: () => Promise.resolve(undefined),
  isWaiting: () => Promise.resolve(false),
};

function reconciler(executions: Partial<Executions> = {}, services: Services = world.services) {
  const count = (name: string, value: number): void => {
    counts[name] = (counts[name] ?? 0) + value;
  };
  return reconcileHandler(services, { ...nothingRuns, ...executions }, world.queues, count, world.report);
}

/** A journey that an execution should drive, and none does. */
async function withoutDriver(patch: Parameters<typeof aJourney>[0] = {}): Promise<void> {
  const startedAt = '2027-01-05T08:58:00.000Z';
  const executions = [
    { machine: 'pre-release', name: `${ID}-pre-release-1-1`, attempt: 1, startedAt },
  ] as const;
  const item = journeyItem(aJourney({ id: ID, executions, attempts: 1, ...patch }));
  await world.table.transact([{ kind: 'put', item }]);
}

beforeEach(() => {
  world = new HandlerWorld();
  counts = {};
});

describe('the reconcile of each hour', () => {
  it('sends every metric, zeros included', async () => {
    await reconciler()({}, IN_TIME);
    expect(counts).toEqual({ ...NOTHING, ReconcileCompleted: 1, ReconcileIncomplete: 0 });
    expect(Object.keys(NOTHING)).toContain('ExecutionGoneRepaired');
  });

  it('leaves executions of two minutes ago alone, unless the event lowers the limit', async () => {
    await withoutDriver();
    await reconciler()({}, IN_TIME);
    expect(counts).toMatchObject({ ExecutionGoneRepaired: 0 });
    await reconciler()({ settledMinutes: 0 }, IN_TIME);
    expect(counts).toMatchObject({ ExecutionGoneRepaired: 1, ReconcileIncidents: 0 });
  });

  it('counts an incident as one', async () => {
    const at = '2027-01-05T08:00:00.000Z';
    await withoutDriver({ reconciled: [at, at, at] });
    await reconciler()({ settledMinutes: 0 }, IN_TIME);
    expect(counts).toMatchObject({
      ExecutionGoneRepaired: 0,
      ExecutionGoneIncidents: 1,
      ReconcileIncidents: 1,
    });
  });

  it('stops a minute before it would be stopped, and says that it is incomplete', async () => {
    await reconciler()({}, NO_TIME);
    expect(counts).toEqual({ ...NOTHING, ReconcileCompleted: 0, ReconcileIncomplete: 1 });
    expect(await lastRun(world.table, 'reconcile')).toMatchObject({ complete: false });
  });

  it('logs what it could not do, and is incomplete', async () => {
    await reconciler({ running: () => Promise.reject(new Error('the engine is out')) })({}, IN_TIME);
    expect(world.problems).toMatchObject([{ what: 'The reconcile could not do one thing', ids: {} }]);
    expect(counts).toMatchObject({ ReconcileCompleted: 0, ReconcileIncomplete: 1 });
  });

  it('fails and counts as incomplete when nothing can be read', async () => {
    const table: Table = { ...world.table, get: () => Promise.reject(new TableUnavailableError('out')) };
    const call = reconciler({}, { ...world.services, table })({}, IN_TIME);
    await expect(call).rejects.toThrow(TableUnavailableError);
    expect(counts).toEqual({ ReconcileIncomplete: 1 });
  });
});

describe('the reconcile of one journey', () => {
  it('repairs it, and counts only its finding', async () => {
    await withoutDriver();
    await reconciler()({ journeyId: ID, settledMinutes: 0 }, IN_TIME);
    expect(counts).toEqual({ ExecutionGoneRepaired: 1 });
    expect(await lastRun(world.table, 'reconcile')).toBeUndefined();
  });

  it('counts its incident', async () => {
    const at = '2027-01-05T08:00:00.000Z';
    await withoutDriver({ reconciled: [at, at, at] });
    await reconciler()({ journeyId: ID, settledMinutes: 0 }, IN_TIME);
    expect(counts).toEqual({ ExecutionGoneIncidents: 1, ReconcileIncidents: 1 });
  });

  it.each([
    ['is driven', {}, { isRunning: () => Promise.resolve(true) }],
    ['has only just been started', {}, {}],
  ])('changes nothing on a journey that %s', async (_how, event, executions) => {
    await withoutDriver();
    await reconciler(executions)({ journeyId: ID, ...event }, IN_TIME);
    expect(counts).toEqual({});
  });

  it('changes nothing without such a journey', async () => {
    await reconciler()({ journeyId: ID }, IN_TIME);
    expect(counts).toEqual({});
  });
});

describe('what it is called with', () => {
  it.each([
    [null],
    [{ journeyId: 'J#1' }],
    [{ settledMinutes: -1 }],
    [{ settledMinutes: 61 }],
    [{ all: true }],
  ])('is refused when it is %j', async (event) => {
    await expect(reconciler()(event, IN_TIME)).rejects.toThrow();
    expect(counts).toEqual({});
  });
});
