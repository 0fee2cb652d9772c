import { journeyItem } from '../../application/items.ts';
import type { Write } from '../../application/ports/table.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { addDays } from '../../domain/law/time.ts';
import type { JourneyWorld } from './journey-world.ts';

/** Many journeys like one that has been lived, each changed a little: for lists and their pages. */
export async function manyJourneys(
  world: JourneyWorld,
  count: number,
  change: (index: number, like: Journey) => Partial<Journey> = () => ({}),
): Promise<readonly Journey[]> {
  const like = await world.journey();
  const journeys = Array.from({ length: count }, (_, index): Journey => ({
    ...like,
    id: `many${String(index).padStart(4, '0')}`,
    releaseDateInForce: addDays(like.releaseDateInForce ?? '', (index * 7) % 31),
    ...change(index, like),
  }));
  for (let from = 0; from < count; from += 50) {
    const writes = journeys
      .slice(from, from + 50)
      .map((each): Write => ({ kind: 'put', item: journeyItem(each) }));
    await world.table.transact(writes);
  }
  return journeys;
}
