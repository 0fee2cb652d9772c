import { afterEach, describe, expect, it } from '@jest/globals';
import { listJourneys, type JourneyFilter } from '../../../application/queries/list-journeys.ts';
import type { Table } from '../../../application/ports/table.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../../support/journey-world.ts';
import { manyJourneys } from '../../support/caseload.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, POM, user } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';
import { addDays } from '../../../domain/law/time.ts';

afterEach(closeWorlds);

async function all(world: JourneyWorld, who: User, filter: JourneyFilter): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = ok(
      await listJourneys(world.services, who, { ...filter, ...(cursor !== undefined && { cursor }) }),
    );
    expect(page.items.length).toBeLessThanOrEqual(filter.limit ?? 50);
    found.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

/** Rows the table gave for one page of a caseload. */
async function rowsRead(world: JourneyWorld): Promise<number> {
  let rows = 0;
  const table: Table = {
    ...world.table,
    async query(query) {
      const page = await world.table.query(query);
      rows += page.items.length;
      return page;
    },
  };
  ok(await listJourneys({ ...world.services, table }, POM, {}));
  return rows;
}

describe('a caseload', () => {
  it('is in order of release, page by page, each journey once', async () => {
    const world = await daysBeforeRelease(40);
    const journeys = await manyJourneys(world, 130);
    const expected = [...journeys, await world.journey()]
      .sort((a, b) => (`${a.releaseDateInForce}#${a.id}` < `${b.releaseDateInForce}#${b.id}` ? -1 : 1))
      .map(({ id }) => id);
    expect(await all(world, POM, {})).toEqual(expected);
    expect(await all(world, POM, { limit: 7 })).toEqual(expected);
  });

  it('continues at its cursor while journeys are added, removed and changed', async () => {
    const world = await daysBeforeRelease(40);
    await manyJourneys(world, 20, (index) => ({
      releaseDateInForce: addDays(PLAIN_RELEASE, index),
    }));
    const first = ok(await listJourneys(world.services, POM, { limit: 10 }));
    const last = first.items.at(-1)?.id ?? '';
    await world.table.transact([{ kind: 'delete', key: { pk: `JOURNEY#${last}`, sk: 'HEAD' } }]);
    const second = ok(await listJourneys(world.services, POM, { limit: 20, cursor: first.cursor ?? '' }));
    const seen = new Set(first.items.map(({ id }) => id));
    expect(second.items.filter(({ id }) => seen.has(id))).toEqual([]);
    expect(first.items.length + second.items.length).toBe(21);
  });

  it('reads no more for a page when there are ten times as many journeys', async () => {
    const world = await daysBeforeRelease(40);
    const read = () => rowsRead(world);
    await manyJourneys(world, 100);
    const few = await read();
    await manyJourneys(world, 1_000);
    expect(await read()).toBeLessThanOrEqual(few * 1.1);
  });

  it('of a prison leaves out people of other prisons', async () => {
    const world = await daysBeforeRelease(40);
    await manyJourneys(world, 3, () => ({ prison: 'LEI' }));
    expect(await all(world, POM, { prison: 'MDI' })).toEqual([world.id]);
    expect(await all(world, ADMIN_USER, { prison: 'LEI' })).toHaveLength(3);
  });

  it('of an officer has those they are the prison or the community manager of, once each', async () => {
    const world = await daysBeforeRelease(40);
    await manyJourneys(world, 4, (index) => ({
      officers:
        [{ pom: 'x.y', com: 'z.z' }, { com: 'x.y' }, { pom: 'x.y', com: 'x.y' }, { pom: 'z.z' }][index] ?? {},
    }));
    expect([...(await all(world, POM, { officer: 'x.y' }))].sort()).toEqual([
      'many0000',
      'many0001',
      'many0002',
    ]);
  });

  it.each([
    [{ releasingBefore: PLAIN_RELEASE }, 0],
    [{ releasingBefore: addDays(PLAIN_RELEASE, 1) }, 1],
    [{ releasingFrom: PLAIN_RELEASE }, 1],
    [{ releasingFrom: addDays(PLAIN_RELEASE, 1) }, 0],
  ])('of release dates %j has %d', async (filter, count) => {
    const world = await daysBeforeRelease(40);
    expect(await all(world, POM, filter)).toHaveLength(count);
  });

  it('of those needing attention leaves out the rest, also in the administrators’ list of everyone', async () => {
    const world = await daysBeforeRelease(40);
    const stuck = [{ key: '1.incident.x.Y', kind: 'incident' as const, escalation: 0 }];
    await manyJourneys(world, 4, (index) => ({ open: index % 2 === 0 ? stuck : [] }));
    const expected = ['many0000', 'many0002'];
    for (const filter of [{ attention: true }, { attention: true, prison: 'MDI' }]) {
      expect([...(await all(world, POM, filter))].sort()).toEqual(expected);
      expect([...(await all(world, ADMIN_USER, filter))].sort()).toEqual(expected);
    }
  });

  it('ends for the prison a week after release, and continues for the community', async () => {
    const world = await releasedAfter(3);
    await world.advanceTo(addDays(PLAIN_RELEASE, 7));
    expect(await all(world, POM, {})).toEqual([world.id]);
    await world.advanceTo(addDays(PLAIN_RELEASE, 8));
    expect(await all(world, POM, {})).toEqual([]);
    expect(await all(world, POM, { prison: 'MDI' })).toEqual([]);
    expect(await all(world, COM, {})).toEqual([world.id]);
    expect(await all(world, COM, { prison: 'MDI' })).toEqual([world.id]);
  });

  it('does not show a prison those it released long ago, and does not read them either', async () => {
    const world = await daysBeforeRelease(40);
    await manyJourneys(world, 300, () => ({ releasedOn: '2020-01-01', phase: 'community', officers: {} }));
    expect(await all(world, POM, {})).toEqual([world.id]);
    expect(await rowsRead(world)).toBeLessThan(10);
  });

  it('gives a short page and a cursor, rather than a scan, when a filter lets little through', async () => {
    const world = await daysBeforeRelease(40);
    await manyJourneys(world, 1_200, () => ({ region: 'N07' }));
    const outsider = user('r.region', { duties: ['COM'], regions: ['N07'] });
    const hidden = user('h.idden', { duties: ['COM'], regions: ['N03'] });
    expect(ok(await listJourneys(world.services, outsider, { prison: 'MDI' })).items).toHaveLength(50);
    const page = ok(await listJourneys(world.services, hidden, { prison: 'MDI' }));
    expect(page.items).toEqual([]);
    expect(page.cursor).toBeDefined();
    expect(await all(world, hidden, { prison: 'MDI' })).toEqual([]);
  });

  it('shows at a glance what presses', async () => {
    const world = await daysBeforeRelease(20);
    const [row] = ok(await listJourneys(world.services, POM, {})).items;
    expect(row).toMatchObject({
      person: { name: 'Zebedee Quillfeather', prisonNumber: 'A1234BC' },
      releaseDate: PLAIN_RELEASE,
      daysToRelease: 20,
      responsible: 'p.taylor',
      flags: ['NO_ADDRESS'],
    });
  });

  it.each([
    ['an agency', COUNCIL, {}, 'NOT_PERMITTED'],
    ['an officer, of a prison not theirs', POM, { prison: 'LEI' }, 'NOT_PERMITTED'],
    ['an administrator, of nothing in particular', ADMIN_USER, {}, 'VALIDATION_FAILED'],
    ['a cursor from nowhere', POM, { cursor: 'bm9wZQ' }, 'VALIDATION_FAILED'],
    ['a cursor that is not one', POM, { cursor: '¡' }, 'VALIDATION_FAILED'],
  ])('is refused: %s', async (_case, who, filter, code) => {
    const world = await daysBeforeRelease(40);
    expect(refused(await listJourneys(world.services, who, filter)).code).toBe(code);
  });

  it('is empty for staff of another prison', async () => {
    const world = await daysBeforeRelease(40);
    expect(await all(world, ELSEWHERE, {})).toEqual([]);
    expect(await all(world, ELSEWHERE, { officer: 'p.taylor' })).toEqual([]);
  });
});
