import type { Journey } from '../../domain/journey/journey.ts';
import { AFTER_ALL } from '../driven-journeys.ts';
import { partitions } from '../keys.ts';
import type { Item } from '../ports/table.ts';
import { journeysBehind } from '../whole-rows.ts';
import type { ReconcileRun } from './reconcile-run.ts';

const PAGE = 200;

/**
 * Looks once at each journey that needs attention, whether or not it has a driver.
 * @param from the sort key up to which it has been done.
 * @param wanted rows of the index whose journeys are read.
 * @returns the sort key that it reached; {@link AFTER_ALL} when everything is done.
 */
export async function lookAtAttention(
  { services, hasTime, failed }: ReconcileRun,
  from: string,
  look: (journey: Journey) => Promise<void>,
  wanted: (row: Item) => boolean = () => true,
): Promise<string> {
  if (from === AFTER_ALL) return from;
  let reached = from;
  let cursor: string | undefined;
  try {
    // The first page whatever the time, so that runs which are always busy finish too.
    do {
      const page = await services.table.query({
        partition: partitions.attention(),
        index: 'attention',
        limit: PAGE,
        ...(from !== '' && { from }),
        ...(cursor !== undefined && { cursor }),
      });
      const journeys = await journeysBehind(services.table, page.items.filter(wanted));
      for (const journey of journeys.values()) await look(journey);
      cursor = page.cursor;
      const last = page.items.at(-1)?.['attentionSk'];
      if (typeof last === 'string') reached = last;
      if (cursor === undefined) return AFTER_ALL;
    } while (hasTime());
  } catch (error) {
    failed(error);
  }
  return reached;
}
