import { beforeEach, describe, expect, it } from '@jest/globals';
import { EngineUnavailableError } from '../../application/ports/engine.ts';
import { relayHandler } from '../../lambdas/relay/handler.ts';
import { HandlerWorld, streamRecord } from './handler-world.ts';

const OUTAGE = new EngineUnavailableError('out');
let world: HandlerWorld;
let relay: ReturnType<typeof relayHandler>;

beforeEach(() => {
  world = new HandlerWorld();
  relay = relayHandler(world.services, world.queues, world.report);
});

describe('the relay on the table’s stream', () => {
  it('carries out each outbox row, and takes it off the outbox', async () => {
    const rows = [await world.answerRow('j1', 1, 't1'), await world.deliverRow('j1', 2, 'd1')];
    const answer = await relay({ Records: rows.map((row, index) => streamRecord(row, index + 1)) });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(world.calls).toEqual(['answer t1', 'queue eastmoor/d1']);
    expect(await Promise.all(rows.map((row) => world.table.get(row)))).toEqual([undefined, undefined]);
  });

  it('keeps to the order of each journey', async () => {
    const rows = [
      await world.answerRow('j1', 1, 'a'),
      await world.answerRow('j2', 1, 'x'),
      await world.answerRow('j1', 2, 'b'),
      await world.answerRow('j1', 3, 'c'),
    ];
    await relay({ Records: rows.map((row, index) => streamRecord(row, index + 1)) });
    expect(world.calls.filter((call) => call !== 'answer x')).toEqual(['answer a', 'answer b', 'answer c']);
    expect(world.calls).toContain('answer x');
  });

  it('hands back the row that failed and those of its journey after it, and no others', async () => {
    world.failing.set('answer b', OUTAGE);
    const rows = [
      await world.answerRow('j1', 1, 'a'),
      await world.answerRow('j1', 2, 'b'),
      await world.answerRow('j2', 1, 'x'),
      await world.answerRow('j1', 3, 'c'),
    ];
    const answer = await relay({ Records: rows.map((row, index) => streamRecord(row, index + 1)) });
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['2', '4']);
    expect(world.calls).not.toContain('answer c');
    expect(world.calls).toContain('answer x');
  });

  it('hands back a whole batch that failed instead of throwing', async () => {
    world.failing.set('answer a', OUTAGE);
    const row = await world.answerRow('j1', 1, 'a');
    const answer = await relay({ Records: [streamRecord(row, 1)] });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
    expect(await world.table.get(row)).toBeDefined();
  });

  it('says once what failed, by its key, never with its token', async () => {
    world.failing.set('answer secret-token', OUTAGE);
    const rows = [await world.answerRow('j1', 1, 'secret-token'), await world.answerRow('j1', 2, 'b')];
    await relay({ Records: rows.map((row, index) => streamRecord(row, index + 1)) });
    expect(world.problems).toEqual([
      {
        what: 'An outbox row was not carried out',
        ids: { pk: 'JOURNEY#j1', sk: 'OUTBOX#000001' },
        error: OUTAGE,
      },
    ]);
  });

  it('passes over rows that are no outbox rows, and removals', async () => {
    const fact = streamRecord({ pk: 'JOURNEY#j1', sk: 'FACT#000001', fact: {} }, 1);
    const removed = streamRecord(await world.answerRow('j1', 1, 'a'), 2);
    const answer = await relay({ Records: [fact, { ...removed, eventName: 'REMOVE' }] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(world.calls).toEqual([]);
  });
});
