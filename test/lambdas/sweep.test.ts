import { beforeEach, describe, expect, it } from '@jest/globals';
import { matchingItem } from '../../application/match-events.ts';
import { partitions } from '../../application/keys.ts';
import { completedAtOf, lastRun } from '../../application/last-runs.ts';
import { EngineUnavailableError } from '../../application/ports/engine.ts';
import { TableUnavailableError, type Table } from '../../application/ports/table.ts';
import type { Services } from '../../application/services.ts';
import { SweepIncompleteError, sweepHandler } from '../../lambdas/sweep/handler.ts';
import { HandlerWorld } from './handler-world.ts';

let world: HandlerWorld;
let counts: Record<string, number>;
let looked: string[];

function sweeper(services: Services = world.services) {
  return sweepHandler(
    services,
    {
      ...world.queues,
      lookAtEvents: async (person) => {
        looked.push(person);
      },
    },
    (name, count) => {
      counts[name] = count;
    },
    world.report,
  );
}

beforeEach(() => {
  world = new HandlerWorld();
  counts = {};
  looked = [];
});

describe('the sweep of each minute', () => {
  it('sends every metric, zeros included', async () => {
    await sweeper()();
    expect(counts).toEqual({
      StepsWoken: 0,
      DeliveriesQueued: 0,
      EventsQueued: 0,
      OutboxLeftBehind: 0,
      OldestUnsentSeconds: 0,
      SweepCompleted: 1,
    });
  });

  it('keeps when it was completed, and not when it was not', async () => {
    await world.answerRow('j1', 1, 'poison');
    world.failing.set('answer poison', new EngineUnavailableError('out'));
    await expect(sweeper()()).rejects.toThrow(SweepIncompleteError);
    expect(completedAtOf(await lastRun(world.table, 'sweep'))).toBeUndefined();
    world.failing.clear();
    await sweeper()();
    expect(completedAtOf(await lastRun(world.table, 'sweep'))).toBe('2027-01-05T09:00:00.000Z');
  });

  it('says how long the oldest outbox row has waited', async () => {
    await world.answerRow('j1', 1, 'older', '2027-01-05T08:45:00.000Z');
    await world.answerRow('j3', 1, 'younger', '2027-01-05T08:59:00.000Z');
    world.failing.set('answer older', new EngineUnavailableError('out'));
    await expect(sweeper()()).rejects.toThrow(SweepIncompleteError);
    expect(counts).toMatchObject({ OldestUnsentSeconds: 900 });
  });

  it('asks for the events that are due to be looked at', async () => {
    await world.table.transact([
      {
        kind: 'put',
        item: matchingItem({ person: 'A1234BC', version: 1, aside: true, dueAt: '2027-01-05T08:59:00.000Z' }),
      },
    ]);
    await sweeper()();
    expect(looked).toEqual(['A1234BC']);
    expect(counts).toMatchObject({ EventsQueued: 1, StepsWoken: 0 });
  });

  it('queues the deliveries that are due', async () => {
    const delivery = { id: 'd1', agencyId: 'eastmoor' };
    const due = { duePk: partitions.due(0), dueSk: '2027-01-05T08:59:00Z#eastmoor#d1' };
    await world.table.transact([
      { kind: 'put', item: { pk: 'AGENCY#eastmoor', sk: 'DELIVERY#d1', version: 1, delivery, ...due } },
    ]);
    await sweeper()();
    expect(world.calls).toEqual(['queue eastmoor/d1']);
    expect(counts).toMatchObject({ DeliveriesQueued: 1 });
  });

  it('carries out what the stream left in the outbox', async () => {
    await world.answerRow('j1', 1, 'lost');
    await sweeper()();
    expect(world.calls).toEqual(['answer lost']);
    expect(counts).toMatchObject({ OutboxLeftBehind: 1 });
  });

  it('leaves to the stream what was only just written', async () => {
    await world.answerRow('j1', 1, 'fresh', '2027-01-05T08:59:30.000Z');
    await sweeper()();
    expect(world.calls).toEqual([]);
  });

  it('carries out the rows behind one that cannot be carried out, keeps that one, and then fails', async () => {
    await world.answerRow('j1', 1, 'poison');
    await world.answerRow('j1', 2, 'next');
    world.failing.set('answer poison', new EngineUnavailableError('out'));
    await expect(sweeper()()).rejects.toThrow(SweepIncompleteError);
    expect(world.calls).toEqual(['answer poison', 'answer next']);
    expect(counts).toMatchObject({ StepsWoken: 0, DeliveriesQueued: 0, OutboxLeftBehind: 1 });
    expect(counts).not.toHaveProperty('SweepCompleted');
    expect(world.problems).toHaveLength(1);
    const left = await world.table.query({ partition: 'JOURNEY#j1', startsWith: 'OUTBOX#', limit: 10 });
    expect(left.items.map(({ sk }) => sk)).toEqual(['OUTBOX#000001']);
  });

  it('queues the deliveries behind one that cannot be queued, and then fails', async () => {
    for (const id of ['d1', 'd2']) {
      const due = { duePk: partitions.due(0), dueSk: `2027-01-05T08:59:00Z#eastmoor#${id}` };
      const delivery = { id, agencyId: 'eastmoor' };
      const item = { pk: 'AGENCY#eastmoor', sk: `DELIVERY#${id}`, version: 1, delivery, ...due };
      await world.table.transact([{ kind: 'put', item }]);
    }
    world.failing.set('queue eastmoor/d1', new Error('the queue refused it'));
    await expect(sweeper()()).rejects.toThrow(SweepIncompleteError);
    expect(world.calls).toEqual(['queue eastmoor/d1', 'queue eastmoor/d2']);
    expect(counts).toMatchObject({ DeliveriesQueued: 1 });
  });

  it('empties the outbox also when what is due cannot be read, and then fails', async () => {
    await world.answerRow('j1', 1, 'a');
    const table: Table = {
      ...world.table,
      query: (query) =>
        query.index === 'due' ? Promise.reject(new TableUnavailableError('out')) : world.table.query(query),
    };
    await expect(sweeper({ ...world.services, table })()).rejects.toThrow(SweepIncompleteError);
    expect(counts).toMatchObject({ OutboxLeftBehind: 1 });
    expect(counts).not.toHaveProperty('SweepCompleted');
    expect(world.problems).toHaveLength(1);
  });

  it('fails when the age of the outbox cannot be read, and does the rest all the same', async () => {
    await world.answerRow('j1', 1, 'a');
    const table: Table = {
      ...world.table,
      query: (query) =>
        query.index === 'unsent' && query.limit === 1
          ? Promise.reject(new TableUnavailableError('out'))
          : world.table.query(query),
    };
    await expect(sweeper({ ...world.services, table })()).rejects.toThrow(SweepIncompleteError);
    expect(counts).toEqual({ StepsWoken: 0, DeliveriesQueued: 0, EventsQueued: 0, OutboxLeftBehind: 1 });
  });
});
