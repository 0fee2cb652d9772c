import type { Journey } from '../domain/journey/journey.ts';
import type { RunningExecution } from '../domain/record/machines.ts';
import { readJourney } from './items.ts';
import { journeyIdOf, keys, partitions, SHARDS } from './keys.ts';
import type { Item, Table } from './ports/table.ts';
import { journeysBehind } from './whole-rows.ts';

const PAGE = 200;
/** Greater than every journey id, and than an id with any suffix. */
export const AFTER_ALL = '~';

/** Every journey that should have a driver. */
export async function* drivenJourneys(table: Table): AsyncGenerator<Journey> {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    for await (const { driven } of drivenPages(table, shard)) {
      const journeys = await journeysBehind(
        table,
        driven.map(({ id }) => keys.journey(id)),
      );
      yield* journeys.values();
    }
  }
}

/** What the index has of a journey that should have a driver. */
export interface Driven {
  readonly id: string;
  readonly executions: readonly RunningExecution[];
}

export interface DrivenPage {
  readonly driven: readonly Driven[];
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
    const driven = await Promise.all(page.items.map((item) => readDriven(table, item)));
    cursor = page.cursor;
    through = cursor === undefined ? AFTER_ALL : (driven.at(-1)?.id ?? through);
    yield { driven: driven.filter(({ executions }) => executions.length > 0), through };
  } while (cursor !== undefined);
}

/** The head of a journey from before the index held its executions is read. */
async function readDriven(table: Table, item: Item): Promise<Driven> {
  const id = journeyIdOf(item) ?? '';
  const held = item['executions'] as unknown as readonly RunningExecution[] | undefined;
  if (held !== undefined) return { id, executions: held };
  const head = await table.get(keys.journey(id));
  return { id, executions: head === undefined ? [] : readJourney(head).executions };
}
