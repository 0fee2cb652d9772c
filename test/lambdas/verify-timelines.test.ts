import { beforeEach, describe, expect, it } from '@jest/globals';
import { factItem, journeyItem } from '../../application/items.ts';
import { registerItem } from '../../application/journey-register.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { TimelineChangedError, verifyHandler } from '../../lambdas/verify-timelines/handler.ts';
import { aDraft } from '../support/drafts.ts';
import { HandlerWorld } from './handler-world.ts';

const ID = 'j'.repeat(26);
const IN_TIME = { getRemainingTimeInMillis: () => 900_000 };
const NO_TIME = { getRemainingTimeInMillis: () => 59_000 };

let world: HandlerWorld;
let counts: Record<string, number>;
let pauses: number[];

function verifier(services = world.services) {
  return verifyHandler(
    services,
    (name, value) => {
      counts[name] = (counts[name] ?? 0) + value;
    },
    world.report,
    async (milliseconds) => {
      pauses.push(milliseconds);
    },
  );
}

/** A journey of three facts, of which the second may have another private part than was recorded. */
async function journey(tampered = false): Promise<void> {
  const draft = aDraft('2027-01-04');
  for (const word of ['one', 'two', 'three']) draft.record('step-opened', { word });
  const facts = draft.facts.map((fact, index) =>
    tampered && index === 1 ? { ...fact, data: { word: 'other' } } : fact,
  );
  await world.table.transact([
    { kind: 'put', item: journeyItem({ ...draft.journey, id: ID }) },
    { kind: 'put', item: registerItem({ journeyId: ID }) },
    ...facts.map((fact) => ({ kind: 'put', item: factItem(ID, fact) }) as const),
  ]);
}

beforeEach(() => {
  world = new HandlerWorld();
  counts = {};
  pauses = [];
});

describe('the verification of each night', () => {
  it('sends every metric, zeros included', async () => {
    await verifier()({}, IN_TIME);
    expect(counts).toEqual({
      TimelinesVerified: 0,
      TimelinesChanged: 0,
      VerifyIncomplete: 0,
      VerifyReported: 1,
    });
    expect(world.problems).toEqual([]);
  });

  it('counts what it verified, and keeps to two hundred journeys a second', async () => {
    await journey();
    await verifier()({}, IN_TIME);
    expect(counts).toMatchObject({ TimelinesVerified: 1, TimelinesChanged: 0 });
    expect(pauses.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(5);
  });

  it('counts a changed timeline, and logs the journey’s id and the fact, and nothing of a person', async () => {
    await journey(true);
    await verifier()({}, IN_TIME);
    expect(counts).toMatchObject({ TimelinesVerified: 1, TimelinesChanged: 1 });
    expect(world.problems).toEqual([
      { what: 'A timeline was changed', ids: { journeyId: ID }, error: expect.any(TimelineChangedError) },
    ]);
    expect(String(world.problems[0]?.error)).toBe(
      'TimelineChangedError: Fact 2: its private part is not what was recorded.',
    );
  });

  it('reports when it stops for lack of time', async () => {
    await verifier()({}, NO_TIME);
    expect(counts).toMatchObject({ VerifyReported: 1, VerifyIncomplete: 0 });
  });

  it('is incomplete when a journey cannot be read', async () => {
    await journey();
    const failing = {
      ...world.services,
      table: {
        ...world.table,
        get: (key: Parameters<typeof world.table.get>[0]) =>
          key.sk === 'HEAD' ? Promise.reject(new TableUnavailableError('Busy.')) : world.table.get(key),
      },
    };
    await verifier(failing)({}, IN_TIME);
    expect(counts).toMatchObject({ VerifyIncomplete: 1, VerifyReported: 1 });
    expect(world.problems).toHaveLength(1);
  });

  it('reports nothing when the register cannot be read', async () => {
    const failing = {
      ...world.services,
      table: { ...world.table, query: () => Promise.reject(new TableUnavailableError('Busy.')) },
    };
    await expect(verifier(failing)({}, IN_TIME)).rejects.toThrow(TableUnavailableError);
    expect(counts).toEqual({});
  });
});
