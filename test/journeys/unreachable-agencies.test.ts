import { afterEach, describe, expect, it } from '@jest/globals';
import { stepItem } from '../../application/items.ts';
import { MAX_TRANSACTION_WRITES } from '../../application/ports/table.ts';
import { addDays } from '../../domain/law/time.ts';
import { CRS, EASTMOOR, keepAgencies } from '../support/agencies.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { councilsAsked, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** Two live referrals, to agencies whose endpoints are gone. */
async function nobodyReached(): Promise<JourneyWorld> {
  const world = await councilsAsked();
  for (const agency of [CRS.id, EASTMOOR.id]) world.sender.answers(agency, 410);
  return world;
}

async function move(world: JourneyWorld, times: number): Promise<void> {
  for (let count = 1; count <= times; count += 1)
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7 + (count % 2)));
}

async function parkedSteps(world: JourneyWorld): Promise<readonly string[]> {
  return (await world.openSteps()).map(({ key }) => key).filter((key) => key.includes('delivery-parked'));
}

const sequenceOf = (body: string): number => Number((JSON.parse(body) as { sequence: string }).sequence);

describe('a release date that moves while two agencies cannot be reached', () => {
  it('moves as often as it must, and opens one step for each agency', async () => {
    const world = await nobodyReached();
    let largest = 0;
    world.beforeTable = (call, about) => {
      if (call === 'transact') largest = Math.max(largest, (JSON.parse(about) as unknown[]).length);
    };
    await move(world, 50);
    expect([...(await parkedSteps(world))].sort()).toEqual(
      [CRS.id, EASTMOOR.id].map((id) => `1.delivery-parked.agency.${id}`).sort(),
    );
    expect(largest).toBeLessThan(MAX_TRANSACTION_WRITES / 2);
    expect(world.problems).toEqual([]);
  });

  it('does not write a step whose days are not counted from release', async () => {
    const world = await nobodyReached();
    await move(world, 1);
    const written: string[] = [];
    world.beforeTable = (call, about) => {
      if (call === 'transact') written.push(about);
    };
    world.sender.answers(CRS.id, 202);
    world.sender.answers(EASTMOOR.id, 202);
    await move(world, 2);
    const moves = written.filter((about) => about.includes('"deadlines-moved"')).join('');
    const steps = new Set(moves.match(/(?<="STEP#1\.)[a-z-]+/g));
    expect(steps).toContain('next-address');
    expect(steps).not.toContain('delivery-parked');
  });

  it('sends the latest message about each referral when an administrator says so', async () => {
    const world = await nobodyReached();
    await move(world, 3);
    for (const agency of [CRS, EASTMOOR]) world.sender.answers(agency.id, 202);
    const before = world.sender.sent.length;
    const parked = (await world.deliveries()).filter(({ agencyId }) => agencyId === EASTMOOR.id);
    await keepAgencies(world.table, [EASTMOOR]);
    await world.complete(`delivery-parked.agency.${EASTMOOR.id}`, 'RESENT', { reason: 'It works again' });
    const sent = world.sender.sent.slice(before);
    expect(sent.map(({ body }) => sequenceOf(body))).toEqual([
      Math.max(...parked.map(({ body }) => sequenceOf(body))),
    ]);
    await expect(world).not.toBeWaitingFor(`delivery-parked.agency.${EASTMOOR.id}`);
  });

  it('resends the one message of a step opened before agencies had one step each', async () => {
    const world = await nobodyReached();
    await move(world, 1);
    const delivery = (await world.deliveries()).find(
      ({ agencyId, state }) => agencyId === EASTMOOR.id && state === 'parked',
    );
    const step = await world.step(`delivery-parked.agency.${EASTMOOR.id}`);
    const id = delivery?.id ?? '';
    const old = { ...step, key: `1.delivery-parked.${id}`, subject: id, details: { agency: EASTMOOR.id } };
    world.sender.answers(EASTMOOR.id, 202);
    await world.table.transact([{ kind: 'put', item: stepItem(world.id, old) }]);
    await keepAgencies(world.table, [EASTMOOR]);
    await world.complete(`delivery-parked.${id}`, 'RESENT', { reason: 'It works again' });
    expect(world.sender.sent.at(-1)?.id).toBe(id);
  });
});
