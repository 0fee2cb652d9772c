import type { Journey } from '../domain/journey.ts';
import { readJourney } from './items.ts';
import { partitions, SHARDS } from './keys.ts';
import type { Table } from './ports/table.ts';

const PAGE = 200;

/** Every journey the record says an execution drives, page after page: what holds an engine against the record. */
export async function* drivenJourneys(table: Table): AsyncGenerator<Journey> {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    let cursor: string | undefined;
    do {
      const page = await table.query({
        partition: partitions.driven(shard),
        index: 'driven',
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const row of page.items) yield readJourney(row);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}
