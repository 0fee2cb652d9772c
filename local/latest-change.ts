import { Temporal } from 'temporal-polyfill';
import { drivenJourneys } from '../application/driven-journeys.ts';
import type { Table } from '../application/ports/table.ts';

/** When the record was last changed, as far as the journeys tell that an execution drives; undefined when there are none. */
export async function latestChange(table: Table): Promise<Temporal.Instant | undefined> {
  let latest = '';
  for await (const { updatedAt } of drivenJourneys(table)) if (updatedAt > latest) latest = updatedAt;
  return latest === '' ? undefined : Temporal.Instant.from(latest);
}
