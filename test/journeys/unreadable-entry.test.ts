import { afterEach, describe, expect, it } from '@jest/globals';
import { verifyTimelines } from '../../application/background/verify-timelines.ts';
import { factItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import type { FactType } from '../../domain/record/facts.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, OFFICER, ok, type JourneyWorld } from '../support/journey-world.ts';
import { POM } from '../support/people.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const SAID = 'An entry of this timeline cannot be read. Administrators have been asked to find out why.';

const timelineOf = async (world: JourneyWorld) => ok(await getTimeline(world.services, OFFICER, world.id));
const questions = async (world: JourneyWorld) =>
  (await world.openSteps()).filter(({ kind }) => kind === 'changed-timeline').length;

describe('a fact whose row cannot be read', () => {
  it.each<[string, (world: JourneyWorld, number: number) => Promise<unknown>]>([
    [
      'because it has no fact',
      (world, number) => world.table.transact([{ kind: 'put', item: { ...keys.fact(world.id, number) } }]),
    ],
    [
      'because half of it is gone',
      (world, number) =>
        world.table.transact([
          {
            kind: 'put',
            item: { ...keys.fact(world.id, number), fact: { sequence: number }, private: { salt: 'x' } },
          },
        ]),
    ],
    [
      'because the row is gone',
      (world, number) => world.table.transact([{ kind: 'delete', key: keys.fact(world.id, number) }]),
    ],
  ])(
    '%s, leaves the page and the timeline whole, and administrators are asked once',
    async (_case, damage) => {
      const world = await daysBeforeRelease(60);
      const number = (await world.journey()).facts.count - 2;
      await damage(world, number);
      const visitor = await Visitor.signedInAs(POM, world);
      const { status, $ } = await visitor.open(`/journeys/${world.id}`);
      expect(status).toBe(200);
      expect($('main').text()).toContain(SAID);
      const { items, unreadable } = await timelineOf(world);
      expect(unreadable).toEqual([number]);
      expect(items.map(({ sequence }) => sequence)).not.toContain(number);
      await visitor.open(`/journeys/${world.id}`);
      const found = await verifyTimelines(world.services);
      expect(found).toMatchObject({ changed: [{ sequence: number }], failures: [] });
      expect(await questions(world)).toBe(1);
      const said = (await timelineOf(world)).items.filter(({ type }) => type === 'timeline-changed');
      expect(said.map(({ data }) => data['fact'])).toEqual([number]);
    },
  );

  it('is found by the nightly check, which goes on', async () => {
    const world = await daysBeforeRelease(60);
    await world.table.transact([
      { kind: 'put', item: { ...keys.fact(world.id, 3), private: { salt: 'x' } } },
    ]);
    expect(await verifyTimelines(world.services)).toMatchObject({
      changed: [{ sequence: 3, why: 'it cannot be read' }],
      failures: [],
    });
    expect(await questions(world)).toBe(1);
  });
});

it('a fact of a type that a later version records is shown as one that cannot be described', async () => {
  const world = await daysBeforeRelease(60);
  const [, , third] = await world.facts();
  if (third === undefined) throw new Error('There is no third fact');
  const later = { ...third, type: 'teleported' as FactType };
  await world.table.transact([{ kind: 'put', item: factItem(world.id, later) }]);
  const { items, unreadable } = await timelineOf(world);
  expect(unreadable).toEqual([]);
  expect(items[2]?.sentence).toBe('Something happened that cannot be described here.');
  expect(await questions(world)).toBe(0);
});

it('a whole timeline says nothing of the sort', async () => {
  const world = await daysBeforeRelease(60);
  expect((await timelineOf(world)).unreadable).toEqual([]);
  const visitor = await Visitor.signedInAs(POM, world);
  expect((await visitor.open(`/journeys/${world.id}`)).$('main').text()).not.toContain('cannot be read');
});
