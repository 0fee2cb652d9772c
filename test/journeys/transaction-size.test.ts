import { afterEach, expect, it } from '@jest/globals';
import { MAX_TRANSACTION_WRITES } from '../../application/ports/table.ts';
import { EASTMOOR, WESTHAVEN } from '../support/agencies.ts';
import { CONTACT_AGREED } from '../support/stages.ts';
import { closeWorlds, journeyWorld } from '../support/journey-world.ts';
import { HOME } from '../support/places.ts';

afterEach(closeWorlds);

it('writes the largest changes of a journey in well under the hundred writes of a transaction', async () => {
  const world = await journeyWorld({ today: '2026-09-01' });
  const sizes: number[] = [];
  world.beforeTable = (call, about) => {
    if (call === 'transact') sizes.push((JSON.parse(about) as unknown[]).length);
  };
  await world.startJourney({ releaseDate: '2026-12-25' });
  await world.complete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', com: 'c.ahmed' });
  await world.advanceTo('2026-10-05');
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  await world.advanceTo('2026-10-29');
  await world.complete('housing-consent', 'GIVEN', {
    authorities: [EASTMOOR.id, WESTHAVEN.id],
    ...CONTACT_AGREED,
  });
  const open = (await world.openSteps()).length;

  // Everything that can be open is open, and two referrals are live: the date moves, then an address ends the search.
  await world.moveReleaseDate('2026-12-31');
  const moved = Math.max(...sizes);
  await world.complete('next-address', 'ADDRESS_RECORDED', HOME);

  expect(open).toBeGreaterThanOrEqual(10);
  expect(moved).toBeGreaterThan(open);
  expect(Math.max(...sizes)).toBeLessThan(MAX_TRANSACTION_WRITES / 2);
});
