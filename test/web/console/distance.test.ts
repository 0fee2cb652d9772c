import { afterEach, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { COM } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../../support/stages.ts';

afterEach(closeWorlds);

it('draws the person’s scores over time, with the same in a table', async () => {
  const world = await daysBeforeRelease(60);
  const visitor = await Visitor.signedInAs(COM, world);
  const open = () => visitor.open(`/journeys/${world.id}`);
  expect((await open()).words).not.toContain('Distance travelled');
  await world.complete('distance-before-release', 'REVIEWED', { ownScore: 3, words: 'Nobody out there.' });
  // One score is no line, and is in the table all the same.
  const one = await open();
  expect(one.$('svg.app-distance')).toHaveLength(0);
  expect(one.words).toContain('Nobody out there.');
  await released(world);
  await world.advanceTo(addDays(PLAIN_RELEASE, 28));
  await world.complete('review-at-4-weeks', 'REVIEWED', { ownScore: 8, home: 7, goal: 'A job.' });
  const { $, words } = await open();
  expect($('svg.app-distance circle')).toHaveLength(2);
  // Higher is further: the y of a picture counts from the top.
  const heights = $('svg.app-distance circle')
    .toArray()
    .map((each) => Number($(each).attr('cy')));
  expect(heights[1]).toBeLessThan(heights[0] ?? 0);
  expect(words).toContain('A place to live: 7');
  expect(words).toContain('Next: A job.');
});
