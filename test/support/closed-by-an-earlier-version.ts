import { journeyItem, stepItem } from '../../application/items.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import type { JourneyWorld } from './journey-world.ts';
import { daysBeforeRelease } from './stages.ts';

/** A bank refused the person, which was the end of it before another bank was tried. */
export async function refusedByBank(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  const { token: _waits, wakeAt: _asleep, ...asked } = await world.step('bank-account');
  const journey = await world.journey();
  const done = {
    ...asked,
    state: 'DONE',
    outcome: 'REFUSED_BY_BANK',
    completedAt: '2027-01-08T09:00:00.000Z',
    completedBy: SYSTEM,
  } as const;
  const open = journey.open.filter(({ kind }) => kind !== 'bank-account');
  await world.table.transact([
    { kind: 'put', item: journeyItem({ ...journey, open }) },
    { kind: 'put', item: stepItem(world.id, done) },
  ]);
  return world;
}
