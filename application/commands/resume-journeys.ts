import { SYSTEM } from '../../domain/actor.ts';
import { executionInput } from '../../domain/machines.ts';
import { readJourney } from '../items.ts';
import { partitions, SHARDS } from '../keys.ts';
import type { Services } from '../services.ts';
import { restartJourney } from './restart-journey.ts';

const PAGE = 200;

/**
 * For an engine that forgets when its process ends: starts the executions of every open journey again, by the names
 * the record has for them. They fast-forward to where the record says the journey waits.
 *
 * @returns how many journeys were resumed.
 */
export async function resumeJourneys(services: Services): Promise<number> {
  let resumed = 0;
  for (let shard = 0; shard < SHARDS; shard += 1) {
    let cursor: string | undefined;
    do {
      const page = await services.table.query({
        partition: partitions.driven(shard),
        index: 'driven',
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const row of page.items) {
        const journey = readJourney(row);
        resumed += 1;
        if (journey.open.some(({ kind }) => kind === 'incident')) {
          // What failed is tried afresh, so an incident about it must not stay open beside a success.
          await restartJourney(services, journey.id, 'the process was started again', { by: SYSTEM });
          continue;
        }
        const input = executionInput(journey.id, journey.cycle);
        for (const { machine, name } of journey.executions) await services.engine.start(machine, name, input);
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return resumed;
}
