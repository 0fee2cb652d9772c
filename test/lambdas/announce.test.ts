import { beforeEach, describe, expect, it } from '@jest/globals';
import { factItem } from '../../application/items.ts';
import { type DomainEvent, type EventBus, EventNotTakenError } from '../../application/ports/event-bus.ts';
import type { Item } from '../../application/ports/table.ts';
import type { Fact } from '../../domain/record/facts.ts';
import { announceHandler } from '../../lambdas/announce/handler.ts';
import { HandlerWorld, streamRecord } from './handler-world.ts';

const fact = (sequence: number): Fact => ({
  sequence,
  at: '2026-03-02T10:00:00Z',
  by: { kind: 'officer', id: 'amira.khan' },
  type: 'address-recorded',
  data: { address: '4 Mill Lane, Leeds' },
  previousHash: 'before',
  hash: 'after',
});

let world: HandlerWorld;
let announced: DomainEvent[];
/** What is wrong with the bus, by sequence. */
let refusing: Map<number, string>;
let announce: ReturnType<typeof announceHandler>;

const bus: EventBus = {
  put(events) {
    const answers = events.map(({ sequence }) => refusing.get(sequence));
    announced.push(...events.filter((_, index) => answers[index] === undefined));
    return Promise.resolve(answers);
  },
};
const batch = (rows: readonly Item[]) => ({
  Records: rows.map((row, index) => streamRecord(row, index + 1)),
});

beforeEach(() => {
  world = new HandlerWorld();
  announced = [];
  refusing = new Map();
  announce = announceHandler(bus, world.report);
});

describe('the announcing of facts from the table’s stream', () => {
  it('sends each fact’s type, journey, sequence and instant, and no content', async () => {
    const answer = await announce(batch([factItem('j1', fact(7))]));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(announced).toEqual([
      { type: 'address-recorded', journeyId: 'j1', sequence: 7, at: '2026-03-02T10:00:00Z' },
    ]);
  });

  it('keeps to the order they were written in', async () => {
    await announce(batch([factItem('j1', fact(1)), factItem('j2', fact(1)), factItem('j1', fact(2))]));
    expect(announced.map(({ journeyId, sequence }) => `${journeyId} ${sequence}`)).toEqual([
      'j1 1',
      'j2 1',
      'j1 2',
    ]);
  });

  it('hands back only the refused facts', async () => {
    refusing.set(2, 'ThrottlingException');
    const answer = await announce(batch([1, 2, 3].map((sequence) => factItem('j1', fact(sequence)))));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(announced.map(({ sequence }) => sequence)).toEqual([1, 3]);
    expect(world.problems).toEqual([
      {
        what: 'A fact was not announced',
        ids: { pk: 'JOURNEY#j1', sk: 'FACT#000002', because: 'ThrottlingException' },
        error: new EventNotTakenError('ThrottlingException'),
      },
    ]);
  });

  it('hands back a whole batch that was not taken instead of throwing', async () => {
    refusing.set(1, 'InternalFailure');
    const answer = await announce(batch([factItem('j1', fact(1))]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  it.each<[string, object]>([
    ['a type with words in it', { type: 'moved to 4 Mill Lane' }],
    ['no sequence', { sequence: undefined }],
    ['a sequence that is text', { sequence: '7' }],
    ['an instant that is none', { at: 'on Tuesday, to Leeds' }],
  ])('hands back a fact with %s, logs it without its content, and announces the rest', async (_, wrong) => {
    const row: Item = {
      ...factItem('j1', fact(1)),
      fact: JSON.parse(JSON.stringify({ ...fact(1), ...wrong })),
    };
    const answer = await announce(batch([row, factItem('j1', fact(2))]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(announced.map(({ sequence }) => sequence)).toEqual([2]);
    expect(world.problems).toMatchObject([{ ids: { pk: 'JOURNEY#j1', sk: 'FACT#000001' } }]);
    expect(String(world.problems[0]?.error)).not.toMatch(/Mill Lane|Leeds/);
  });

  it('does not take for a journey’s id what is none', async () => {
    const answer = await announce(batch([factItem('Amira Khan, Leeds', fact(1))]));
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(announced).toEqual([]);
  });

  it('passes over rows that are no facts, and removals', async () => {
    const other = streamRecord(await world.answerRow('j1', 1, 'a'), 1);
    const removed = streamRecord(factItem('j1', fact(1)), 2);
    const answer = await announce({ Records: [other, { ...removed, eventName: 'REMOVE' }] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(announced).toEqual([]);
  });

  it('fails, so that an alarm is raised, when the bus refuses every call', async () => {
    const refused = announceHandler({ put: () => Promise.reject(new Error('denied')) }, world.report);
    await expect(refused(batch([factItem('j1', fact(1))]))).rejects.toThrow('denied');
  });
});
