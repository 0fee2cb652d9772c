import { SYSTEM } from '../../domain/actor.ts';
import { executionInput } from '../../domain/machines.ts';
import { readJourney } from '../items.ts';
import { partitions } from '../keys.ts';
import type { Services } from '../services.ts';
import { restartJourney } from './restart-journey.ts';

const PAGE = 200;

/**
 * For an engine that forgets when its process ends: starts the executions of every open journey again, by the names
 * the record has for them. They fast-forward to where the record says the journey waits.
 *
 * @returns how many journeys were resumed.
 */
export async function resumeJourneys(services: Services, prisons: readonly string[]): Promise<number> {
  let resumed = 0;
  const caseloads = prisons.flatMap((prison) => [partitions.prison(prison), partitions.releasedFrom(prison)]);
  for (const partition of caseloads) {
    let cursor: string | undefined;
    do {
      const page = await services.table.query({
        partition,
        index: 'caseload',
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const row of page.items) {
        const journey = readJourney(row);
        if (journey.executions.length === 0) continue;
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
