import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAccess } from '../../../application/queries/list-access.ts';
import { getTimeline } from '../../../application/queries/get-timeline.ts';
import { listJourneys } from '../../../application/queries/list-journeys.ts';
import { listSteps } from '../../../application/queries/list-steps.ts';
import { listStuck } from '../../../application/queries/list-stuck.ts';
import { journeyItem } from '../../../application/items.ts';
import { MOST_LOOKED_AT } from '../../../application/queries/collect.ts';
import type { Listed } from '../../../application/queries/list-journeys.ts';
import type { Result } from '../../../application/refusal.ts';
import type { User } from '../../../domain/access/user.ts';
import { closeWorlds, ok, PRISON, refused, REGION, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, POM, user } from '../../support/people.ts';
import { livedOnce } from '../../support/lived-once.ts';
import { councilsAsked } from '../../support/stages.ts';

afterAll(closeWorlds);

interface Asked {
  readonly limit?: number;
  readonly cursor?: string;
}
type List = (world: JourneyWorld, reader: User, asked: Asked) => Promise<Result<Listed<unknown>>>;

const OF_POM = { by: POM.id };

/** Each list, and the same list asked for in another way. */
const LISTS: readonly { readonly name: string; readonly list: List; readonly other: List }[] = [
  {
    name: 'journeys',
    list: ({ services }, reader, asked) => listJourneys(services, reader, { prison: PRISON, ...asked }),
    other: ({ services }, reader, asked) => listJourneys(services, reader, asked),
  },
  {
    name: 'steps',
    list: ({ services }, reader, asked) => listSteps(services, reader, asked),
    other: ({ services }, reader, asked) => listSteps(services, reader, { overdue: false, ...asked }),
  },
  {
    name: 'stuck journeys',
    list: ({ services }, reader, asked) => listStuck(services, reader, asked),
    other: ({ services }, reader, asked) => listSteps(services, reader, asked),
  },
  {
    name: 'facts',
    list: ({ services, id }, reader, asked) => getTimeline(services, reader, id, asked),
    other: ({ services, id }, reader, asked) =>
      getTimeline(services, reader, id, { newestFirst: true, ...asked }),
  },
  {
    name: 'the access log',
    list: ({ services }, reader, asked) =>
      listAccess(services, { ...reader, roles: ['admin'] }, { kind: 'consultation', of: OF_POM, ...asked }),
    other: ({ services }, reader, asked) =>
      listAccess(services, { ...reader, roles: ['admin'] }, { kind: 'denial', of: OF_POM, ...asked }),
  },
];

const OTHER_POM = { ...POM, id: 'o.other' };

/** A journey with overdue steps, and a second one like it. */
const begin = livedOnce(async (options): Promise<JourneyWorld> => {
  const world = await councilsAsked(undefined, options);
  await world.advanceTo('2027-02-20');
  await copies(world, 1, {});
  for (const limit of [1, 2, 3]) ok(await listJourneys(world.services, POM, { limit }));
  return world;
});

/** Heads like the world's own, as if other people were in the prison. */
async function copies(
  world: JourneyWorld,
  count: number,
  changed: Partial<{ region: string; prison: string }>,
) {
  const journey = await world.journey();
  for (let begun = 0; begun < count; begun += 100) {
    const writes = Array.from({ length: Math.min(100, count - begun) }, (_, index) => ({
      kind: 'put' as const,
      item: journeyItem({
        ...journey,
        ...changed,
        id: `copy-${String(begun + index).padStart(5, '0')}`,
        officers: {},
        executions: [],
      }),
    }));
    await world.table.transact(writes);
  }
}

async function cursorOf(world: JourneyWorld, list: List): Promise<string> {
  const { cursor } = ok(await list(world, POM, { limit: 1 }));
  if (cursor === undefined) throw new Error('There is no second page');
  return cursor;
}

function isRefused(result: Result<unknown>): void {
  expect(refused(result)).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'cursor' }] });
}

let world: JourneyWorld;
beforeAll(async () => {
  world = await begin();
});

// All of them read the same record, and reading changes nothing in it except the access log.
describe.each(LISTS)('a cursor of $name', ({ list, other }) => {
  it('leads on to the next page, of any size', async () => {
    const cursor = await cursorOf(world, list);
    const next = ok(await list(world, POM, { limit: 7, cursor }));
    expect(next.items).not.toEqual(ok(await list(world, POM, { limit: 7 })).items);
  });

  it('cannot be read', async () => {
    const cursor = await cursorOf(world, list);
    const bytes = Buffer.from(cursor, 'base64url').toString('latin1');
    expect(`${cursor} ${bytes}`).not.toMatch(/journeys|steps|stuck|facts|2027|copy-/);
    expect(bytes).not.toContain(world.id);
  });

  it('is refused to another reader', async () => {
    const cursor = await cursorOf(world, list);
    isRefused(await list(world, OTHER_POM, { cursor }));
  });

  it('is refused for another query', async () => {
    const cursor = await cursorOf(world, list);
    isRefused(await other(world, POM, { cursor }));
  });

  it('is refused when any part of it was changed', async () => {
    const cursor = await cursorOf(world, list);
    for (const place of [0, Math.floor(cursor.length / 2), cursor.length - 1]) {
      const swapped = cursor[place] === 'A' ? 'B' : 'A';
      isRefused(
        await list(world, POM, { cursor: cursor.slice(0, place) + swapped + cursor.slice(place + 1) }),
      );
    }
    for (const garbled of ['x', '', `${cursor}A`, cursor.slice(1), 'not base64!', cursor.repeat(3)])
      isRefused(await list(world, POM, { cursor: garbled }));
  });
});

it('tells a reader nothing of the journey that a page of more than a thousand hidden ones ends at', async () => {
  const crowded = await councilsAsked();
  await copies(crowded, MOST_LOOKED_AT + 10, { region: 'N07' });
  const reader = user('r.egion', { duties: ['COM'], regions: [REGION] });
  const page = ok(await listJourneys(crowded.services, { ...reader, prisons: [] }, { prison: PRISON }));
  const { cursor = '' } = page;
  expect(cursor).not.toBe('');
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/copy-|2027/);
  expect(ok(await listJourneys(crowded.services, reader, { prison: PRISON, cursor })).items).toBeDefined();
  isRefused(await listJourneys(crowded.services, COM, { prison: PRISON, cursor }));
});
