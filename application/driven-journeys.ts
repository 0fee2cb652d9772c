import type { Journey } from '../domain/journey/journey.ts';
import { readJourney } from './items.ts';
import { partitions, SHARDS } from './keys.ts';
import type { Table } from './ports/table.ts';

const PAGE = 200;
/** Greater than every journey id, and than an id with any suffix. */
export const AFTER_ALL = '~';

/** Every journey that should have a driver. */
export async function* drivenJourneys(table: Table): AsyncGenerator<Journey> {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    for await (const { journeys } of drivenPages(table, shard)) yield* journeys;
  }
}

export interface DrivenPage {
  readonly journeys: readonly Journey[];
  /** The id up to which all have been returned; {@link AFTER_ALL} on the last page. */
  readonly through: string;
}

/** The driven journeys of one shard by id, page by page, after this id. */
export async function* drivenPages(table: Table, shard: number, after = ''): AsyncGenerator<DrivenPage> {
  let cursor: string | undefined;
  let through = after;
  do {
    const page = await table.query({
      partition: partitions.driven(shard),
      index: 'driven',
      limit: PAGE,
      ...(after !== '' && { from: `${after}${AFTER_ALL}` }),
      ...(cursor !== undefined && { cursor }),
    });
    const journeys = page.items.map(readJourney);
    cursor = page.cursor;
    through = cursor === undefined ? AFTER_ALL : (journeys.at(-1)?.id ?? through);
    yield { journeys, through };
  } while (cursor !== undefined);
}
